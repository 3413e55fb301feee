import { expect, type Page } from "@playwright/test";

/** Nothing is wider than the screen: no part scrolls sideways, and nothing that can be pressed or read sticks out. */
export async function expectNoSideways(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const scrolls = [...document.querySelectorAll("html, body, body *")].filter((element) => {
      const isScroller =
        element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
      return isScroller && element.scrollWidth > element.clientWidth + 1;
    });
    const sticksOut = [
      ...document.querySelectorAll("h1, h2, p, button, input, select, textarea, td, th, dd, a"),
    ].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && element.checkVisibility() && (left < -1 || right > innerWidth + 1);
    });
    return [...scrolls, ...sticksOut].map((element) => element.outerHTML.slice(0, 160));
  });
  expect(found, "scrolls sideways, or sticks out").toEqual([]);
}

/** Everything that can be pressed is at least so high and so wide, in CSS pixels. */
export async function expectTargets(page: Page, least: number): Promise<void> {
  const small = await page.evaluate((pixels) => {
    const pressable = "button, a[href], input, select, textarea, summary, [role=row][tabindex]";
    return [...document.querySelectorAll(pressable)].flatMap((element) => {
      // A link of a row is pressed with its row, a radio button with its label, a field with its box.
      const box = element.matches("input, select") ? element.parentElement : element;
      const target = element.closest("[role=row][tabindex], label") ?? box ?? element;
      const rectangle = target.getBoundingClientRect();
      // What is drawn small may be pressed beside itself too.
      const around = getComputedStyle(target, "::after");
      const isAround = around.content !== "none" && around.position === "absolute";
      const more = (one: string, other: string) => (isAround ? -Number.parseFloat(one) - Number.parseFloat(other) : 0);
      const width = rectangle.width + more(around.left, around.right);
      const height = rectangle.height + more(around.top, around.bottom);
      const isShown = element.checkVisibility({ opacityProperty: true }) && rectangle.width > 1 && rectangle.height > 1;
      // Half a pixel is lost where letters are measured.
      const isSmall = width < pixels - 0.5 || height < pixels - 0.5;
      return isShown && isSmall
        ? [`${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 120)}`]
        : [];
    });
  }, least);
  expect(small, `smaller than ${least} px`).toEqual([]);
}
