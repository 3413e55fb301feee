import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

import { type Browser, openBrowser, type Page } from "./browser.ts";
import type { Cdp } from "./cdp.ts";
import { serveFloorFiles } from "./floor-server.ts";
import { inTurn } from "./in-turn.ts";
import { isRecord } from "./record.ts";
import { spread } from "./statistics.ts";
import { openBenchWorld, painted, signInScript } from "./world.ts";

/**
 * G1–G3: bytes (JavaScript and CSS, gzip) until the sign-in form is there and until the fleet can be used; times at 1× and at a processor slowed
 * four times, beside a floor page that has the same form and nothing else; blocking time and layout shift; the second visit, from the service worker.
 */

const form = 'form input[autocomplete="username"]:enabled';
const fleet = '[role="grid"] [role="row"][data-thing]';

export async function run(args: readonly string[]): Promise<unknown> {
  const { values } = parseArgs({ args: [...args], options: { runs: { type: "string", default: "5" } } });
  const runs = Number(values.runs);
  await using world = await openBenchWorld();
  const [operator] = world.aws.outputs.operators ?? [];
  if (!operator) throw new Error("The demo has no operator.");
  const signIn = signInScript(operator.username, operator.password);
  await using floor = await serveFloorFiles();

  const bytes = await fresh((browser) => measureBytes(browser, world.site.url, signIn));
  const repeat = async (rate: number) => {
    const rounds = await inTurn(runs, () =>
      fresh((browser) =>
        measureTimes(browser, { rate, url: world.site.url, floor: `${floor.url}first-load.html`, signIn }),
      ),
    );
    const of = (name: keyof (typeof rounds)[number]) => spread(rounds.map((one) => one[name]));
    return {
      formMs: of("formMs"),
      floorFormMs: of("floorFormMs"),
      blockingMs: of("blockingMs"),
      layoutShift: of("layoutShift"),
      signInToFleetMs: of("signInToFleetMs"),
      secondVisitMs: of("secondVisitMs"),
    };
  };
  return { runs, gzipBytes: bytes, "cpu 1x": await repeat(1), "cpu 4x slower": await repeat(4) };
}

async function fresh<T>(measure: (browser: Browser) => Promise<T>): Promise<T> {
  await using browser = await openBrowser();
  // Awaited here, or the browser would be closed before anything is measured.
  return await measure(browser);
}

async function measureBytes(browser: Browser, url: string, signIn: string) {
  const asked: string[] = [];
  await using page = await browser.open("about:blank", async (cdp) => {
    await cdp.send("Network.enable");
    cdp.on("Network.responseReceived", ({ response }) => {
      if (isRecord(response) && /\.(js|css)$/.test(String(response["url"]).split("?")[0] ?? ""))
        asked.push(String(response["url"]));
    });
    // The worker's own script is asked for by the worker, which is a target of its own.
    await watchWorkers(cdp, asked);
  });
  await page.navigate(url);
  await page.evaluate(painted(form));
  const untilForm = [...new Set(asked)];
  await page.evaluate(signIn);
  await page.evaluate(painted(fleet));
  return { untilForm: await gzipBytes(untilForm), untilFleet: await gzipBytes([...new Set(asked)]) };
}

async function watchWorkers(cdp: Cdp, asked: string[]): Promise<void> {
  await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  cdp.on("Target.attachedToTarget", ({ targetInfo }) => {
    if (isRecord(targetInfo) && targetInfo["type"] === "worker") asked.push(String(targetInfo["url"]));
  });
}

async function gzipBytes(urls: readonly string[]) {
  const sizes = await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url);
      return [new URL(url).pathname, gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length] as const;
    }),
  );
  const files = Object.fromEntries(sizes.toSorted(([, a], [, b]) => b - a));
  return { total: sizes.reduce((sum, [, size]) => sum + size, 0), files };
}

interface Visit {
  readonly rate: number;
  readonly url: string;
  readonly floor: string;
  readonly signIn: string;
}

async function measureTimes(browser: Browser, { rate, url, floor, signIn }: Visit) {
  const slow = async (cdp: Cdp) => {
    await cdp.send("Emulation.setCPUThrottlingRate", { rate });
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", { source: watch });
  };
  const floorFormMs = await timeToForm(await browser.open(floor, slow));
  await using page = await browser.open(url, slow);
  const formMs = await number(page, painted(form));
  await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  const [blockingMs = 0, layoutShift = 0] = await numbers(page, "[watched.blocking(), watched.shift]");
  const before = await number(page, "performance.now()");
  await page.evaluate(signIn);
  const signInToFleetMs = (await number(page, painted(fleet))) - before;
  await page.evaluate("sessionStorage.clear()");
  const secondVisitMs = await timeToForm(await browser.open(url, slow));
  return { floorFormMs, formMs, blockingMs, layoutShift, signInToFleetMs, secondVisitMs };
}

async function timeToForm(opened: Page): Promise<number> {
  await using page = opened;
  return await number(page, painted(form));
}

/** Runs before anything else in the page. Blocking time is what long tasks take beyond 50 ms. */
const watch = `globalThis.watched = { tasks: [], shift: 0, blocking: () => watched.tasks.reduce((sum, ms) => sum + ms - 50, 0) };
new PerformanceObserver((list) => watched.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) watched.shift += entry.value; }).observe({ type: "layout-shift", buffered: true });`;

async function number(page: Page, expression: string): Promise<number> {
  return Number(await page.evaluate(expression));
}

async function numbers(page: Page, expression: string): Promise<readonly number[]> {
  const value = await page.evaluate(expression);
  return Array.isArray(value) ? value.map(Number) : [];
}
