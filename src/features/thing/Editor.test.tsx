// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { quiet } from "#testing/renderConsole.tsx";
import { thing } from "#testing/things.ts";
import { apply, edit, editor, field, lastUpdate, memory, press, pressKey, show } from "#testing/thingScreen.tsx";

import { openDesk } from "./desk.ts";

test("the new value stands beside what is asked now, or where nothing is, beside what the device reports", async () => {
  await show();
  await edit("power");
  expect(screen.getByRole("form").textContent).toMatch(/^nowONnewOFF/);
  await pressKey(editor().getByRole("radio", { name: "OFF" }), "Escape");
  await edit("settings", "interval");
  expect(screen.getByRole("form").textContent).toMatch(/^reported60new60/);
});

test("keys do it all: e edits, arrows step, Enter applies, Escape cancels", async () => {
  const shown = await show();
  const value = within(field("targetTemp")).getByRole("button", { name: /^Change/ });
  await act(async () => value.focus());
  await pressKey(value, "e");
  const input = editor().getByRole<HTMLInputElement>("textbox");
  expect(document.activeElement).toBe(input);
  await pressKey(input, "ArrowUp");
  expect(input.value).toBe("22.0");
  await pressKey(input, "Escape");
  expect(screen.queryByRole("form")).toBeNull();
  expect(document.activeElement).toBe(within(field("targetTemp")).getByRole("button", { name: /^Change/ }));
  await pressKey(document.activeElement, "e");
  await act(async () => {
    fireEvent.change(editor().getByRole("textbox"), { target: { value: "19" } });
    fireEvent.submit(screen.getByRole("form"));
    await quiet();
  });
  expect(lastUpdate(shown)).toEqual({ desired: { targetTemp: 19 } });
});

test("e edits from where the focus is when a thing opens: its name", async () => {
  await show();
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "device_1" }));
  await pressKey(document.activeElement, "e");
  expect(screen.getByRole("form")).toBeTruthy();
});

test("what is typed is never touched by what is heard, which is said beside it", async () => {
  const { broker, after } = await show();
  await edit("targetTemp");
  const input = editor().getByRole<HTMLInputElement>("textbox");
  await act(async () => fireEvent.change(input, { target: { value: "23.25" } }));
  await after(() => broker.setShadow("device_1", { desired: { targetTemp: 18 }, reported: { power: "OFF" } }));
  expect(input.value).toBe("23.25");
  expect(editor().getByText("Changed meanwhile to 18.")).toBeTruthy();
});

test("what is typed outlives a lost connection, waits for it, and is not sent by itself", async () => {
  const shown = await show();
  const { broker, after } = shown;
  await edit("targetTemp");
  await act(async () => fireEvent.change(editor().getByRole("textbox"), { target: { value: "23" } }));
  await after(() => broker.drops());
  expect(editor().getByRole<HTMLInputElement>("textbox").value).toBe("23");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Apply" }).disabled).toBe(true);
  expect(editor().getByText(/^Not connected\. What you typed stays here/)).toBeTruthy();
  await after(() => broker.connects());
  expect(lastUpdate(shown)).toBeUndefined();
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { targetTemp: 23 } });
});

test("what is typed outlives a reload of the page", async () => {
  const kept = new Map<string, string>();
  const { desk } = await show({ desk: openDesk(memory(kept)) });
  await edit("targetTemp");
  await act(async () => fireEvent.change(editor().getByRole("textbox"), { target: { value: "23" } }));
  expect(desk.draftsOf(thing("device_1").thingName).size).toBe(1);
  document.body.replaceChildren();
  await show({ desk: openDesk(memory(kept)) });
  expect(editor().getByRole<HTMLInputElement>("textbox").value).toBe("23");
});

test("any value can be written as JSON, and a mistake has its place", async () => {
  const shown = await show();
  await edit("power");
  await press(screen.getByRole("button", { name: "Edit as JSON" }));
  const area = editor().getByRole("textbox");
  await act(async () => fireEvent.change(area, { target: { value: '{"level": 3,\n}' } }));
  expect(editor().getByText("Not JSON: look at line 2, column 1.")).toBeTruthy();
  await act(async () => fireEvent.change(area, { target: { value: '{"level": 3}' } }));
  await pressKey(area, "Enter", { ctrlKey: true });
  expect(lastUpdate(shown)).toEqual({ desired: { power: { level: 3 } } });
});

