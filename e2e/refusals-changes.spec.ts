import { expectAccessible } from "./axe.ts";
import { button, expectTrouble, press } from "./hands.ts";
import { hanako, signInLive } from "./people.ts";
import { createLimited, expectTold } from "./rights.ts";
import { desired, editor, field, progress } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

/** May change shadows and read them, and does not hear what becomes of a change. */
const deaf = {
  iot: ["HearShadows"],
  instead: [["iot:Receive", "topic/$aws/things/device_*/shadow/get/*"]],
} as const;

test("a change that nobody answers is looked for in the shadow, which is read at once", async ({ page, world }) => {
  world.configure((config) => ({ ...config, attach: { route: "none" } }));
  const person = await createLimited(world, deaf);
  const [name = ""] = (await world.addDevices({})).names;
  await page.clock.install();
  await signInLive(page, person, `/things/${name}`);
  await press(desired(page, "mode"));
  await editor(page, "mode").getByRole("textbox").fill("dry");
  await press(button(page, "Apply"));
  await expect(progress(page, "mode")).toContainText("Sending…");
  await expectTold(
    world,
    "denied iot:Receive",
    `topic/$aws/things/${name}/shadow/update/accepted`,
    `no statement of IoT policy ${person.policyName}`,
  );
  await page.clock.fastForward(10_000);
  await expect(progress(page, "mode")).toContainText(/Accepted as version|The device obeyed/);
  await expect(desired(page, "mode")).toContainText("dry");
  await expectAccessible(page);
});

test("a value that is too large is refused by the shadow, in its words", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  await press(desired(page, "mode"));
  await editor(page, "mode").getByRole("textbox").fill("x".repeat(9000));
  await press(button(page, "Apply"));
  await expectTrouble(field(page, "mode"), "The shadow refused this (413).", "Nothing was changed.");
  await expectTrouble(field(page, "mode"), "The shadow refused this (413).", "The payload exceeds the maximum size");
  await expectAccessible(page);

  await press(desired(page, "mode"));
  await editor(page, "mode").getByRole("textbox").fill("dry");
  await press(button(page, "Apply"));
  await expect(progress(page, "mode")).toContainText("The device obeyed after");
});

test("a value that is nested too deep is refused by the shadow, in its words", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  await press(desired(page, "mode"));
  await press(button(page, "Edit as JSON"));
  await editor(page, "mode")
    .getByRole("textbox")
    .fill(`${'{"a":'.repeat(9)}1${"}".repeat(9)}`);
  await press(button(page, "Apply"));
  await expectTrouble(page, "The shadow refused this (400).", "Nothing was changed.");
  await expectTrouble(page, "The shadow refused this (400).", "JSON contains too many levels of nesting");
  await expect(desired(page, "mode")).not.toContainText("1");
});
