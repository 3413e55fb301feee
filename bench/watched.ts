import * as v from "valibot";

import type { Page } from "./browser.ts";

const numbers = v.array(v.number());
const Watched = v.object({ frames: v.number(), lags: numbers, inputs: numbers, tasks: numbers, shown: v.number() });

/** In the page: counts frames, samples per frame how old the newest event shown is, and times each input until it is painted. */
const script = `globalThis.watched = (() => {
  const grid = document.querySelector('[role="grid"]');
  const seen = { frames: 0, lags: [], inputs: [], tasks: [], running: true };
  const before = Number(grid.dataset.events);
  const observer = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ type: "longtask" });
  const frame = () => {
    seen.frames += 1;
    seen.lags.push(Date.now() - Number(grid.dataset.newestEvent));
    if (seen.running) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const time = (event) => requestAnimationFrame(() => setTimeout(() => seen.inputs.push(performance.now() - event.timeStamp)));
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, time, { capture: true, passive: true });
  return { stop: () => { seen.running = false; observer.disconnect(); return { ...seen, shown: Number(grid.dataset.events) - before }; } };
})(); undefined`;

/** Begins to watch the page; `stop` tells what was seen. */
export async function watchPage(page: Page) {
  await page.evaluate(script);
  return { stop: async () => v.parse(Watched, await page.evaluate("watched.stop()")) };
}
