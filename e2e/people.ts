import { expect, type Page } from "@playwright/test";

import type { Person } from "./admin.ts";
import { expectLive } from "./connection-panel.ts";
import { button, press } from "./hands.ts";

const demoPassword = "Yagura-demo-1";

/** People of the demo. */
export const hanako: Person = { username: "hanako", password: demoPassword };
export const ichiro: Person = { username: "ichiro", password: demoPassword };

/** Fills the form that is shown, and sends it. */
export async function enter(page: Page, { username, password }: Person): Promise<void> {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await press(button(page, "Sign in"));
}

/** Opens a link and signs in. Resolves when somebody is in, connected or not. */
export async function signIn(page: Page, person: Person, link = "/"): Promise<void> {
  await page.goto(link);
  await enter(page, person);
  await expect(button(page, `${person.username}: operator and settings`)).toBeVisible();
}

/** As `signIn`; resolves when presence is heard. */
export async function signInLive(page: Page, person: Person, link = "/"): Promise<void> {
  await signIn(page, person, link);
  await expectLive(page);
}

export async function signOut(page: Page, { username }: Person): Promise<void> {
  await press(button(page, `${username}: operator and settings`));
  await press(button(page, "Sign out"));
}
