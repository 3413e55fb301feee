import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

import * as v from "valibot";

const Outputs = v.object({
  region: v.string(),
  endpoints: v.object({ aws: v.string() }),
  admin: v.object({ accessKeyId: v.string(), secretAccessKey: v.string() }),
});

const main = new URL("../main.ts", import.meta.url).pathname;

/** The embedded AWS as a process of its own, that can be killed. Dispose it to kill it. */
export interface LocalProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  /** What an SDK's client needs to reach it as the administrator. */
  readonly reached: {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: 1;
  };
  /** What it wrote to its terminal. */
  readonly said: () => string;
}

/** Starts it on any free port; rejects with what it said when it ends before it answers. `before` runs in the shell that starts it. */
export async function startProcess(options: readonly string[], before = "true"): Promise<LocalProcess> {
  const args = ["--import", "tsx", "--no-warnings", main, "--port", "0", "--print-outputs", ...options];
  const child = spawn("sh", ["-c", `${before}; exec "$0" "$@"`, process.execPath, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const gone = once(child, "close");
  const printed = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.endsWith("}\n")) resolve(said);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    gone.then(() => reject(new Error(said)), reject);
  });
  const { region, endpoints, admin } = v.parse(Outputs, JSON.parse(await printed));
  return {
    child,
    reached: { region, endpoint: endpoints.aws, credentials: admin, maxAttempts: 1 },
    said: () => said,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
