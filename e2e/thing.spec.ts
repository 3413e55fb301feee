import { expectAccessible } from "./axe.ts";
import { button, press } from "./hands.ts";
import { hanako, signInLive } from "./people.ts";
import { begin, desired, editor, field, progress, reported, shadow, typed } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

test("I see what is asked and what is reported side by side, each with its own time", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({ habit: "stubborn" })).names;
  await world.admin.updateShadow(name, { desired: { targetTemperature: 30, display: { unit: "F" } } });
  await signInLive(page, hanako, `/things/${name}`);
  await expect(shadow(page).getByText(/^version \d+$/)).toBeVisible();
  await expect(shadow(page).getByRole("columnheader")).toHaveText(["Field", "Desired", "Reported"]);

  await expect(desired(page, "targetTemperature")).toContainText("30");
  await expect(reported(page, "targetTemperature")).not.toContainText("30");
  await expect(reported(page, "targetTemperature")).toContainText("asked, not reported");
  await expect(desired(page, "display.unit")).toContainText("F");
  await expect(reported(page, "display.unit")).toContainText("C");
  await expect(field(page, "targetTemperature").locator("time")).toHaveCount(2);
  // Nobody asked for these, so there is no time of asking.
  await expect(field(page, "firmware").locator("time")).toHaveCount(1);
  await expect(desired(page, "firmware")).toContainText("—");

  const asked = field(page, "targetTemperature").getByRole("cell").first().getByRole("button").last();
  await expect(asked).toHaveText(/now|ago/);
  await press(asked);
  await expect(asked).toHaveText(/^\w+ \d+, \d{4}, \d\d:\d\d:\d\d GMT\+9$/);

  await press(page.getByText("The document as JSON"));
  await expect(shadow(page).locator("pre")).toContainText('"targetTemperature": 30');
  await expectAccessible(page);
});

test("I switch a device in two steps and follow it at the same place until it has obeyed", async ({ page, world }) => {
  const devices = await world.addDevices({ delayMs: [2000, 2000] });
  const [name = ""] = devices.names;
  devices.press(name, { power: "ON" });
  await signInLive(page, hanako, `/things/${name}`);
  await expect(reported(page, "power")).toContainText("ON");

  await begin(page, "power");
  await expect(editor(page, "power")).toContainText(/reported.*ON.*new.*OFF/);
  await expect(editor(page, "power").getByRole("radio", { name: "OFF" })).toBeChecked();
  await expectAccessible(page);
  await press(button(editor(page, "power"), "Apply"));
  await expect(editor(page, "power")).toHaveCount(0);
  await expect(progress(page, "power")).toContainText(/Accepted as version \d+/);
  await expect(progress(page, "power")).toContainText("Waiting for the device");
  await expect(desired(page, "power")).toContainText("OFF");
  await expect(desired(page, "power")).toBeFocused();
  await expect(reported(page, "power")).toContainText("asked, not reported");
  await expectAccessible(page);

  await expect(progress(page, "power")).toContainText(/The device obeyed after \d sec\./);
  await expect(reported(page, "power")).toContainText(/OFF.*as asked/);
  expect(devices.reported(name)["power"]).toBe("OFF");
  await expectAccessible(page);
});

test("I take a change back", async ({ page, world }) => {
  const devices = await world.addDevices({});
  const [name = ""] = devices.names;
  devices.press(name, { power: "ON" });
  await signInLive(page, hanako, `/things/${name}`);
  await expect(reported(page, "power")).toContainText("ON");
  await begin(page, "power");
  await press(button(editor(page, "power"), "Apply"));
  await expect(reported(page, "power")).toContainText("OFF");

  await press(button(progress(page, "power"), "Undo: back to ON"));
  await expect(desired(page, "power")).toContainText("ON");
  await expect(reported(page, "power")).toContainText(/ON.*as asked/);
  expect(devices.reported(name)["power"]).toBe("ON");
  await expect(button(progress(page, "power"), "Undo: back to OFF")).toBeVisible();
});

test("I change my mind before anything is sent", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  const version = await shadow(page)
    .getByText(/^version \d+$/)
    .textContent();
  await begin(page, "targetTemperature");
  await typed(page, "targetTemperature").fill("12");
  await press(button(editor(page, "targetTemperature"), "Cancel"));
  await expect(editor(page, "targetTemperature")).toHaveCount(0);
  await begin(page, "targetTemperature");
  await expect(typed(page, "targetTemperature")).not.toHaveValue("12");
  await press(desired(page, "targetTemperature"));
  await expect(editor(page, "targetTemperature")).toHaveCount(0);
  await expect(shadow(page).getByText(version ?? "no version")).toBeVisible();
});

