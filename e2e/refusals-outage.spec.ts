import { expectAccessible } from "./axe.ts";
import { expectDown, expectLive, openPanel, waitShortly } from "./connection-panel.ts";
import { rowOf } from "./fleet-screen.ts";
import { button, expectTrouble, press } from "./hands.ts";
import { openKeptWorld } from "./kept-world.ts";
import type { World } from "./open-world.ts";
import { enter, hanako, signInLive } from "./people.ts";
import { createLimited } from "./rights.ts";
import { desired, editor, field, progress } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

test.beforeEach(({ watch }) => watch.allow(/net::ERR_/, /WebSocket connection to .* failed/));

const thing = "device_kyoto_001";
const silence = ({ aws }: World) => `${new URL(aws.outputs.endpoints.aws).host} does not answer.`;

test("the embedded AWS stops and starts again: nothing is called connected meanwhile, and all returns by itself", async ({
  page,
}) => {
  await using world = await openKeptWorld({ names: [thing, "device_naha_001"] });
  await waitShortly(page);
  await signInLive(page, hanako, world.url);
  await expect(rowOf(page, thing)).toContainText("Connected");

  await world.stopAws();
  await expectDown(page, { state: "Not connected", why: silence(world) });
  await expect(rowOf(page, thing)).toContainText(/Unknown.*since \d\d:\d\d/);
  await expect(rowOf(page, thing)).not.toContainText("Connected");
  await expect(page.getByRole("main")).toContainText(/We hear nothing since \d\d:\d\d\./);
  const panel = await openPanel(page);
  await expectTrouble(panel, silence(world), "If you use the embedded AWS, see whether it still runs.");
  await expect(panel).toContainText(/What you see was last true at \d\d:\d\d\./);
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await world.startAws();
  await expectLive(page);
  await expect(rowOf(page, thing)).toContainText("Connected");
  await expect(page.getByRole("main")).not.toContainText("We hear nothing");
});

test("what I type while AWS does not answer stays, and is sent when I say so, not before", async ({ page }) => {
  await using world = await openKeptWorld({ names: [thing] });
  await waitShortly(page);
  await signInLive(page, hanako, `${world.url}things/${thing}`);
  await press(desired(page, "mode"));
  await world.stopAws();
  await expect(editor(page, "mode")).toContainText("Not connected. What you typed stays here");
  await editor(page, "mode").getByRole("textbox").fill("dry");
  await expect(button(page, "Apply")).toBeDisabled();
  await expectAccessible(page);

  await world.startAws();
  await expectLive(page);
  await expect(editor(page, "mode").getByRole("textbox")).toHaveValue("dry");
  await expect(desired(page, "mode")).not.toContainText("dry");
  await press(button(page, "Apply"));
  await expect(progress(page, "mode")).toContainText("The device obeyed after");
});

test("the connection breaks while a change is on its way: it is left open, and what is read afterwards decides", async ({
  page,
}) => {
  await using world = await openKeptWorld({ names: [thing] });
  world.configure((config) => ({ ...config, attach: { route: "none" } }));
  const person = await createLimited(world, {
    iot: ["HearShadows"],
    instead: [["iot:Receive", "topic/$aws/things/device_*/shadow/get/*"]],
  });
  await waitShortly(page);
  await signInLive(page, person, `${world.url}things/${thing}`);
  await press(desired(page, "mode"));
  await editor(page, "mode").getByRole("textbox").fill("dry");
  await press(button(page, "Apply"));
  await expect(progress(page, "mode")).toContainText("Sending…");
  await world.stopAws();
  await expectTrouble(
    field(page, "mode"),
    "The connection was lost.",
    "It is not known whether the change arrived. Look at the desired value before you ask again.",
  );
  await expectAccessible(page);

  await world.startAws();
  await expectLive(page);
  await expect(progress(page, "mode")).toContainText(/Accepted as version|The device obeyed/);
  await expect(desired(page, "mode")).toContainText("dry");
});

test("AWS does not answer while I sign in: I am told, and get in as soon as it does", async ({ page }) => {
  await using world = await openKeptWorld({ names: [] });
  await page.goto(world.url);
  await world.stopAws();
  await enter(page, hanako);
  await expectTrouble(page, silence(world), "see whether it still runs");
  await expectAccessible(page);
  await world.startAws();
  await enter(page, hanako);
  await expectLive(page);
});
