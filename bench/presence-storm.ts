import { parseArgs } from "node:util";

import type { LocalAws } from "#local/index.ts";

import { type Browser, openBrowser, type Page } from "./browser.ts";
import { serveFloorFiles } from "./floor-server.ts";
import { inTurn } from "./in-turn.ts";
import { presign } from "./presign.ts";
import { percentile, round, spread } from "./statistics.ts";
import { startStorm } from "./storm.ts";
import { thingCount } from "./things.ts";
import { useHands } from "./hands.ts";
import { watchPage } from "./watched.ts";
import { openBenchWorld, painted, signInScript } from "./world.ts";

/**
 * G4–G6: the running console under presence events at several rates, beside a floor page in the same run: a raw WebSocket, the least MQTT reader,
 * JSON.parse, forty rows and one redraw a frame. What counts is the ratio. No automation is attached while it runs; once a second one click and
 * one key go through the browser's own input.
 */

const warmUpMs = 5000;

interface Subject {
  readonly name: "floor" | "console";
  open(browser: Browser): Promise<Page>;
  /** Where a click and a key do no harm. */
  readonly clickOn: string;
}

export async function run(args: readonly string[]): Promise<unknown> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rates: { type: "string", default: "100,1000,5000" },
      seconds: { type: "string", default: "20" },
      runs: { type: "string", default: "3" },
    },
  });
  await using world = await openBenchWorld();
  await using floorFiles = await serveFloorFiles();
  const { aws, site } = world;
  const [operator] = aws.outputs.operators ?? [];
  if (!operator) throw new Error("The demo has no operator.");

  const floor: Subject = {
    name: "floor",
    clickOn: "input",
    open: async (browser) => {
      const url = await presign(aws.outputs);
      const clientId = `floor-${Date.now()}`;
      const page = await browser.open(
        `${floorFiles.url}presence-storm.html#${new URLSearchParams({ url, clientId }).toString()}`,
      );
      await page.evaluate(painted('body[data-feed="live"]'));
      return page;
    },
  };
  const console: Subject = {
    name: "console",
    clickOn: '[type="search"]',
    open: async (browser) => {
      const page = await browser.open(site.url);
      await page.evaluate(painted('form input[autocomplete="username"]:enabled'));
      await page.evaluate(signInScript(operator.username, operator.password));
      await page.evaluate(painted('[role="grid"] [data-thing]'));
      return page;
    },
  };

  const results: Record<string, unknown> = {};
  for (const rate of values.rates.split(",").map(Number)) {
    const rounds = async (subject: Subject) =>
      inTurn(Number(values.runs), () => measure(aws, subject, rate, Number(values.seconds)));
    // In turn, for the same reason.
    // oxlint-disable-next-line no-await-in-loop
    const [least, ours] = [await rounds(floor), await rounds(console)];
    results[`${rate} msg/s`] = compare(least, ours);
  }
  return { things: thingCount, seconds: Number(values.seconds), runs: Number(values.runs), ...results };
}

type Measured = Awaited<ReturnType<typeof measure>>;

async function measure(aws: LocalAws, subject: Subject, rate: number, seconds: number) {
  await using browser = await openBrowser();
  await using page = await subject.open(browser);
  using storm = startStorm(aws, rate);
  await passing(warmUpMs);
  const watched = await watchPage(page);
  const [cpu, sent] = [browser.cpuSeconds(), storm.sent()];
  using hands = useHands(page, subject.clickOn);
  await passing(seconds * 1000);
  const [cpuUsed, sentIn] = [browser.cpuSeconds() - cpu, storm.sent() - sent];
  hands.rest();
  const { frames, lags, inputs, tasks, shown } = await watched.stop();
  return {
    shownPercent: (shown / sentIn) * 100,
    lagMsP50: percentile(lags, 50),
    lagMsP95: percentile(lags, 95),
    inputToPaintMsP95: percentile(inputs, 95),
    framesPerSecond: frames / seconds,
    longTaskPercent: (tasks.reduce((sum, ms) => sum + ms, 0) / (seconds * 1000)) * 100,
    longestTaskMs: Math.max(0, ...tasks),
    cpuPercent: (cpuUsed / seconds) * 100,
  };
}

function compare(floor: readonly Measured[], ours: readonly Measured[]) {
  const beside = (name: keyof Measured) => {
    const [least, own] = [floor, ours].map((rounds) => spread(rounds.map((one) => one[name])));
    return { floor: least, console: own, ratio: round((own?.median ?? Number.NaN) / (least?.median ?? Number.NaN)) };
  };
  return {
    shownPercent: beside("shownPercent"),
    lagMsP50: beside("lagMsP50"),
    lagMsP95: beside("lagMsP95"),
    inputToPaintMsP95: beside("inputToPaintMsP95"),
    framesPerSecond: beside("framesPerSecond"),
    longTaskPercent: beside("longTaskPercent"),
    longestTaskMs: beside("longestTaskMs"),
    cpuPercent: beside("cpuPercent"),
  };
}

function passing(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
