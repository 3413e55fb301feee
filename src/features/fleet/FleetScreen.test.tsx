// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { type ComponentProps, useRef, useState } from "react";
import { expect, test, vi } from "vitest";

import type { Registry } from "#domain/ports.ts";
import { Trouble } from "#domain/trouble.ts";
import { connected, disconnected } from "#testing/lifecycleEvents.ts";
import { quiet, renderConsole } from "#testing/renderConsole.tsx";
import { thing } from "#testing/things.ts";

import { FleetScreen } from "./FleetScreen.tsx";
import { type FleetView, wholeFleet } from "./fleet-view.ts";

const gone = (clientId: string, versionNumber = 9) =>
  disconnected({ clientId, versionNumber, timestamp: Date.UTC(2026, 10, 21) });

function Screen(
  props: Pick<ComponentProps<typeof FleetScreen>, "registry"> &
    Partial<ComponentProps<typeof FleetScreen>> & { readonly start?: Partial<FleetView> },
) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<FleetView>({ ...wholeFleet, ...props.start });
  return (
    <div ref={scroller}>
      <FleetScreen
        prefix="device_"
        groups={["viewer"]}
        opened={undefined}
        onOpen={() => {}}
        hrefOf={(name) => `/things/${name}`}
        {...props}
        view={view}
        onView={setView}
        scroller={scroller}
      />
    </div>
  );
}

const show = (
  things: readonly ReturnType<typeof thing>[],
  props: Partial<ComponentProps<typeof Screen>> = {},
  connects = true,
) =>
  renderConsole(({ broker }) => <Screen registry={broker.access.registry} {...props} />, {
    things,
    connected: connects,
  });

const rows = () => screen.getAllByRole("row").slice(1);
const names = () => rows().map((row) => row.getAttribute("data-thing"));
const row = (name: string) => within(rows().find((one) => one.getAttribute("data-thing") === name) ?? document.body);
const filter = (name: RegExp) => screen.getByRole("button", { name });

const focused = () => document.activeElement?.getAttribute("data-thing");
async function press(key: string): Promise<void> {
  await act(async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key });
    await quiet();
  });
}

test("things are listed by name, numbers as numbers", async () => {
  await show([thing("device_10"), thing("device_2"), thing("device_1")]);
  expect(names()).toEqual(["device_1", "device_2", "device_10"]);
});

test("presence is told by a word, with its time and its source", async () => {
  await show([
    thing("device_1"),
    thing("device_2", { connected: false, reason: "MQTT_KEEP_ALIVE_TIMEOUT" }),
    thing("device_3", { connected: false, at: undefined }),
  ]);
  expect(row("device_1").getByText("Connected")).toBeTruthy();
  expect(row("device_1").getByText("1 min · index")).toBeTruthy();
  expect(row("device_2").getByText("1 min · keep-alive timeout")).toBeTruthy();
  expect(row("device_3").getByText("Never seen")).toBeTruthy();
});

test("a disconnect is dropping for five seconds, then disconnected", async () => {
  const { broker, after, passes } = await show([thing("device_1")]);
  await after(() => broker.says("$aws/events/presence/disconnected/device_1", gone("device_1")));
  expect(row("device_1").getByText("Dropping")).toBeTruthy();
  expect(filter(/only dropping: 1/)).toBeTruthy();
  await passes(5000);
  expect(row("device_1").getByText("Disconnected")).toBeTruthy();
  expect(filter(/only disconnected: 1/)).toBeTruthy();
});

test("when our connection drops every row is unknown since then, and known again after the reconnect", async () => {
  const { broker, after, passes } = await show([thing("device_1"), thing("device_2")]);
  await passes(42 * 60_000);
  await after(() => broker.drops());
  expect(rows().map((one) => within(one).getByText("Unknown"))).toHaveLength(2);
  expect(row("device_1").getByText("since 00:42")).toBeTruthy();
  expect(screen.getByText("We hear nothing since 00:42.")).toBeTruthy();
  broker.things = [
    thing("device_1", { heardAt: Date.UTC(2026, 10, 22) }),
    thing("device_2", { heardAt: Date.UTC(2026, 10, 22), connected: false }),
  ];
  await after(() => broker.connects());
  expect(row("device_1").getByText("Connected")).toBeTruthy();
  expect(row("device_2").getByText("Disconnected")).toBeTruthy();
});