test("I set a number by typing and by steps, and am told when it is none", async ({ page, world }) => {
  const devices = await world.addDevices({});
  const [name = ""] = devices.names;
  devices.press(name, { targetTemperature: 20 });
  await signInLive(page, hanako, `/things/${name}`);
  await expect(reported(page, "targetTemperature")).toContainText("20");
  await begin(page, "targetTemperature");
  const form = editor(page, "targetTemperature");
  const input = typed(page, "targetTemperature");
  await expect(input).toBeFocused();
  await input.fill("twenty");
  await expect(form.getByText("This is not a number.")).toBeVisible();
  await expect(button(form, "Apply")).toBeDisabled();
  await expectAccessible(page);
  await input.fill("1e999");
  await expect(form.getByText("A number is too large to be sent.")).toBeVisible();
  await expect(button(form, "Apply")).toBeDisabled();
  await input.fill("99999999999999999999");
  await expect(form.getByRole("status")).toContainText("will be sent as 100000000000000000000");
  await input.fill("21.5");
  await press(button(form, "More"));
  await expect(input).toHaveValue("22.0");
  await press(button(form, "Less"));
  await press(button(form, "Less"));
  await expect(input).toHaveValue("21.0");
  await input.press("ArrowUp");
  await expect(input).toHaveValue("21.5");
  await press(button(form, "Apply"));
  await expect(reported(page, "targetTemperature")).toContainText(/21\.5.*as asked/);
  expect(devices.reported(name)["targetTemperature"]).toBe(21.5);

  await begin(page, "targetTemperature");
  await expect(form.getByText("This is what is asked already.")).toBeVisible();
  await expect(button(form, "Apply")).toBeDisabled();
});

test("I set a text", async ({ page, world }) => {
  const devices = await world.addDevices({});
  const [name = ""] = devices.names;
  devices.press(name, { mode: "auto" });
  await signInLive(page, hanako, `/things/${name}`);
  await expect(reported(page, "mode")).toContainText("auto");
  await begin(page, "mode");
  await expect(typed(page, "mode")).toHaveValue("auto");
  await typed(page, "mode").fill("dry");
  await typed(page, "mode").press("Enter");
  await expect(reported(page, "mode")).toContainText(/dry.*as asked/);
  expect(devices.reported(name)["mode"]).toBe("dry");
});

test("I ask for true or false, deep in the document", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await world.admin.updateShadow(name, { reported: { lights: { night: false } } });
  await signInLive(page, hanako, `/things/${name}`);
  await begin(page, "lights.night");
  const form = editor(page, "lights.night");
  await expect(form.getByRole("radio", { name: "true" })).toBeChecked();
  await press(form.getByRole("radio", { name: "false" }));
  await expect(form.getByRole("radio", { name: "false" })).toBeChecked();
  await press(form.getByRole("radio", { name: "true" }));
  await press(button(form, "Apply"));
  await expect(desired(page, "lights.night")).toContainText("true");
  await expect(progress(page, "lights.night")).toContainText("Waiting for the device");
  // The device says so, whoever it was that switched it.
  await world.admin.updateShadow(name, { reported: { lights: { night: true } } });
  await expect(progress(page, "lights.night")).toContainText("The device obeyed");
});

test("I write any other value as JSON, and a mistake has its place", async ({ page, world }) => {
  const devices = await world.addDevices({});
  const [name = ""] = devices.names;
  await signInLive(page, hanako, `/things/${name}`);
  await begin(page, "schedule");
  const form = editor(page, "schedule");
  await typed(page, "schedule").fill('[\n  { "at": "06:30" "targetTemperature": 19 }\n]');
  await expect(form.getByText(/^Not JSON: look at line 2, column \d+\.$/)).toBeVisible();
  await expect(button(form, "Apply")).toBeDisabled();
  await expectAccessible(page);
  await typed(page, "schedule").fill('[\n  { "at": "06:30", "targetTemperature": 19 }\n]');
  await press(button(form, "Apply"));
  await expect(reported(page, "schedule")).toContainText(/06:30.*as asked/);
  expect(devices.reported(name)["schedule"]).toEqual([{ at: "06:30", targetTemperature: 19 }]);
});

