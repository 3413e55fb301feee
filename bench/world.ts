import { type LocalAws, startLocalAws } from "#local/index.ts";

import { buildConsole } from "#scripts/build.ts";
import { consoleConfig } from "#scripts/console-config.ts";
import { type ConsoleServer, servePreview } from "#scripts/console-server.ts";
import { registerThings } from "./things.ts";

/** An embedded AWS with the demo people and a thousand things, and the built console in front of it. */
export interface BenchWorld extends AsyncDisposable {
  readonly aws: LocalAws;
  readonly site: ConsoleServer;
}

export async function openBenchWorld(): Promise<BenchWorld> {
  await buildConsole();
  const aws = await startLocalAws({ seed: "demo", port: 0, warm: true });
  await registerThings(aws);
  const site = await servePreview({ port: 0, config: () => consoleConfig(aws.outputs) });
  return {
    aws,
    site,
    [Symbol.asyncDispose]: async () => {
      await site[Symbol.asyncDispose]();
      await aws[Symbol.asyncDispose]();
    },
  };
}

/** Types into the sign-in form and submits it, as a person would but without the typing. */
export function signInScript(username: string, password: string): string {
  return `(() => {
    const fill = (selector, value) => {
      const input = document.querySelector(selector);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    fill('input[autocomplete="username"]', ${JSON.stringify(username)});
    fill('input[autocomplete="current-password"]', ${JSON.stringify(password)});
    document.querySelector('form button[type="submit"]').click();
  })()`;
}

/** Resolves, in the page, with performance.now() of the frame after \`selector\` first matches. */
export function painted(selector: string): string {
  return `new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("Never seen: " + ${JSON.stringify(selector)} + " in " + document.body.innerText.slice(0, 300))), 60_000);
    const done = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    const look = () => document.querySelector(${JSON.stringify(selector)}) && (observer.disconnect(), done(), true);
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  })`;
}
