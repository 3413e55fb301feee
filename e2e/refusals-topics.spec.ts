import { expectAccessible } from "./axe.ts";
import { expectDown, expectLive, openPanel, tryUntilLive } from "./connection-panel.ts";
import { rowOf } from "./fleet-screen.ts";
import { button, expectTrouble, press } from "./hands.ts";
import { signIn, signInLive } from "./people.ts";
import { createLimited, expectTold } from "./rights.ts";
import { desired, editor, field, progress, reported, shadow } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

test.beforeEach(({ world }) => world.configure((config) => ({ ...config, attach: { route: "none" } })));

test("I may not listen to presence: nothing is called connected, and with the right it is", async ({ page, world }) => {
  const person = await createLimited(world, { iot: ["AskForPresence"] });
  const why = "You may not listen to $aws/events/presence/connected/+.";
  await signIn(page, person);
  await expectDown(page, { state: "Presence refused", why });
  const panel = await openPanel(page);
  await expectTrouble(panel, why, "Both your role and the policy of your identity have to allow iot:Subscribe");
  await expectAccessible(page);
  await expectTold(
    world,
    "denied iot:Subscribe",
    "topicfilter/$aws/events/presence/connected/+",
    `to client ${person.identityId}`,
    `no statement of IoT policy ${person.policyName}`,
  );
  await expect(rowOf(page, "device_naha_001")).toContainText("Unknown");

  await person.mend();
  await tryUntilLive(page);
  await expect(rowOf(page, "device_naha_001")).toContainText("Connected");
});

test("I may not listen to a shadow: it says so, and is read once I may", async ({ page, world }) => {
  const person = await createLimited(world, { iot: ["AskForShadows"] });
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, person, `/things/${name}`);
  const what = `You may not listen to $aws/things/${name}/shadow/`;
  await expectTrouble(shadow(page), what, "have to allow iot:Subscribe on this filter");
  await expectAccessible(page);
  await expectTold(
    world,
    "denied iot:Subscribe",
    `topicfilter/$aws/things/${name}/shadow/`,
    `no statement of IoT policy ${person.policyName}`,
  );

  await person.mend();
  await press(button(shadow(page), "Try again"));
  await expect(reported(page, "power")).toContainText(/ON|OFF/);
});

test("I may not ask for a shadow: it says so, and is read once I may", async ({ page, world }) => {
  const person = await createLimited(world, { role: ["ReadAndChangeShadows"] });
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, person, `/things/${name}`);
  const what = `You may not publish to $aws/things/${name}/shadow/get.`;
  await expectTrouble(shadow(page), what, "have to allow iot:Publish on this topic");
  await expectAccessible(page);
  await expectTold(
    world,
    "denied iot:Publish",
    `topic/$aws/things/${name}/shadow/get`,
    `no statement of inline policy ${person.roleName}`,
  );
  await expectLive(page);

  await person.mend();
  await press(button(shadow(page), "Try again"));
  await expect(reported(page, "power")).toContainText(/ON|OFF/);
});

test("I may not change a shadow: the change says so at its place, and nothing was sent on", async ({ page, world }) => {
  const person = await createLimited(world, {
    iot: ["ReadAndChangeShadows"],
    instead: [["iot:Publish", "topic/$aws/things/device_*/shadow/get"]],
  });
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, person, `/things/${name}`);
  await press(desired(page, "mode"));
  await editor(page, "mode").getByRole("textbox").fill("dry");
  await press(button(page, "Apply"));
  const what = `You may not publish to $aws/things/${name}/shadow/update.`;
  await expectTrouble(field(page, "mode"), what, "have to allow iot:Publish on this topic");
  await expectAccessible(page);
  await expectTold(
    world,
    "denied iot:Publish",
    `topic/$aws/things/${name}/shadow/update`,
    `no statement of IoT policy ${person.policyName}`,
  );
  await expectLive(page);
  await expect(reported(page, "mode")).not.toContainText("dry");

  await person.mend();
  await press(button(field(page, "mode"), "Ask again"));
  await expect(progress(page, "mode")).toContainText("The device obeyed after");
});
