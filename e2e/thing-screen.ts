import { expect, type Locator, type Page } from "@playwright/test";

import { press } from "./hands.ts";

/** Presence as the thing's own screen tells it: the state, and since when. */
export const presenceOf = (page: Page): Locator =>
  page.getByRole("paragraph").filter({ hasText: /^(Connected|Dropping|Disconnected|Never seen|Unknown)/ });

/** What stands beside this name in the facts of a thing. */
export const fact = (page: Page, name: string): Locator =>
  page
    .locator("dl > div")
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator("dd");

export const shadow = (page: Page): Locator => page.getByRole("region", { name: "Shadow" });

/** The rows of one field of the shadow, by its path: "display.unit". */
export const field = (page: Page, path: string): Locator =>
  page.locator(`tbody[data-field='${JSON.stringify(path.split("."))}']`);

/** The value that is asked for, which opens the control for another one. */
export const desired = (page: Page, path: string): Locator =>
  field(page, path).getByRole("button", { name: new RegExp(`^(Change|Ask for) ${path.replace(".", "\\.")}`) });

/** What the device says. */
export const reported = (page: Page, path: string): Locator =>
  field(page, path).locator("tr").first().locator("td").last();

export const editor = (page: Page, path: string): Locator => page.getByRole("form", { name: `Ask for ${path}` });

/** How the last change of a field goes on. */
export const progress = (page: Page, path: string): Locator => field(page, path).locator("[data-progress]");

/** The first of the two steps: the control for another value. */
export async function begin(page: Page, path: string): Promise<void> {
  await press(desired(page, path));
  await expect(editor(page, path)).toBeVisible();
}

/** Where the new value is typed. */
export const typed = (page: Page, path: string): Locator => editor(page, path).getByRole("textbox");
