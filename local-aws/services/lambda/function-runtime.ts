import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

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

/** Loads `file` in a process of its own whose environment is `environment` and nothing else. */
export function startFunction(file: string, environment: Readonly<Record<string, string>>): RunningFunction {
  const child = fork(new URL("function-runner.ts", import.meta.url), [file], {
    // Where the loader that reads TypeScript is found.
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { ...environment },
    execArgv: ["--import", "tsx", "--no-warnings"],
  });
  // A function that waits for events does not keep the embedded AWS alive.
  child.unref();
  child.channel?.unref();
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let failure: Error | undefined;

  const end = (error: Error) => {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  child.on("message", (message: unknown) => {
    if (!isRecord(message)) return;
    const call = waiting.get(Number(message["call"]));
    waiting.delete(Number(message["call"]));
    if (typeof message["error"] === "string") call?.reject(new Error(message["error"]));
    else call?.resolve(message["result"]);
  });
  child.on("error", end);
  const gone = new Promise<void>((resolve) => {
    child.once("exit", (code) => {
      end(new Error(`The function's process ended with code ${code}.`));
      resolve();
    });
  });

  return {
    invoke: (event) =>
      new Promise((resolve, reject) => {
        if (failure) {
          reject(failure);
          return;
        }
        const call = ++calls;
        waiting.set(call, { resolve, reject });
        child.send({ call, event });
      }),
    ended: () => failure !== undefined,
    [Symbol.asyncDispose]: () => {
      child.kill("SIGKILL");
      return gone;
    },
  };
}
