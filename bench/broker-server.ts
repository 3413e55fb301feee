import { startLocalAws } from "#local/index.ts";

/** The embedded AWS in a process of its own, so that its memory and its time are told from its clients'. */

const aws = await startLocalAws({ port: 0 });
process.send?.({ outputs: aws.outputs });
process.on("message", () => {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ usage: { rss, heapUsed, cpuMs: (user + system) / 1000 } });
});
process.on("disconnect", () => {
  void aws[Symbol.asyncDispose]();
});
