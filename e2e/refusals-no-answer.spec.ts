import { expectAccessible } from "./axe.ts";
import { button, expectTrouble, press } from "./hands.ts";
import { signInLive } from "./people.ts";
import { createLimited, expectTold } from "./rights.ts";
import { desired, editor, field, progress, reported, shadow } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

const what = "AWS IoT did not answer within 10 seconds.";

test.beforeEach(async ({ page, world }) => {
  world.configure((config) => ({ ...config, attach: { route: "none" } }));
  await page.clock.install();
});

test("nobody answers when a shadow is read: it says so, and is read when I ask again", async ({ page, world }) => {
  const person = await createLimited(world, { iot: ["HearShadows"] });
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, person, `/things/${name}`);
  await expectTold(
    world,
    "denied iot:Receive",
    `topic/$aws/things/${name}/shadow/get/accepted`,
    `no statement of IoT policy ${person.policyName}`,
  );
  await page.clock.fastForward(10_000);
  await expectTrouble(shadow(page), what, "may lack iot:Receive on the topics of the answer");
  await expectAccessible(page);

  await person.mend();
  await press(button(shadow(page), "Try again"));
  await expect(reported(page, "power")).toContainText(/ON|OFF/);
});

test("nobody answers to a change, nor when the shadow is read again: it is left open", async ({ page, world }) => {
  const person = await createLimited(world, {});
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, person, `/things/${name}`);
  await press(desired(page, "mode"));
  await editor(page, "mode").getByRole("textbox").fill("dry");
  await person.lose(["HearShadows"]);
  await press(button(page, "Apply"));
  await expect(progress(page, "mode")).toContainText("Sending…");
  await expectTold(
    world,
    "denied iot:Receive",
    `topic/$aws/things/${name}/shadow/update/accepted`,
    `no statement of IoT policy ${person.policyName}`,
  );
  await page.clock.fastForward(10_000);
  await expectTrouble(
    field(page, "mode"),
    what,
    "It is not known whether the change arrived. Look at the desired value before you ask again.",
  );
  await expectAccessible(page);

  await person.mend();
  await press(button(field(page, "mode"), "Ask again"));
  await expect(progress(page, "mode")).toContainText("The device obeyed after");
});
