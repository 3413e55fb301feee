// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { Trouble } from "#domain/trouble.ts";
import { disconnected } from "#testing/lifecycleEvents.ts";
import { edit, editor, field, press, pressKey, show } from "#testing/thingScreen.tsx";

test("desired and reported stand beside each other, and what differs is marked", async () => {
  const { broker, after } = await show();
  expect(within(field("power")).getByText("as asked")).toBeTruthy();
  await after(() => broker.setShadow("device_1", { desired: { power: "OFF" } }));
  expect(within(field("power")).getByText("asked, not reported")).toBeTruthy();
  expect(within(field("firmware")).getByText("2.8.1")).toBeTruthy();
  expect(screen.getByText("version 2")).toBeTruthy();
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

test("what AWS does not show of a thing of another name is said quietly, and what it shows is shown", async () => {
  const { broker, after } = await show({
    name: "sensor_1",
    operator: { username: "ichiro", groups: ["viewer"] },
    registry: {
      listThings: async () => ({ things: [], nextToken: undefined, source: "registry" }),
      describeThing: async () => Promise.reject(new Trouble("not-authorized", { action: "iot:DescribeThing" })),
    },
  });
  expect(
    within(screen.getByRole("region", { name: "Registry" })).getByText("AWS does not show you this."),
  ).toBeTruthy();
  expect(screen.queryByText(/show you its shadow/)).toBeNull();
  await after(() => broker.refusesTopic("$aws/things/sensor_1/shadow/get"));
  await after(() => broker.drops());
  await after(() => broker.connects());
  expect(screen.getByText("AWS does not show you its shadow: its name does not start with device_.")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
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

test("a name that is empty, blank or has a dot stands in quotation marks, for the eye and the ear", async () => {
  const { broker, after } = await show();
  await after(() => broker.setShadow("device_1", { reported: { "": 1, " ": { "a.b": 2 } } }));
  expect(within(field("")).getByRole("rowheader").textContent).toBe('""');
  expect(within(field("")).getByRole("button", { name: /^Ask for "" / })).toBeTruthy();
  expect(within(field(" ", "a.b")).getByRole("rowheader").textContent).toBe('" "."a.b"');
  await edit(" ", "a.b");
  expect(screen.getByRole("form", { name: 'Ask for " "."a.b"' })).toBeTruthy();
});

test("JSON may break between the words of a long name, and a text may not", async () => {
  const { broker, after } = await show();
  await after(() =>
    broker.setShadow("device_1", {
      reported: { a: { ["b"]: [{ targetTemperature: 1, fanSpeed: 2 }] }, c: "targetTemperature" },
    }),
  );
  expect(field("a", "b").innerHTML).toContain("target<wbr>Temperature");
  expect(field("a", "b").innerHTML).toContain("fanSpeed");
  expect(field("c").innerHTML).toContain("targetTemperature");
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
