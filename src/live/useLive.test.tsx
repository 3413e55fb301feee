// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";

import { thingName } from "#domain/thing.ts";
import { openFakeBroker } from "#testing/FakeBroker.ts";
import { connected, disconnected } from "#testing/lifecycleEvents.ts";
import { manualClock, settled } from "#testing/manualClock.ts";

import { openLive } from "./live.ts";
import { LiveContext, usePresenceState, useShadow, useStorm } from "./useLive.ts";

afterEach(cleanup);

const PresenceOfOne = () => <p>{usePresenceState("device_1", undefined).kind}</p>;
const Weather = () => <p>{useStorm() ? "storm" : "calm"}</p>;
const ShadowOfOne = () => <p>{useShadow(thingName("device_1")).status}</p>;

async function show(children: ReactNode) {
  const clock = manualClock();
  const broker = openFakeBroker({ now: () => clock.now() });
  const live = openLive({
    connection: broker.connection,
    thingNamePrefix: "device_",
    clock,
    frame: (task) => {
      task();
      return () => {};
    },
  });
  const { container, unmount } = render(<LiveContext value={live}>{children}</LiveContext>);
  await act(settled);
  return { clock, broker, live, unmount, text: () => container.textContent };
}

test("an event renders the row of its client again, and no other", async () => {
  const rendered: string[] = [];
  const Row = ({ clientId }: { readonly clientId: string }) => {
    rendered.push(clientId);
    return <p>{usePresenceState(clientId, undefined).kind}</p>;
  };
  const rows = ["device_1", "device_2", "device_3"].map((clientId) => <Row key={clientId} clientId={clientId} />);
  const { broker, text } = await show(rows);
  rendered.length = 0;
  act(() => broker.says("$aws/events/presence/connected/device_2", connected({ clientId: "device_2" })));
  expect(rendered).toEqual(["device_2"]);
  expect(text()).toBe("unknownconnectedunknown");
});

test("a disconnect is confirmed by itself after five seconds", async () => {
  const { broker, clock, text } = await show(<PresenceOfOne />);
  act(() => broker.says("$aws/events/presence/disconnected/device_1", disconnected()));
  expect(text()).toBe("dropping");
  act(() => clock.advance(4999));
  expect(text()).toBe("dropping");
  act(() => clock.advance(1));
  expect(text()).toBe("disconnected");
});

test("our own connection lost, nobody is believed to be anything", async () => {
  const { broker, text } = await show(<PresenceOfOne />);
  act(() => broker.says("$aws/events/presence/connected/device_1", connected()));
  expect(text()).toBe("connected");
  act(() => broker.drops());
  expect(text()).toBe("unknown");
});

test("more than fifty messages in a second are a storm, until a second with fewer", async () => {
  const { broker, clock, text } = await show(<Weather />);
  const tell = (count: number) => {
    for (let said = 0; said < count; said += 1) {
      broker.says("$aws/events/presence/connected/device_1", connected());
    }
  };
  act(() => tell(50));
  act(() => clock.advance(1000));
  expect(text()).toBe("calm");
  act(() => tell(51));
  act(() => clock.advance(1000));
  expect(text()).toBe("storm");
  act(() => clock.advance(1000));
  expect(text()).toBe("calm");
});

test("a shadow is watched as long as somebody looks at it", async () => {
  const { broker, clock, text, unmount } = await show(<ShadowOfOne />);
  expect(text()).toBe("missing");
  act(() => broker.setShadow("device_1", { reported: { power: "ON" } }));
  expect(text()).toBe("current");
  expect(broker.filters.length).toBeGreaterThan(2);
  unmount();
  clock.advance(5000);
  expect(broker.filters).toHaveLength(2);
});
