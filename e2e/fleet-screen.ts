import { expect, type Locator, type Page } from "@playwright/test";

export const rowOf = (page: Page, thingName: string): Locator =>
  page.getByRole("row").and(page.locator(`[data-thing="${thingName}"]`));

export const rows = (page: Page): Locator => page.locator("[role=row][data-thing]");

export const searchField = (page: Page): Locator => page.getByRole("searchbox", { name: "Search" });

/** How many things a card counts. */
export const card = (page: Page, name: string): Locator =>
  page.getByRole("region", { name: "Counts, and filters by them" }).getByRole("button", { name });

/** Names in the order in which they are shown. */
export function shownNames(page: Page): Promise<readonly string[]> {
  return rows(page).evaluateAll((drawn) =>
    drawn
      .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((row) => row.getAttribute("data-thing") ?? ""),
  );
}

/** Exactly these, in this order; with `first`, these before all others. */
export async function expectNames(page: Page, names: readonly string[], how?: "first"): Promise<void> {
  await expect
    .poll(async () => (await shownNames(page)).slice(0, how === "first" ? names.length : undefined))
    .toEqual(names);
}