test("I ask for a field that was not there, and stop asking for it", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  await press(button(page, "Ask for another field"));
  const form = page.getByRole("form", { name: "Ask for another field" });
  await expect(form.getByLabel("Name of the field")).toBeFocused();
  await form.getByLabel("Name of the field").fill("power");
  await expect(form.getByText("This field is there already: change it above.")).toBeVisible();
  await expectAccessible(page);
  await form.getByLabel("Name of the field").fill("alarm.limit");
  await press(form.getByRole("radio", { name: "Number" }));
  await form.getByLabel("New value").fill("65");
  await press(button(form, "Apply"));
  await expect(desired(page, "alarm.limit")).toContainText("65");
  await expect(progress(page, "alarm.limit")).toContainText("Waiting for the device");

  await begin(page, "alarm.limit");
  await press(button(editor(page, "alarm.limit"), "Stop asking (sends null)"));
  await expect(field(page, "alarm.limit")).toHaveCount(0);
  await expect(shadow(page).getByText(/^No longer asked for, since version \d+$/)).toBeVisible();
  await press(button(shadow(page), "Undo: back to 65"));
  await expect(desired(page, "alarm.limit")).toContainText("65");
});

test("a device that does not do what it is asked is never shown as if it did", async ({ page, world }) => {
  const devices = await world.addDevices({ habit: "stubborn" });
  const [name = ""] = devices.names;
  devices.press(name, { power: "ON" });
  await signInLive(page, hanako, `/things/${name}`);
  await expect(reported(page, "power")).toContainText("ON");
  await begin(page, "power");
  await press(button(editor(page, "power"), "Apply"));
  await expect(progress(page, "power")).toContainText(/Accepted as version \d+/);
  await expect(progress(page, "power")).toContainText("Waiting for the device, 3 sec");
  await expect(progress(page, "power")).toHaveAttribute("data-progress", "accepted");
  await expect(reported(page, "power")).toContainText(/ON.*asked, not reported/);
  await press(button(progress(page, "power"), "Undo: back to ON"));
  await expect(reported(page, "power")).toContainText(/ON.*as asked/);
});

test("somebody else changes the value while I edit it: I am told, and nothing of mine is lost", async ({
  page,
  world,
}) => {
  const devices = await world.addDevices({});
  const [name = ""] = devices.names;
  await world.admin.updateShadow(name, { desired: { targetTemperature: 20 } });
  await signInLive(page, hanako, `/things/${name}`);
  await expect(reported(page, "targetTemperature")).toContainText(/20.*as asked/);
  await begin(page, "targetTemperature");
  await typed(page, "targetTemperature").fill("27");
  await world.admin.updateShadow(name, { desired: { targetTemperature: 18 } });

  const form = editor(page, "targetTemperature");
  await expect(form.getByRole("status")).toHaveText("Changed meanwhile to 18.");
  await expect(desired(page, "targetTemperature")).toContainText("18");
  await expect(typed(page, "targetTemperature")).toHaveValue("27");
  await expect(typed(page, "targetTemperature")).toBeFocused();
  await expectAccessible(page);
  await press(button(form, "Apply"));
  await expect(reported(page, "targetTemperature")).toContainText(/27.*as asked/);
});

test("somebody else asks for something else after me, and I am told that mine is overtaken", async ({
  page,
  world,
}) => {
  const [name = ""] = (await world.addDevices({ habit: "stubborn" })).names;
  await signInLive(page, hanako, `/things/${name}`);
  await begin(page, "mode");
  await typed(page, "mode").fill("dry");
  await press(button(editor(page, "mode"), "Apply"));
  await expect(progress(page, "mode")).toContainText("Waiting for the device");
  await world.admin.updateShadow(name, { desired: { mode: "heat" } });
  await expect(progress(page, "mode")).toHaveText("Asked for something else meanwhile.");
  await expect(desired(page, "mode")).toContainText("heat");
});

test("what I typed waits for me while I look at another thing", async ({ page, world }) => {
  const [first = "", second = ""] = (await world.addDevices({ count: 2 })).names;
  await signInLive(page, hanako, `/things/${first}`);
  await begin(page, "targetTemperature");
  await typed(page, "targetTemperature").fill("9.5");
  await press(button(page, "Close this thing").or(button(page, "Fleet")));
  await press(page.getByRole("link", { name: second }));
  await expect(page.getByRole("heading", { name: second })).toBeFocused();
  await expect(desired(page, "targetTemperature")).toBeVisible();
  await expect(editor(page, "targetTemperature")).toHaveCount(0);
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("heading", { name: first })).toBeVisible();
  await expect(typed(page, "targetTemperature")).toHaveValue("9.5");
});
