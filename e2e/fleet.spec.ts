import { expectAccessible } from "./axe.ts";
import { card, expectNames, rowOf, rows, searchField, shownNames } from "./fleet-screen.ts";
import { button, press } from "./hands.ts";
import { hanako, ichiro, signInLive } from "./people.ts";
import { expect, test } from "./world.ts";

test("I find a thing by its name, and see at once how many match", async ({ page, world }) => {
  await signInLive(page, hanako);
  await searchField(page).fill("naha");
  await expect(rows(page)).toHaveCount(2);
  await expectNames(page, ["device_naha_001", "device_naha_002"]);
  await expect(page.getByRole("main")).toContainText(`2 of ${world.fleet.names.length} things`);
  await expect(page).toHaveURL(/\?q=naha$/);

  await searchField(page).fill("no such thing");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await expect(page.getByText("are hidden by the search and the filter.")).toBeVisible();
  await expectAccessible(page);
  await press(button(page, "Show all things"));
  await expect(rows(page)).toHaveCount(world.fleet.names.length);
  await expect(searchField(page)).toHaveValue("");
});

test("I find things by what the registry and the shadow say of them", async ({ page, world }) => {
  const devices = await world.addDevices({ count: 2 });
  const [first = "", second = ""] = devices.names;
  await world.admin.updateShadow(first, { reported: { rack: "north-7" } });
  await signInLive(page, hanako);
  await searchField(page).fill("north-7");
  await expect(rows(page)).toHaveCount(1);
  await expect(rowOf(page, first)).toBeVisible();
  await searchField(page).fill(`${second} elsewhere`);
  await expect(rowOf(page, second)).toContainText("elsewhere");
  await press(button(page, "Clear the search"));
  await expect(rows(page)).toHaveCount(world.fleet.names.length + 2);
});

test("I see only those in one state of presence, by card and by list", async ({ page, world }) => {
  const devices = await world.addDevices({ count: 2 });
  const [gone = "", there = ""] = devices.names;
  await devices.stop(gone);
  await signInLive(page, hanako);
  await expect(card(page, "Show only disconnected: 1")).toBeVisible();
  await press(card(page, "Show only disconnected: 1"));
  await expect(rows(page)).toHaveCount(1);
  await expect(rowOf(page, gone)).toContainText("Disconnected");
  await expect(page).toHaveURL(/presence=disconnected/);
  await expect(page.getByLabel("Presence")).toHaveValue("disconnected");

  await page.getByLabel("Presence").selectOption("Unknown or never seen");
  await expectNames(page, ["device_refused_otsu_001"]);
  await page.getByLabel("Presence").selectOption("Connected");
  await expect(rowOf(page, there)).toBeVisible();
  await expect(rowOf(page, gone)).toHaveCount(0);
  await press(card(page, "Show all"));
  await expect(rows(page)).toHaveCount(world.fleet.names.length + 2);
});

test("I see what was asked and not done: in the row, by a filter, and first in the list", async ({ page, world }) => {
  const [thing = ""] = (await world.addDevices({ habit: "stubborn" })).names;
  await world.admin.updateShadow(thing, { desired: { power: "STANDBY" } });
  await signInLive(page, hanako);
  await expect(rowOf(page, thing)).toContainText("asked STANDBY");
  await page.getByLabel("Sort by").selectOption("Not as asked first");
  await expectNames(page, [thing], "first");
  await press(card(page, "Show only not as asked: 1"));
  await expectNames(page, [thing]);
  await expectAccessible(page);
});

test("I sort by name, by presence and by the latest change", async ({ page, world }) => {
  const devices = await world.addDevices({ count: 2 });
  const [steady = "", gone = ""] = devices.names;
  await devices.stop(gone);
  await signInLive(page, hanako);
  const byName = await shownNames(page);
  expect(byName).toEqual(byName.toSorted());
  await press(button(page, "Presence"));
  await expectNames(page, [gone], "first");
  await expect(page).toHaveURL(/sort=presence/);
  await page.getByLabel("Sort by").selectOption("Latest change first");
  await expectNames(page, [gone, steady], "first");
  await press(button(page, "Thing"));
  await expectNames(page, byName);
});

test("the list keeps still while I am in it, and is sorted anew when I say so or have left", async ({
  page,
  world,
  hasTouch,
}) => {
  const devices = await world.addDevices({ count: 3 });
  const [first = "", second = "", third = ""] = devices.names;
  await signInLive(page, hanako, "/?q=lab&sort=presence");
  await expectNames(page, [first, second, third]);
  // A pointer rests on the list; a finger has touched it, so that the focus is in it.
  if (hasTouch) await press(button(page, "Presence"));
  else await rowOf(page, first).hover();
  await devices.drop(third, "CONNECTION_LOST");
  await expect(rowOf(page, third)).toContainText("Dropping");
  expect(await shownNames(page)).toEqual([first, second, third]);
  await expect(button(page, "1 moved — re-sort")).toBeVisible();
  await expectAccessible(page);
  await press(button(page, "1 moved — re-sort"));
  await expectNames(page, [third, first, second]);

  await devices.reconnect(third);
  await devices.drop(second, "CLIENT_ERROR");
  await expect(rowOf(page, third)).toContainText("Connected");
  await expect(rowOf(page, second)).toContainText("Dropping");
  expect(await shownNames(page)).toEqual([third, first, second]);
  await press(searchField(page));
  await expectNames(page, [second, first, third]);
  await expect(page.getByRole("button", { name: /moved/ })).toHaveCount(0);
});

test("a link shows a colleague what I see", async ({ page, world, browser, watch }) => {
  const devices = await world.addDevices({ count: 3 });
  const [gone = "", opened = ""] = devices.names;
  await devices.stop(gone);
  await signInLive(page, hanako);
  await searchField(page).fill("lab");
  await expect(page).toHaveURL(/q=lab/);
  await page.getByLabel("Sort by").selectOption("Presence, troubles first");
  await press(rowOf(page, opened));
  await expect(page.getByRole("heading", { name: opened })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/things/${opened}\\?q=lab&sort=presence$`));

  const theirs = await browser.newContext({ baseURL: world.url, serviceWorkers: "block" });
  watch.over(theirs);
  const colleague = await theirs.newPage();
  await signInLive(colleague, ichiro, page.url());
  await expect(colleague.getByRole("heading", { name: opened })).toBeVisible();
  await press(button(colleague, "Close this thing").or(button(colleague, "Fleet")));
  await expect(searchField(colleague)).toHaveValue("lab");
  await expectNames(colleague, [gone], "first");
  await watch.release(theirs);
});
