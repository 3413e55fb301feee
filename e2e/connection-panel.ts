import { expect, type Locator, type Page } from "@playwright/test";

import { press } from "./hands.ts";

/** Our own connection, as the top bar tells it. */
export const pill = (page: Page): Locator => page.getByRole("button", { name: /^Connection to AWS IoT/ });

/** The connection stands and presence is heard. */
export async function expectLive(page: Page): Promise<void> {
  await expect(pill(page)).toContainText("Live");
}

export async function openPanel(page: Page): Promise<Locator> {
  await press(pill(page));
  const panel = page.getByRole("dialog", { name: "Connection to AWS IoT" });
  await expect(panel).toBeVisible();
  return panel;
}
