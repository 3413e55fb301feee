import * as v from "valibot";

import type { Page } from "./browser.ts";

/** One click and one key each second, as the operating system would give them to the browser. */
export function useHands(page: Page, selector: string) {
  const where = page.evaluate(
    `(() => { const { x, y, width, height } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()`,
  );
  let busy = true;
  const act = async () => {
    const [x, y] = v.parse(v.tuple([v.number(), v.number()]), await where);
    const mouse = { x, y, button: "left", clickCount: 1 };
    await page.cdp.send("Input.dispatchMouseEvent", { type: "mousePressed", ...mouse });
    await page.cdp.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...mouse });
    await page.cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key: "Shift", code: "ShiftLeft" });
    await page.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key: "Shift", code: "ShiftLeft" });
  };
  const timer = setInterval(() => void (busy && act()), 1000);
  return {
    rest: () => {
      busy = false;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
