import { Worker } from "node:worker_threads";

import { isRecord } from "#local/wire/record.ts";

/** A function that is loaded and waits for events. */
export interface RunningFunction extends AsyncDisposable {
  invoke(event: unknown): Promise<unknown>;
  ended(): boolean;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Loads `file` in a thread of its own whose environment is `environment` and nothing else. */
export function startFunction(file: string, environment: Readonly<Record<string, string>>): RunningFunction {
  const worker = new Worker(new URL("function-runner.ts", import.meta.url), {
    workerData: file,
    env: { ...environment },
    execArgv: ["--import", "tsx", "--no-warnings"],
  });
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let failure: Error | undefined;

  const end = (error: Error) => {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  worker.on("message", (message: unknown) => {
    if (!isRecord(message)) return;
    const call = waiting.get(Number(message["call"]));
    waiting.delete(Number(message["call"]));
    if (typeof message["error"] === "string") call?.reject(new Error(message["error"]));
    else call?.resolve(message["result"]);
  });
  worker.on("error", end);
  worker.on("exit", (code) => end(new Error(`The function's thread ended with code ${code}.`)));

  return {
    invoke: (event) =>
      new Promise((resolve, reject) => {
        if (failure) {
          reject(failure);
          return;
        }
        const call = ++calls;
        waiting.set(call, { resolve, reject });
        worker.postMessage({ call, event });
      }),
    ended: () => failure !== undefined,
    [Symbol.asyncDispose]: async () => {
      end(new Error("The function was stopped."));
      await worker.terminate();
    },
  };
}
