import { expect, type Locator, type Page } from "@playwright/test";

/** A tap where there is a touch screen, else a click. */
export async function press(target: Locator): Promise<void> {
  if (await target.page().evaluate(() => window.navigator.maxTouchPoints > 0)) await target.tap();
  else await target.click();
}

export const button = (page: Page | Locator, name: string) => page.getByRole("button", { name, exact: true });

/** What went wrong, and what to do about it. */
export async function expectTrouble(page: Page | Locator, what: string, tip: string): Promise<void> {
  const note = page.getByRole("alert").filter({ hasText: what });
  await expect(note).toContainText(what);
  await expect(note).toContainText(tip);
}
