import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";

import { expectAccessible } from "./axe.ts";
import { expectLive, openPanel, pill } from "./connection-panel.ts";
import { button, expectTrouble } from "./hands.ts";
import { enter, hanako, signIn, signOut } from "./people.ts";
import { expect, test } from "./world.ts";

// The browser reports each refusal of the user pool, which answers with 400.
test.beforeEach(({ watch }) => watch.allow(/status of 400/));

test("a wrong password is refused, and the right one then works", async ({ page }) => {
  await page.goto("/");
  await enter(page, { ...hanako, password: "Not-hers-1" });
  await expectTrouble(page, "The user name or the password is not right.", "capital and small letters differ");
  await expectAccessible(page);
  await enter(page, hanako);
  await expectLive(page);
});

test("nobody learns from a refusal who exists", async ({ page }) => {
  await page.goto("/");
  await enter(page, { username: "nobody-of-that-name", password: "Not-hers-1" });
  await expectTrouble(page, "The user name or the password is not right.", "capital and small letters differ");
});

test("a disabled user is told so, and gets in once enabled again", async ({ page, world }) => {
  const { admin } = world;
  const person = await admin.createPerson(["operator"]);
  const named = { UserPoolId: admin.userPoolId, Username: person.username };
  await admin.userPools.send(new AdminDisableUserCommand(named));
  await page.goto("/");
  await enter(page, person);
  await expectTrouble(page, "This user is disabled.", "until an administrator enables it again in the user pool");
  await expectAccessible(page);

  await admin.userPools.send(new AdminEnableUserCommand(named));
  await enter(page, person);
  await expectLive(page);
});

test("after too many attempts I am told to wait, and get in later", async ({ page, world }) => {
  const person = await world.admin.createPerson(["operator"]);
  await page.goto("/");
  const tooMany = page.getByRole("alert").filter({ hasText: "Too many attempts." });
  // Each further failure locks the name for longer, so that one attempt after the other meets the lock in the end.
  await expect(async () => {
    await enter(page, { ...person, password: "Not-mine-1" });
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(tooMany).toBeVisible({ timeout: 1 });
  }).toPass({ intervals: [1], timeout: 30_000 });
  await expect(tooMany).toContainText("Wait a few minutes before you try again.");
  await expectAccessible(page);

  const inside = button(page, `${person.username}: operator and settings`);
  await expect(async () => {
    await enter(page, person);
    await expect(inside.or(tooMany)).toBeVisible();
    await expect(inside).toBeVisible({ timeout: 1 });
  }).toPass({ timeout: 30_000 });
});

test("somebody in no group is told that they are no operator; in a group, after signing in again, they are one", async ({
  page,
  world,
  watch,
}) => {
  watch.allow(/status of 403/);
  const { admin } = world;
  const person = await admin.createPerson([]);
  await signIn(page, person);
  await expect(pill(page)).toContainText("Stopped");
  await expect(pill(page)).toContainText("You are in no group of operators.");
  await expect(pill(page)).toContainText("It does not try again by itself.");
  await expectTrouble(
    page.getByRole("main"),
    "You are not allowed to do this: iot:",
    "An administrator has to put you into viewer, operator or engineer; then sign out and in again.",
  );
  await expect(page.getByText("The list appears when the connection is back.")).toHaveCount(0);
  const panel = await openPanel(page);
  await expectTrouble(panel, "You are in no group of operators.", "put you into viewer, operator or engineer");
  await expect(panel).toContainText("aws cognito-idp admin-add-user-to-group --group-name operator");
  await expectAccessible(page);

  await admin.userPools.send(
    new AdminAddUserToGroupCommand({ UserPoolId: admin.userPoolId, Username: person.username, GroupName: "operator" }),
  );
  await page.keyboard.press("Escape");
  await signOut(page, person);
  await enter(page, person);
  await expectLive(page);
});
