import { AdminDisableUserCommand, AdminUserGlobalSignOutCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe.ts";
import { expectLive, pill, waitShortly } from "./connection-panel.ts";
import { heard } from "./heard.ts";
import { openKeptWorld } from "./kept-world.ts";
import { button, expectTrouble, press } from "./hands.ts";
import { minutes, movableClock, timePasses } from "./movable-clock.ts";
import { openWorld, type World } from "./open-world.ts";
import { hanako, signInLive } from "./people.ts";
import { expectTold } from "./rights.ts";
import { desired, editor, progress } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

// The user pool and the identity pool refuse with 400, which the browser reports.
test.beforeEach(({ watch }) => watch.allow(/status of 400/));

const thing = "device_kyoto_001";
const again = (page: Page) => page.getByRole("dialog", { name: "Sign in again" });
const typed = (page: Page) => editor(page, "mode").getByRole("textbox");

async function beginDraft(page: Page): Promise<void> {
  await press(desired(page, "mode"));
  await typed(page).fill("dry");
}

/** The same operator comes back, finds the draft, and applies it. */
async function comeBack(page: Page): Promise<void> {
  await again(page).getByLabel("Password", { exact: true }).fill(hanako.password);
  await press(button(again(page), "Sign in"));
  await expect(again(page)).toHaveCount(0);
  await expectLive(page);
  await expect(typed(page)).toHaveValue("dry");
  await press(button(page, "Apply"));
  await expect(progress(page, "mode")).toContainText("The device obeyed after");
}

for (const [how, revoked, ms] of [
  ["that an administrator ended", true, minutes(52)],
  ["that expired over a month", false, minutes(31 * 24 * 60)],
] as const) {
  test(`a session ${how}: I sign in again, and what I had typed is still there`, async ({ page }) => {
    const clock = movableClock();
    await using world = await openWorld({ clock, names: [thing] });
    await page.clock.install();
    await signInLive(page, hanako, `${world.url}things/${thing}`);
    await beginDraft(page);
    const { userPools, userPoolId: UserPoolId } = world.admin;
    if (revoked) await userPools.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: hanako.username }));
    // Credentials last an hour and are renewed ten minutes before: then the session is asked for.
    await timePasses(page, clock, ms);
    await expectTrouble(again(page), "Your session has ended.", "Sign in again.");
    await expect(again(page)).toContainText("nothing that you typed is lost");
    await expect(typed(page)).toHaveValue("dry");
    await expectAccessible(page);
    await comeBack(page);
  });
}

test("a session that was ended while the page was closed: the screen comes back, and asks me to sign in again", async ({
  page,
}) => {
  await using world = await openWorld({ names: [thing] });
  await signInLive(page, hanako, `${world.url}things/${thing}`);
  await beginDraft(page);
  const { userPools, userPoolId: UserPoolId } = world.admin;
  await userPools.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: hanako.username }));
  await page.reload();
  await expectTrouble(again(page), "Your session has ended.", "Sign in again.");
  await expectAccessible(page);
  await comeBack(page);
});

test("a user who was disabled while signed in is told so when they sign in again", async ({ page, world }) => {
  const { admin } = world;
  const person = await admin.createPerson(["viewer"]);
  await signInLive(page, person);
  await admin.userPools.send(new AdminDisableUserCommand({ UserPoolId: admin.userPoolId, Username: person.username }));
  await page.reload();
  await expectTrouble(again(page), "Your session has ended.", "Sign in again.");
  await again(page).getByLabel("Password", { exact: true }).fill(person.password);
  await press(button(again(page), "Sign in"));
  await expectTrouble(again(page), "This user is disabled.", "until an administrator enables it again");
  await expectAccessible(page);
  await press(button(again(page), "Leave, and sign in as somebody else"));
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("credentials that AWS calls expired before their time are exchanged for new ones, and I am told", async ({
  page,
  watch,
}) => {
  watch.allow(/status of 40[03]/, /net::ERR_/, /WebSocket connection to .* failed/);
  const clock = movableClock();
  await using world = await openKeptWorld({ clock, names: [thing] });
  await page.clock.install();
  await waitShortly(page);
  const laterExpiry = await promiseMore(page, world);
  await signInLive(page, hanako, `${world.url}things/${thing}`);
  await beginDraft(page);
  const said = await heard(pill(page));
  await world.stopAws();
  await laterExpiry.stop();
  // Or the registry hears it first, and the connection is opened with new ones.
  await page.route(`${world.aws.outputs.endpoints.aws}/{things,indices}/**`, (route) => route.abort());
  await timePasses(page, clock, minutes(61));
  await world.startAws();
  await expect.poll(said).toContainEqual(expect.stringContaining("The credentials have expired."));
  await expectLive(page);
  await expectTold(world, "refused an MQTT connection", "token", "expired");
  await expect(typed(page)).toHaveValue("dry");
});

/** The identity pool promises a day, and AWS keeps to its hour. */
async function promiseMore(page: Page, { aws }: World): Promise<{ readonly stop: () => Promise<void> }> {
  const url = `${aws.outputs.endpoints.aws}/`;
  await page.route(url, async (route) => {
    if (!route.request().headers()["x-amz-target"]?.endsWith(".GetCredentialsForIdentity")) {
      await route.fallback();
      return;
    }
    const response = await route.fetch();
    const body = await response.text();
    const later = body.replace(/"Expiration":(\d+)/, (_, seconds) => `"Expiration":${Number(seconds) + 86_400}`);
    await route.fulfill({ response, body: later });
  });
  return { stop: () => page.unroute(url) };
}
