import { expectAccessible } from "./axe.ts";
import { button } from "./hands.ts";
import { hanako, ichiro, signInLive } from "./people.ts";
import { field, presenceOf, reported, shadow } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

test("a viewer sees everything live, cannot change it, and is told why", async ({ page, world }) => {
  const devices = await world.addDevices({});
  const [name = ""] = devices.names;
  await signInLive(page, ichiro, `/things/${name}`);
  await expect(
    shadow(page).getByText(
      "You can look, not change: your group is viewer. The group operator can change desired values.",
    ),
  ).toBeVisible();
  await expect(field(page, "power")).toBeVisible();
  await expect(field(page, "power").getByRole("button", { name: /Change|Ask/ })).toHaveCount(0);
  await expect(button(page, "Ask for another field")).toHaveCount(0);
  await page.keyboard.press("e");
  await expect(shadow(page).getByRole("form")).toHaveCount(0);
  await expectAccessible(page);

  await world.admin.updateShadow(name, { desired: { mode: "dry" } });
  await expect(reported(page, "mode")).toContainText(/dry.*as asked/);
});

test("a thing of another name can be looked at, and says why it cannot be changed", async ({ page, world, watch }) => {
  watch.allow(/status of 403/);
  await world.admin.registerThings(["sensor_hall_001"]);
  await signInLive(page, hanako, "/things/sensor_hall_001");
  await expect(page.getByRole("heading", { name: "sensor_hall_001" })).toBeVisible();
  await expect(
    page.getByText("Only things whose names start with device_ can be changed from this console."),
  ).toBeVisible();
  await expect(
    shadow(page).getByText("AWS does not show you its shadow: its name does not start with device_."),
  ).toBeVisible();
  await expect(page.getByRole("region", { name: "Registry" })).toContainText("AWS does not show you this.");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(button(page, "Ask for another field")).toHaveCount(0);
  await expectAccessible(page);
  await world.admin.forgetThings(["sensor_hall_001"]);
});

test("a link to a thing that does not exist says so, and shows what is heard all the same", async ({
  page,
  world,
  watch,
}) => {
  watch.allow(/status of 404/);
  await signInLive(page, hanako, "/things/device_nobody_001");
  const note = page.getByRole("alert").filter({ hasText: "The registry has no such thing" });
  await expect(note).toContainText("It may have been deleted, or a device connects with a client ID of its own.");
  await expect(shadow(page).getByText("No shadow yet.")).toBeVisible();
  await expect(presenceOf(page)).toHaveText("Unknown");
  await expectAccessible(page);

  const [name = ""] = (await world.addDevices({ names: ["device_nobody_001"] })).names;
  await expect(presenceOf(page)).toHaveText(/^Connected/);
  await expect(reported(page, "power")).toContainText(/ON|OFF/);
  expect(name).toBe("device_nobody_001");
});

test("a damaged link says so, and leads back to the fleet", async ({ page, world }) => {
  await signInLive(page, hanako, `/things/${encodeURIComponent("<b>device 1</b>")}`);
  const note = page.getByRole("alert").filter({ hasText: "This is no name that a thing can have" });
  await expect(note).toContainText("The link may be damaged.");
  await expect(page.getByRole("heading", { name: "<b>device 1</b>" })).toBeVisible();
  await expectAccessible(page);
  await button(page, "Close this thing").or(button(page, "Fleet")).press("Enter");
  await expect(page.getByText(`${world.fleet.names.length} things`)).toBeVisible();
});
