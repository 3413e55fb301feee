import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";

import { chromiumFlags, findChromium } from "#scripts/tools.ts";
import { type Cdp, connectCdp } from "./cdp.ts";

/** A Chromium of the bench's own, with an empty profile. */
export interface Browser extends AsyncDisposable {
  /** Opens a page; `prepare` may set it up before it loads `url`. */
  open(url: string, prepare?: (page: Cdp) => Promise<void>): Promise<Page>;
  /** Seconds of processor time that all its processes have used so far. */
  cpuSeconds(): number;
}

export interface Page extends AsyncDisposable {
  readonly cdp: Cdp;
  /** The value of an expression, awaited when it is a promise. */
  evaluate(expression: string): Promise<unknown>;
  navigate(url: string): Promise<void>;
}

const flags = ["--headless=new", ...chromiumFlags, "--remote-debugging-port=0", "--window-size=1440,900"];

export async function openBrowser(): Promise<Browser> {
  const program = findChromium();
  if (program === undefined)
    throw new Error("No Chromium on PATH. Debian: apt-get install chromium; or name one in CHROMIUM.");
  const profile = mkdtempSync(`${tmpdir()}/yagura-bench-`);
  const child = spawn(program, [...flags, `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const endpoint = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`Chromium ended with ${code}: ${output}`)));
  });
  const connection = await connectCdp(endpoint);

  return {
    cpuSeconds: () => cpuSecondsOfTree(child.pid ?? 0),
    open: async (url, prepare) => {
      const { targetId } = await connection.browser.send("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await connection.browser.send("Target.attachToTarget", { targetId, flatten: true });
      const cdp = connection.page(String(sessionId));
      await cdp.send("Page.enable");
      await prepare?.(cdp);
      const navigate = async (to: string) => {
        const loaded = new Promise<void>((resolve) => cdp.on("Page.loadEventFired", () => resolve()));
        await cdp.send("Page.navigate", { url: to });
        await loaded;
      };
      await navigate(url);
      return {
        cdp,
        navigate,
        evaluate: async (expression) => {
          const answer = await cdp.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
          const { result, exceptionDetails } = answer as { result?: { value?: unknown }; exceptionDetails?: unknown };
          if (exceptionDetails !== undefined) throw new Error(`In the page: ${JSON.stringify(exceptionDetails)}`);
          return result?.value;
        },
        [Symbol.asyncDispose]: async () => void (await connection.browser.send("Target.closeTarget", { targetId })),
      };
    },
    [Symbol.asyncDispose]: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      await connection.browser.send("Browser.close");
      await gone;
      connection.close();
      // Its other processes write for a moment longer than the first one lives.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Read from /proc, so only Linux has it; elsewhere it is 0. */
function cpuSecondsOfTree(root: number): number {
  try {
    const processes = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [statOf(name)] : []));
    const family = new Set([root]);
    // A child's number is larger than its parent's, but for a wrap-around that a bench does not live to see.
    for (const { pid, parent } of processes.toSorted((a, b) => a.pid - b.pid)) if (family.has(parent)) family.add(pid);
    return processes.reduce((sum, { pid, ticks }) => sum + (family.has(pid) ? ticks / 100 : 0), 0);
  } catch {
    return 0;
  }
}

function statOf(name: string): { readonly pid: number; readonly parent: number; readonly ticks: number } {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    return { pid: Number(name), parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) };
  } catch {
    return { pid: Number(name), parent: -1, ticks: 0 };
  }
}
