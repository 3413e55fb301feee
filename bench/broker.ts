import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setInterval as everyMs } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import type { Outputs } from "#local/index.ts";

import { type LoadClient, loadClient } from "./mqtt-load.ts";
import { presign } from "./presign.ts";
import { percentile, round } from "./statistics.ts";

/**
 * The message broker of the embedded AWS, in its own process: how fast clients connect, what 2,000 idle ones cost, and QoS 1 messages
 * from 1,000 publishers to one and to four subscribers, at 5,000 a second and as fast as it goes. Every delivery is authorized.
 */
export async function run(): Promise<unknown> {
  const server = await startServer();
  const url = await presign(server.outputs);
  const before = await server.usage();
  const started = performance.now();
  const clients = await connectAll(url, 2000);
  const connectSeconds = (performance.now() - started) / 1000;
  const idle = await server.usage();

  const publishers = clients.slice(0, 1000);
  const measured: unknown[] = [];
  for (const count of [1, 4]) {
    const subscribers = clients.slice(1000, 1000 + count);
    // oxlint-disable-next-line no-await-in-loop -- one measurement after another
    measured.push(await measure(server, publishers, subscribers, 5000));
    // oxlint-disable-next-line no-await-in-loop -- the same
    measured.push(await measure(server, publishers, subscribers, Infinity));
  }
  for (const client of clients) client[Symbol.dispose]();
  server.stop();
  return {
    connects: { clients: clients.length, perSecond: round(clients.length / connectSeconds) },
    idle: {
      rssMb: megabytes(idle.rss),
      rssPerClientKb: round((idle.rss - before.rss) / clients.length / 1024),
      heapPerClientKb: round((idle.heapUsed - before.heapUsed) / clients.length / 1024),
    },
    measured,
  };
}

interface Usage {
  readonly rss: number;
  readonly heapUsed: number;
  readonly cpuMs: number;
}

interface Server {
  readonly outputs: Outputs;
  usage(): Promise<Usage>;
  stop(): void;
}

async function startServer(): Promise<Server> {
  const child = fork(fileURLToPath(new URL("broker-server.ts", import.meta.url)), {
    execArgv: ["--import", "tsx", "--no-warnings"],
  });
  const { outputs } = await said<{ readonly outputs: Outputs }>(child);
  return {
    outputs,
    usage: async () => {
      const answer = said<{ readonly usage: Usage }>(child);
      child.send("usage");
      return (await answer).usage;
    },
    stop: () => child.disconnect(),
  };
}

async function said<T>(child: ChildProcess): Promise<T> {
  const [message]: readonly T[] = await once(child, "message");
  if (message === undefined) throw new Error("The embedded AWS said nothing.");
  return message;
}

/** Fifty at a time, as a fleet that starts together would. */
async function connectAll(url: string, count: number): Promise<readonly LoadClient[]> {
  const clients: LoadClient[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    const number = next++;
    if (number >= count) return;
    clients.push(await loadClient(url, `load-${number}`));
    await one();
  };
  await Promise.all(Array.from({ length: 50 }, one));
  return clients;
}

const measureMs = 8000;
/** How many deliveries may be under way when nothing else holds the publishers back: what a subscriber cannot take is no throughput. */
const mostUnderWay = 4000;

async function measure(
  server: Server,
  publishers: readonly LoadClient[],
  subscribers: readonly LoadClient[],
  perSecond: number,
) {
  const latencies: number[] = [];
  const count = { published: 0, acknowledged: 0, delivered: 0 };
  for (const subscriber of subscribers) {
    subscriber.hear((latency) => {
      count.delivered += 1;
      if (count.delivered % 20 === 0) latencies.push(latency);
    });
  }
  await Promise.all(subscribers.map((subscriber) => subscriber.subscribe("load/+/state")));
  const publish = async () => {
    const number = count.published++ % publishers.length;
    await publishers[number]?.publish(`load/${number}/state`);
    count.acknowledged += 1;
  };
  const expected = () => count.published * subscribers.length;

  const before = await server.usage();
  const started = performance.now();
  for await (const _ of everyMs(2)) {
    const elapsed = performance.now() - started;
    const due = (Math.min(elapsed, measureMs) / 1000) * perSecond;
    while (count.published < due && expected() - count.delivered < mostUnderWay) void publish();
    if (elapsed >= measureMs) break;
  }
  const seconds = (performance.now() - started) / 1000;
  const after = await server.usage();
  const delivered = count.delivered;
  for await (const waited of everyMs(100, performance.now() + 10_000)) {
    if (count.delivered === expected() || performance.now() > waited) break;
  }
  return {
    publishers: publishers.length,
    subscribers: subscribers.length,
    asked: Number.isFinite(perSecond) ? perSecond : "as fast as it goes",
    publishedPerSecond: round(count.published / seconds),
    deliveredPerSecond: round(delivered / seconds),
    lost: expected() - count.delivered,
    unacknowledged: count.published - count.acknowledged,
    latencyMs: { p50: round(percentile(latencies, 50)), p95: round(percentile(latencies, 95)) },
    brokerCpuPercent: round((after.cpuMs - before.cpuMs) / seconds / 10),
    brokerRssMb: megabytes(after.rss),
  };
}

const megabytes = (bytes: number) => round(bytes / 1024 / 1024);
