// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { apply, edit, editor, lastUpdate, press, show, undo } from "#testing/thingScreen.tsx";

test("a value is changed in two steps, and followed until the device obeys", async () => {
  const shown = await show();
  const { broker, after, passes } = shown;
  await edit("power");
  expect(editor().getByRole<HTMLInputElement>("radio", { name: "OFF" }).checked).toBe(true);
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { power: "OFF" } });
  expect(screen.getByText("Accepted as version 2")).toBeTruthy();
  expect(screen.getByText(/^Waiting for the device/)).toBeTruthy();
  await passes(31_000);
  expect(screen.getByText("The device has not obeyed for 31 sec.")).toBeTruthy();
  await after(() => broker.setShadow("device_1", { reported: { power: "OFF" } }));
  expect(screen.getByText("The device obeyed after 31 sec.")).toBeTruthy();
});

test("an accepted change can be undone", async () => {
  const shown = await show();
  await edit("targetTemp");
  await act(async () => fireEvent.change(editor().getByRole("textbox"), { target: { value: "25" } }));
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { targetTemp: 25 } });
  await press(screen.getByRole("button", { name: "Undo: back to 21.5" }));
  expect(lastUpdate(shown)).toEqual({ desired: { targetTemp: 21.5 } });
});

test("what a colleague asks for later is not undone unseen, nor anything while we do not hear", async () => {
  const { broker, after } = await show();
  await edit("power");
  await apply();
  expect(undo("ON")).not.toBeNull();
  await after(() => broker.drops());
  expect(undo("ON")).toBeNull();
  await after(() => broker.connects());
  expect(undo("ON")).not.toBeNull();
  await after(() => broker.setShadow("device_1", { reported: { power: "OFF" } }));
  expect(undo("ON")).not.toBeNull();
  await after(() => broker.setShadow("device_1", { desired: { power: "STANDBY" } }));
  expect(screen.getByText("Asked for something else meanwhile.")).toBeTruthy();
  expect(undo("ON")).toBeNull();
});

test("undoing what was never asked before goes back to what the device reported", async () => {
  const shown = await show();
  await edit("settings", "interval");
  await act(async () => fireEvent.change(editor().getByRole("textbox"), { target: { value: "30" } }));
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { settings: { interval: 30 } } });
  await press(screen.getByRole("button", { name: "Undo: back to 60" }));
  expect(lastUpdate(shown)).toEqual({ desired: { settings: { interval: 60 } } });
});

test("a refused change says why, in the service's words too, and can be asked again", async () => {
  const shown = await show();
  const { broker, after } = shown;
  broker.answersShadows = false;
  await edit("power");
  await apply();
  expect(screen.getByText("Sending…")).toBeTruthy();
  await after(() => broker.rejects("device_1", 413, "Payload exceeds maximum size allowed"));
  const note = within(screen.getByRole("alert"));
  expect(note.getByText("The shadow refused this (413).")).toBeTruthy();
  expect(note.getByText("Payload exceeds maximum size allowed")).toBeTruthy();
  broker.answersShadows = true;
  await press(note.getByRole("button", { name: "Ask again" }));
  expect(screen.getByText("Accepted as version 2")).toBeTruthy();
});

test("a change that nobody answers says that it is not known", async () => {
  const { broker, passes } = await show();
  broker.answersShadows = false;
  await edit("power");
  await apply();
  await passes(10_000);
  expect(within(screen.getByRole("alert")).getByText("AWS IoT did not answer within 10 seconds.")).toBeTruthy();
});

test("a change that nobody answers did not arrive when the shadow, read again, does not hold it", async () => {
  const shown = await show();
  const { broker, after } = shown;
  broker.answersShadows = false;
  await edit("power");
  await apply();
  await after(() => broker.drops());
  broker.answersShadows = true;
  await after(() => broker.connects());
  const note = within(screen.getByRole("alert"));
  expect(note.getByText("The change did not arrive.")).toBeTruthy();
  await press(note.getByRole("button", { name: "Ask again" }));
  expect(screen.getByText("Accepted as version 2")).toBeTruthy();
});

test("a change that the policy forbids names the topic", async () => {
  const { broker } = await show();
  broker.refusesTopic("$aws/things/device_1/shadow/update");
  await edit("power");
  await apply();
  expect(screen.getByText("You may not publish to $aws/things/device_1/shadow/update.")).toBeTruthy();
});

test("to stop asking sends null, and says so before", async () => {
  const shown = await show();
  await edit("power");
  await press(screen.getByRole("button", { name: "Stop asking (sends null)" }));
  expect(lastUpdate(shown)).toEqual({ desired: { power: null } });
  expect(screen.getByText("No longer asked for, since version 2")).toBeTruthy();
});

test.each([
  ["power", "This field is there already: change it above."],
  ["settings", "It has fields of its own: change those above, or name another one below it."],
  ["power.level", "power holds a value, which this would replace: change it above, as JSON."],
  ["a.b.c.d.e.f.g.h.i", "Too deep: a shadow has at most 8 levels."],
])("the name %s is refused while it is typed", async (name, said) => {
  await show();
  await press(screen.getByRole("button", { name: "Ask for another field" }));
  await act(async () => fireEvent.change(editor().getByLabelText("Name of the field"), { target: { value: name } }));
  expect(editor().getByText(said)).toBeTruthy();
  expect(editor().getByRole<HTMLButtonElement>("button", { name: "Apply" }).disabled).toBe(true);
});

test("another field can be asked for, and undone by not asking any more", async () => {
  const shown = await show();
  await press(screen.getByRole("button", { name: "Ask for another field" }));
  await act(async () => {
    fireEvent.change(editor().getByLabelText("Name of the field"), { target: { value: "display.brightness" } });
    fireEvent.click(editor().getByRole("radio", { name: "Number" }));
  });
  await act(async () => fireEvent.change(editor().getByLabelText("New value"), { target: { value: "7" } }));
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { display: { brightness: 7 } } });
  await press(screen.getByRole("button", { name: "Undo: stop asking" }));
  expect(lastUpdate(shown)).toEqual({ desired: { display: { brightness: null } } });
});
