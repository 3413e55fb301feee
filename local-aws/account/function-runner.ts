import { parentPort, workerData } from "node:worker_threads";

/** Runs in the function's own thread: loads its module and answers one message for each event. */

type Handler = (event: unknown) => unknown;

const file = String(workerData);
const loaded = import(file).then(({ handler }: { readonly handler?: Handler }) => {
  if (typeof handler !== "function") throw new Error(`${file} exports no function 'handler'.`);
  return handler;
});

parentPort?.on("message", ({ call, event }: { readonly call: number; readonly event: unknown }) => {
  loaded
    .then((handler) => handler(event))
    .then(
      (result) => parentPort?.postMessage({ call, result }),
      (error: unknown) =>
        parentPort?.postMessage({ call, error: error instanceof Error ? error.message : String(error) }),
    );
});