test("a number that is too large to be sent is refused, as a number and as JSON", async () => {
  const shown = await show();
  const expectRefused = async () => {
    expect(editor().getByText("A number is too large to be sent.")).toBeTruthy();
    expect(editor().getByRole<HTMLButtonElement>("button", { name: "Apply" }).disabled).toBe(true);
    await act(async () => fireEvent.submit(screen.getByRole("form")));
    expect(lastUpdate(shown)).toBeUndefined();
  };
  await edit("targetTemp");
  await act(async () => fireEvent.change(editor().getByRole("textbox"), { target: { value: "1e999" } }));
  await expectRefused();
  await press(screen.getByRole("button", { name: "Edit as JSON" }));
  await expectRefused();
});

test("a number whose last digits cannot be kept says what will be sent, and is sent", async () => {
  const shown = await show();
  await edit("targetTemp");
  await act(async () => fireEvent.change(editor().getByRole("textbox"), { target: { value: "99999999999999999999" } }));
  const said = "99999999999999999999 will be sent as 100000000000000000000: more digits cannot be kept.";
  expect(editor().getByText(said)).toBeTruthy();
  await press(screen.getByRole("button", { name: "Edit as JSON" }));
  expect(editor().getByText(said)).toBeTruthy();
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { targetTemp: 1e20 } });
});

test("a field that is being named outlives a reload with its name, and leaves the focus at the thing's name", async () => {
  const kept = new Map<string, string>();
  await show({ desk: openDesk(memory(kept)) });
  await press(screen.getByRole("button", { name: "Ask for another field" }));
  expect(document.activeElement).toBe(editor().getByLabelText("Name of the field"));
  await act(async () => fireEvent.click(editor().getByRole("radio", { name: "Number" })));
  expect(editor().getByText("A name is missing.")).toBeTruthy();
  const named = { target: { value: "display.brightness" } };
  await act(async () => fireEvent.change(editor().getByLabelText("Name of the field"), named));
  expect(editor().queryByText("A name is missing.")).toBeNull();
  document.body.replaceChildren();
  const shown = await show({ desk: openDesk(memory(kept)) });
  expect(editor().getByLabelText<HTMLInputElement>("Name of the field").value).toBe("display.brightness");
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "device_1" }));
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { display: { brightness: 0 } } });
});

test("what is typed stays, with the focus, when its field is deleted, gets fields below it, or the whole shadow goes", async () => {
  const shown = await show();
  const { broker, after } = shown;
  await edit("targetTemp");
  const input = editor().getByRole<HTMLInputElement>("textbox");
  await act(async () => fireEvent.change(input, { target: { value: "23" } }));
  const expectTyped = () => {
    expect(editor().getByRole("textbox")).toBe(input);
    expect([input.value, document.activeElement]).toEqual(["23", input]);
  };
  await after(() => broker.setShadow("device_1", { desired: { targetTemp: null }, reported: { targetTemp: null } }));
  expectTyped();
  expect(editor().getByText("Deleted meanwhile. Apply asks for it anew.")).toBeTruthy();
  await after(() => broker.setShadow("device_1", { desired: { targetTemp: { day: 21 } } }));
  expectTyped();
  expect(editor().getByText('Changed meanwhile to {"day": 21}.')).toBeTruthy();
  await after(() => broker.says("$aws/things/device_1/shadow/delete/accepted", { version: 99, timestamp: 1 }));
  expectTyped();
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { targetTemp: 23 } });
});

test("a value for a field that has gone is thrown away only by hand, and the focus stays near", async () => {
  const { broker, after } = await show();
  await edit("firmware");
  await after(() => broker.setShadow("device_1", { reported: { firmware: null } }));
  await press(editor().getByRole("button", { name: "Cancel" }));
  expect(screen.queryByText("firmware")).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Ask for another field" }));
});

test("what is typed since an earlier visit takes no focus; e leads to it and leaves it as it is", async () => {
  const kept = new Map([["yagura.drafts", '{"device_1":{"[\\"power\\"]":{"control":"json","text":"5","began":""}}}']]);
  await show({ desk: openDesk(memory(kept)) });
  const heading = screen.getByRole("heading", { name: "device_1" });
  expect(document.activeElement).toBe(heading);
  await pressKey(heading, "e");
  expect(document.activeElement).toBe(editor().getByRole("textbox"));
  expect(editor().getByRole<HTMLTextAreaElement>("textbox").value).toBe("5");
});
