import { act, fireEvent, screen, within } from "@testing-library/react";
import type { ComponentProps } from "react";

import { type Desk, openDesk } from "#features/thing/desk.ts";
import { openPresenceHistory } from "#features/thing/presence-history.ts";
import { ThingScreen } from "#features/thing/ThingScreen.tsx";

import { quiet, renderConsole } from "./renderConsole.tsx";
import { thing } from "./things.ts";

const operator = { username: "hanako", groups: ["operator"] };

interface Wish extends Partial<ComponentProps<typeof ThingScreen>> {
  readonly desk?: Desk;
}

/** One thing, `device_1`, in front of a fake broker that knows its shadow. */
export async function show(wish: Wish = {}, shadow = true) {
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

export function memory(kept = new Map<string, string>()) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

export function field(...path: readonly string[]): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-field='${JSON.stringify(path)}']`);
  if (!found) throw new Error(`No field ${path.join(".")} is shown.`);
  return found;
}

export const press = (element: HTMLElement) =>
  act(async () => {
    fireEvent.click(element);
    await quiet();
  });
export const pressKey = (element: Element | null, key: string, more = {}) =>
  act(async () => {
    fireEvent.keyDown(element ?? document.body, { key, ...more });
    await quiet();
  });
export const edit = (...path: readonly string[]) =>
  press(within(field(...path)).getByRole("button", { name: /^(Change|Ask for)/ }));
export const apply = () => press(screen.getByRole("button", { name: "Apply" }));
export const undo = (to: string) => screen.queryByRole("button", { name: `Undo: back to ${to}` });
export const editor = () => within(screen.getByRole("form"));

export const lastUpdate = ({ broker }: Awaited<ReturnType<typeof show>>) =>
  broker.published.findLast(({ topic }) => topic.endsWith("/shadow/update"))?.document["state"];