test("a card shows only the things that it counts, and a second press all of them again", async () => {
  await show([
    thing("device_1"),
    thing("device_2", { connected: false }),
    thing("device_3", { connected: false, at: undefined }),
  ]);
  await act(async () => fireEvent.click(filter(/only disconnected: 1/)));
  expect(names()).toEqual(["device_2"]);
  await act(async () => fireEvent.click(filter(/only unknown or never seen: 1/)));
  expect(names()).toEqual(["device_3"]);
  await act(async () => fireEvent.click(filter(/only unknown or never seen: 1/)));
  expect(names()).toHaveLength(3);
});

test("what was asked and is not reported is shown, counted and can be filtered", async () => {
  await show([thing("device_1", { desired: { power: "OFF", fan: 2 }, reported: { power: "ON" } }), thing("device_2")]);
  expect(row("device_1").getByText("fan")).toBeTruthy();
  expect(row("device_1").getByText("+1")).toBeTruthy();
  await act(async () => fireEvent.click(filter(/only not as asked: 1/)));
  expect(names()).toEqual(["device_1"]);
});

test("the search finds names, types, attributes and values, and says how many", async () => {
  await show([
    thing("device_1", { attributes: { site: "Kyoto" } }),
    thing("device_2", { type: "pump" }),
    thing("device_3", { reported: { mode: "eco" } }),
  ]);
  const search = screen.getByRole("searchbox");
  const searchFor = (text: string) => act(async () => fireEvent.change(search, { target: { value: text } }));
  await searchFor("kyoto");
  expect(names()).toEqual(["device_1"]);
  await searchFor("PUMP");
  expect(names()).toEqual(["device_2"]);
  await searchFor("eco mode");
  expect(names()).toEqual(["device_3"]);
  expect(screen.getAllByText("1 of 3 things").length).toBeGreaterThan(0);
  await act(async () => fireEvent.keyDown(search, { key: "Escape" }));
  expect(names()).toHaveLength(3);
});

test("an arrow leads from the search down to the first thing that was found", async () => {
  await show([thing("device_1"), thing("device_2"), thing("device_10")]);
  const search = screen.getByRole("searchbox");
  search.focus();
  await press("ArrowDown");
  await press("ArrowDown");
  expect(focused()).toBe("device_2");
  search.focus();
  await act(async () => fireEvent.change(search, { target: { value: "device_1" } }));
  await press("ArrowDown");
  expect(focused()).toBe("device_1");
  search.focus();
  await press("ArrowDown");
  expect(focused()).toBe("device_1");
  search.focus();
  await act(async () => fireEvent.change(search, { target: { value: "nothing like this" } }));
  await press("ArrowDown");
  expect(document.activeElement).toBe(search);
});

test("/ leads to the search", async () => {
  await show([thing("device_1")]);
  fireEvent.keyDown(document.body, { key: "/" });
  expect(document.activeElement).toBe(screen.getByRole("searchbox"));
});

test("while the pointer is in the list no row moves: changes show in place, and moves wait to be asked for", async () => {
  const things = [thing("device_1"), thing("device_2"), thing("device_3")];
  const { broker, after } = await show(things, { start: { sort: "presence" } });
  await act(async () => fireEvent.pointerMove(screen.getByRole("grid")));
  await after(() => broker.says("$aws/events/presence/disconnected/device_3", gone("device_3")));
  expect(row("device_3").getByText("Dropping")).toBeTruthy();
  expect(names()).toEqual(["device_1", "device_2", "device_3"]);
  const button = await screen.findByRole("button", { name: "1 moved — re-sort" });
  await act(async () => fireEvent.click(button));
  expect(names()).toEqual(["device_3", "device_1", "device_2"]);
  expect(screen.queryByText(/re-sort/)).toBeNull();
});

test("a row that does not fit the filter any more stays while a thing is open", async () => {
  const { broker, after } = await show([thing("device_1"), thing("device_2")], {
    start: { presence: "connected" },
    opened: thing("device_1").thingName,
  });
  await after(() => broker.says("$aws/events/presence/disconnected/device_2", gone("device_2")));
  expect(names()).toEqual(["device_1", "device_2"]);
  expect(await screen.findByRole("button", { name: "1 moved — re-sort" })).toBeTruthy();
});

