import { expectAccessible } from "./axe.ts";
import { expectDown, expectLive, openPanel, tryUntilLive } from "./connection-panel.ts";
import { rowOf } from "./fleet-screen.ts";
import { expectTrouble } from "./hands.ts";
import { signInLive } from "./people.ts";
import { expect, test } from "./world.ts";

const why = "Another window or device of yours has taken the connection.";

test("a second window takes the connection: the first says so and does not fight, until I take it back there", async ({
  page,
  world,
  browser,
  watch,
}) => {
  const person = await world.admin.createPerson(["viewer"]);
  await signInLive(page, person);
  await expect(rowOf(page, "device_naha_001")).toContainText("Connected");

  const elsewhere = await browser.newContext({ baseURL: world.url, serviceWorkers: "block" });
  watch.over(elsewhere);
  const second = await elsewhere.newPage();
  await signInLive(second, person);

  await expectDown(page, { state: "Stopped", why });
  await expect(rowOf(page, "device_naha_001")).toContainText(/Unknown.*since \d\d:\d\d/);
  const panel = await openPanel(page);
  await expectTrouble(panel, why, "Close the other one, or take it back here.");
  await expectAccessible(page);
  await expectLive(second);

  await tryUntilLive(page);
  await expect(rowOf(page, "device_naha_001")).toContainText("Connected");
  await expectDown(second, { state: "Stopped", why });
  await expectLive(page);
  await watch.release(elsewhere);
});
