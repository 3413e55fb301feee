import { expectAccessible } from "./axe.ts";
import { expectLive } from "./connection-panel.ts";
import { rowOf } from "./fleet-screen.ts";
import { button, press } from "./hands.ts";
import { enter, hanako, signInLive, signOut } from "./people.ts";
import { desired, editor } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

test("I sign in and see the fleet live", async ({ page, world }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page);
  await enter(page, hanako);
  await expectLive(page);
  for (const name of world.fleet.names.filter((one) => world.fleet.isConnected(one))) {
    await expect(rowOf(page, name)).toContainText("Connected");
  }
  await expect(rowOf(page, "device_refused_otsu_001")).toContainText("Never seen");
  await expectAccessible(page);
});

test("I choose one of the demo's operators, and the form is filled in", async ({ page }) => {
  await page.goto("/");
  await press(button(page, "Fill in the name and the password of ichiro"));
  await expect(page.getByLabel("User name")).toHaveValue("ichiro");
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("type", "password");
  await press(button(page, "Show the password"));
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("type", "text");
  await press(button(page, "Sign in"));
  await expect(button(page, "ichiro: operator and settings")).toBeVisible();
});

test("I am told what is missing before anything is sent", async ({ page }) => {
  await page.goto("/");
  await press(button(page, "Sign in"));
  await expect(page.getByRole("alert")).toHaveText(["Type your user name.", "Type your password."]);
  await expect(page.getByLabel("User name")).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel("User name").fill("hanako");
  await press(button(page, "Sign in"));
  await expect(page.getByRole("alert")).toHaveText(["Type your password."]);
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
});

test("I must choose a new password first, and am told its rules", async ({ page, world, watch }) => {
  const newcomer = await world.admin.createPerson(["operator"], { temporary: true });
  await page.goto("/");
  await enter(page, newcomer);
  await expect(page.getByRole("heading", { name: "Choose your own password" })).toBeVisible();
  const rule = (text: string) => page.getByRole("listitem").filter({ hasText: text });
  const first = page.getByLabel("New password", { exact: true });
  const again = page.getByLabel("The same once more");

  await first.fill("short");
  await expect(rule("8 characters or more")).toContainText("not yet");
  await expect(rule("a lower-case letter")).toContainText("met");
  await expectAccessible(page);

  await first.fill("My-own-1-password");
  for (const text of ["8 characters", "upper-case", "lower-case", "a digit", "a symbol", "no space"])
    await expect(rule(text)).not.toContainText("not yet");
  await again.fill("Something else");
  await press(button(page, "Use this password"));
  await expect(page.getByText("The two are not the same.")).toBeVisible();
  await again.fill("My-own-1-password");
  await press(button(page, "Use this password"));
  await expectLive(page);

  watch.allow(/status of 400/);
  await signOut(page, newcomer);
  await enter(page, newcomer);
  await expect(page.getByRole("alert")).toContainText("The user name or the password is not right.");
  await enter(page, { ...newcomer, password: "My-own-1-password" });
  await expectLive(page);
});

test("a new password that the user pool does not accept is refused with its own reason", async ({
  page,
  world,
  watch,
}) => {
  watch.allow(/status of 400/);
  await page.goto("/");
  await enter(page, await world.admin.createPerson(["operator"], { temporary: true }));
  await page.getByLabel("New password", { exact: true }).fill("too short");
  await page.getByLabel("The same once more").fill("too short");
  await press(button(page, "Use this password"));
  const refusal = page.getByRole("alert");
  await expect(refusal).toContainText("The user pool did not accept this password.");
  await expect(refusal).toContainText("Choose another one by the rules below.");
  await expect(refusal).toContainText("Password did not conform with policy");
  await expectAccessible(page);
});

test("I reload the page and go on where I was", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  await press(desired(page, "targetTemperature"));
  await editor(page, "targetTemperature").getByRole("textbox").fill("18.5");
  await page.reload();
  await expectLive(page);
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(editor(page, "targetTemperature").getByRole("textbox")).toHaveValue("18.5");
});

test("I sign out and nothing of me stays", async ({ page, context, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  await press(desired(page, "power"));
  await press(button(page, "hanako: operator and settings"));
  await expectAccessible(page);
  await press(button(page, "Sign out"));
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByLabel("User name")).toHaveValue("");

  const kept = () => page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  await expect.poll(kept).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);

  await enter(page, hanako);
  await expect(desired(page, "power")).toBeVisible();
  await expect(editor(page, "power")).toHaveCount(0);
});
