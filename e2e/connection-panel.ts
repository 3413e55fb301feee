import { expect, type Locator, type Page } from "@playwright/test";

import { button, press } from "./hands.ts";

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

interface Down {
  readonly state: "Not connected" | "Presence refused" | "Stopped";
  readonly why: string;
}

/** The connection is not what it should be; the top bar says why, and what happens next. */
export async function expectDown(page: Page, { state, why }: Down): Promise<void> {
  await expect(pill(page)).toContainText(why);
  await expect(pill(page)).toContainText(state);
  if (state === "Not connected") await expect(pill(page)).toContainText(/Next try in \d+ sec|Trying now/);
  else await expect(pill(page)).toContainText("It does not try again by itself.");
}

/** Presses "Try now" until the connection stands: an attempt may begin by itself while the hand is on its way. */
export async function tryUntilLive(page: Page): Promise<void> {
  const again = button(page.getByRole("banner"), "Try now");
  await page.keyboard.press("Escape");
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1000 });
    await expect(pill(page)).toContainText("Live", { timeout: 2000 });
  }).toPass({ intervals: [100], timeout: 20_000 });
}

/** Every wait between attempts has the shortest length that chance may give it: a second. */
export async function waitShortly(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Math.random = () => 0;
  });
}