test("left alone, the list sorts itself", async () => {
  const { broker, after } = await show([thing("device_1"), thing("device_2")], { start: { sort: "presence" } });
  await after(() => broker.says("$aws/events/presence/disconnected/device_2", gone("device_2")));
  await waitFor(() => expect(names()).toEqual(["device_2", "device_1"]));
});

test("the list is worked by keyboard: arrows, Home, End, Enter", async () => {
  const onOpen = vi.fn<(name: string) => void>();
  await show(
    Array.from({ length: 30 }, (_, index) => thing(`device_${index + 1}`)),
    { onOpen },
  );
  expect(rows().filter((one) => one.tabIndex === 0)).toHaveLength(1);
  await act(async () => rows()[0]?.focus());
  await press("ArrowDown");
  expect(focused()).toBe("device_2");
  await press("ArrowUp");
  await press("ArrowUp");
  expect(focused()).toBe("device_1");
  await press("End");
  expect(focused()).toBe("device_30");
  await press("Home");
  expect(focused()).toBe("device_1");
  await press("Enter");
  expect(onOpen).toHaveBeenCalledWith("device_1");
});

test("names, types and attributes from outside are text, and show what would hide itself", async () => {
  await show([thing("device_1", { type: "<img src=x>", attributes: { "a\u202Eb": "<script>alert(1)</script>" } })]);
  expect(row("device_1").getByText("<img src=x>")).toBeTruthy();
  expect(row("device_1").getByText("⟨U+202E⟩")).toBeTruthy();
  expect(document.querySelector("[role=grid] img, [role=grid] script")).toBeNull();
});

const failing = (trouble: Trouble): Registry => ({
  listThings: () => Promise.reject(trouble),
  describeThing: () => Promise.reject(trouble),
});

test("empty is five different things", async () => {
  await show([]);
  expect(screen.getByText("No things yet")).toBeTruthy();

  await show([thing("device_1")], { start: { q: "nothing like this" } });
  expect(screen.getByText("Nothing matches")).toBeTruthy();
  await act(async () => fireEvent.click(screen.getByRole("button", { name: "Show all things" })));

  await show([], { registry: failing(new Trouble("not-authorized", { action: "iot:SearchIndex", detail: "no" })) });
  expect(screen.getByText("You may not see the fleet")).toBeTruthy();
  expect(screen.getByText("You are not allowed to do this: iot:SearchIndex.")).toBeTruthy();

  await show([], { registry: { listThings: () => new Promise(() => {}), describeThing: async () => undefined } });
  expect(screen.getByText("Nothing heard yet")).toBeTruthy();

  await show([], { registry: failing(new Trouble("unreachable", { host: "iot.example" })) }, false);
  expect(screen.getByText("No connection")).toBeTruthy();
});

test("whoever is in no group is told to get into one, and that no connection mends a refusal", async () => {
  const registry = failing(new Trouble("not-authorized", { action: "iot:ListThings", detail: "no" }));
  await show([], { registry, groups: [] }, false);
  expect(screen.getByText("You may not see the fleet")).toBeTruthy();
  expect(screen.getByText("You are not allowed to do this: iot:ListThings.")).toBeTruthy();
  expect(screen.getByText(/put you into viewer, operator or engineer/)).toBeTruthy();
  expect(screen.queryByText(/The role of your group/)).toBeNull();
  expect(screen.queryByText(/when the connection is back/)).toBeNull();
});

test("a fleet without an index says that presence is told by events alone", async () => {
  const listed = { ...thing("device_1"), connectivity: undefined };
  const registry: Registry = {
    listThings: async () => ({ things: [listed], nextToken: undefined, source: "registry" }),
    describeThing: async () => undefined,
  };
  const { broker, after } = await show([], { registry });
  expect(screen.getByText(/the list comes from the registry/)).toBeTruthy();
  expect(row("device_1").getByText("not heard yet")).toBeTruthy();
  await after(() => broker.says("$aws/events/presence/connected/device_1", connected({ clientId: "device_1" })));
  expect(row("device_1").getByText("Connected")).toBeTruthy();
});

test("every page of the registry is read", async () => {
  const registry: Registry = {
    listThings: async ({ nextToken }) => {
      const page = Number(nextToken ?? 1);
      return { things: [thing(`device_${page}`)], nextToken: page < 5 ? String(page + 1) : undefined, source: "index" };
    },
    describeThing: async () => undefined,
  };
  await show([], { registry });
  await waitFor(() => expect(names()).toHaveLength(5));
});
