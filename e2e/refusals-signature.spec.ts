import { expectAccessible } from "./axe.ts";
import { expectDown, openPanel, tryUntilLive } from "./connection-panel.ts";
import { expectTrouble } from "./hands.ts";
import { signIn } from "./people.ts";
import { createLimited, expectTold } from "./rights.ts";
import { expect, test } from "./world.ts";

test("config.json names another region: AWS refuses what is signed for it", async ({ page, world, watch }) => {
  watch.allow(/status of 403/, /WebSocket connection to .* failed/);
  const person = await createLimited(world, {});
  world.configure((config) => ({ ...config, region: "eu-west-1", attach: { route: "none" } }));
  const why = "AWS refused the signature of the request.";
  const tip = "The region and the endpoint in config.json have to belong to the same account as the identity pool.";
  await signIn(page, person);
  await expectDown(page, { state: "Not connected", why });
  await expectTrouble(page.getByRole("main"), why, tip);
  const panel = await openPanel(page);
  await expectTrouble(panel, why, tip);
  await expectTrouble(panel, why, "Credential should be scoped to a valid region");
  await expect(panel.getByText("eu-west-1", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectTold(world, "refused an MQTT connection", "Credential should be scoped to a valid region");

  world.configure((config) => ({ ...config, attach: { route: "none" } }));
  await page.reload();
  await tryUntilLive(page);
});
