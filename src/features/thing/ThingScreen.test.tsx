// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { ComponentProps } from "react";
import { expect, test, vi } from "vitest";

import { disconnected } from "#testing/lifecycleEvents.ts";
import { quiet, renderConsole } from "#testing/renderConsole.tsx";
import { thing } from "#testing/things.ts";

import { type Desk, openDesk } from "./desk.ts";
import { openPresenceHistory } from "./presence-history.ts";
import { ThingScreen } from "./ThingScreen.tsx";

const operator = { username: "hanako", groups: ["operator"] };

interface Wish extends Partial<ComponentProps<typeof ThingScreen>> {
  readonly desk?: Desk;
}

async function show(wish: Wish = {}, shadow = true) {
  const desk = wish.desk ?? openDesk(memory());
  const shown = await renderConsole(
    ({ broker, live }) => {
      if (shadow) {
        broker.setShadow("device_1", {
          desired: { power: "ON", targetTemp: 21.5 },
          reported: { power: "ON", targetTemp: 21.5, firmware: "2.8.1", settings: { interval: 60 } },
        });
      }
      return (
        <ThingScreen
          name="device_1"
          registry={broker.access.registry}
          operator={operator}
          prefix="device_"
          desk={desk}
          history={openPresenceHistory(live)}
          listed={() => undefined}
          beside
          onClose={() => {}}
          {...wish}
        />
      );
    },
    { things: [thing("device_1", { attributes: { site: "kyoto" } })] },
  );
  return { ...shown, desk };
}

function memory(kept = new Map<string, string>()) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function field(...path: readonly string[]): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-field='${JSON.stringify(path)}']`);
  if (!found) throw new Error(`No field ${path.join(".")} is shown.`);
  return found;
}

const press = (element: HTMLElement) =>
  act(async () => {
    fireEvent.click(element);
    await quiet();
  });
const pressKey = (element: Element | null, key: string, more = {}) =>
  act(async () => {
    fireEvent.keyDown(element ?? document.body, { key, ...more });
    await quiet();
  });
const edit = (...path: readonly string[]) =>
  press(within(field(...path)).getByRole("button", { name: /^(Change|Ask for)/ }));
const apply = () => press(screen.getByRole("button", { name: "Apply" }));
const editor = () => within(screen.getByRole("form"));

const lastUpdate = ({ broker }: Awaited<ReturnType<typeof show>>) =>
  broker.published.findLast(({ topic }) => topic.endsWith("/shadow/update"))?.document["state"];

test("desired and reported stand beside each other, and what differs is marked", async () => {
  const { broker, after } = await show();
  expect(within(field("power")).getByText("as asked")).toBeTruthy();
  await after(() => broker.setShadow("device_1", { desired: { power: "OFF" } }));
  expect(within(field("power")).getByText("asked, not reported")).toBeTruthy();
  expect(within(field("firmware")).getByText('"2.8.1"')).toBeTruthy();
  expect(screen.getByText("version 2")).toBeTruthy();
});

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

test("undoing what was never asked before goes back to what the device reported", async () => {
  const shown = await show();
  await edit("settings", "interval");
  await act(async () => fireEvent.change(editor().getByRole("textbox"), { target: { value: "30" } }));
  await apply();
  expect(lastUpdate(shown)).toEqual({ desired: { settings: { interval: 30 } } });
  await press(screen.getByRole("button", { name: "Undo: back to 60" }));
  expect(lastUpdate(shown)).toEqual({ desired: { settings: { interval: 60 } } });
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

test("a viewer sees why nothing can be changed", async () => {
  await show({ operator: { username: "ichiro", groups: ["viewer"] } });
  expect(screen.getByText(/your group is viewer/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Change/ })).toBeNull();
  expect(screen.queryByRole("button", { name: "Ask for another field" })).toBeNull();
});

test("somebody in no group, and a thing of another name, have reasons of their own", async () => {
  await show({ operator: { username: "taro", groups: [] } });
  expect(screen.getByText(/in none of the groups/)).toBeTruthy();
  await show({ name: "sensor_1" });
  expect(screen.getByText("Only things whose names start with device_ can be changed from this console.")).toBeTruthy();
});

test("presence says since when, why, and how we know", async () => {
  const { broker, after, passes } = await show();
  expect(screen.getByText("fleet index, asked at 00:00")).toBeTruthy();
  await after(() => {
    broker.says(
      "$aws/events/presence/disconnected/device_1",
      disconnected({
        versionNumber: 4,
        timestamp: Date.UTC(2026, 10, 21) - 200,
        disconnectReason: "DUPLICATE_CLIENTID",
      }),
    );
  });
  await passes(5000);
  expect(screen.getByText("Disconnected")).toBeTruthy();
  expect(screen.getByText(/^Something else connected with the same client ID/)).toBeTruthy();
  expect(screen.getByText("event, heard at once")).toBeTruthy();
  expect(screen.getByRole("img").getAttribute("aria-label")).toMatch(/Disconnected, 00:00:00\.000/);
});

test("a thing that the registry does not know says so, and is shown all the same", async () => {
  await show({ name: "device_nobody" });
  expect(screen.getByText("The registry has no such thing")).toBeTruthy();
  expect(screen.getByText(/No shadow yet/)).toBeTruthy();
});

test("a link with a name that nothing can have says so, as text", async () => {
  await show({ name: "<img src=x onerror=alert(1)>" });
  expect(screen.getByRole("heading", { name: "<img src=x onerror=alert(1)>" })).toBeTruthy();
  expect(screen.getByText("This is no name that a thing can have")).toBeTruthy();
});

test("hostile names and values of a shadow are text", async () => {
  const { broker, after } = await show();
  await after(() => {
    broker.setShadow("device_1", { reported: { "<b>x</b>": "a\u202Eb", ["__proto__"]: "p", long: "y".repeat(5000) } });
  });
  expect(within(field("<b>x</b>")).getByText("⟨U+202E⟩")).toBeTruthy();
  expect(document.querySelector("[data-field] b")).toBeNull();
  expect(field("long").textContent.length).toBeLessThan(300);
  await press(within(field("long")).getByRole("button", { name: "Show all" }));
  expect(field("long").textContent.length).toBeGreaterThan(5000);
});

test("Escape closes the thing, but not while a value is edited", async () => {
  const onClose = vi.fn<() => void>();
  await show({ onClose });
  await edit("power");
  await pressKey(editor().getByRole("radio", { name: "OFF" }), "Escape");
  expect(onClose).not.toHaveBeenCalled();
  await pressKey(screen.getByRole("heading", { name: "device_1" }), "Escape");
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});
