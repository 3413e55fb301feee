import { expectAccessible } from "./axe.ts";
import { expectLive, openPanel, pill, waitShortly } from "./connection-panel.ts";
import { rowOf } from "./fleet-screen.ts";
import { heard } from "./heard.ts";
import { openKeptWorld } from "./kept-world.ts";
import { minutes, movableClock } from "./movable-clock.ts";
import { openWorld } from "./open-world.ts";
import { hanako, signInLive } from "./people.ts";
import { expectTold } from "./rights.ts";
import { expect, test } from "./world.ts";

const thing = "device_kyoto_001";

for (const [how, ahead, said] of [
  ["twenty minutes behind", minutes(20), /(19|20) min( \d+ sec)? behind AWS; allowed for/],
  ["twenty minutes ahead", -minutes(20), /(19|20) min( \d+ sec)? ahead of AWS; allowed for/],
] as const) {
  test(`a clock that is ${how} is allowed for, and I am told`, async ({ page }) => {
    // No devices: theirs would be wrong too.
    await using world = await openWorld({ clock: movableClock(ahead), names: [] });
    await world.admin.registerThings([thing]);
    await signInLive(page, hanako, world.url);
    await expect(rowOf(page, thing)).toContainText("Never seen");
    await expect(await openPanel(page)).toContainText(said);
    await expectAccessible(page);
  });
}

for (const [how, ms, reason] of [
  ["twenty minutes behind", minutes(20), /This device's clock is 2[01] minutes behind\./],
  ["behind by longer than credentials last", minutes(75), /This device's clock is 7[56] minutes behind\./],
] as const) {
  test(`a clock that falls ${how} while I am connected costs one attempt, which says so`, async ({ page, watch }) => {
    watch.allow(/status of 40[03]/, /net::ERR_/, /WebSocket connection to .* failed/);
    const clock = movableClock();
    await using world = await openKeptWorld({ clock, names: [thing] });
    await waitShortly(page);
    await signInLive(page, hanako, world.url);
    const said = await heard(pill(page));
    await world.stopAws();
    clock.move(ms);
    await world.startAws();
    await expect.poll(said).toContainEqual(expect.stringMatching(reason));
    await expectLive(page);
    await expectTold(world, "refused an MQTT connection", "Signature expired");
    const panel = await openPanel(page);
    await expect(panel).toContainText(/(min|hr) .*behind AWS; allowed for/);
    await expect(panel).toContainText(/min( \d+ sec)? left, renewed before they end/);
    await expect(rowOf(page, thing)).toBeVisible();
  });
}
