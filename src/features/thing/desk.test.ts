import { assert, property, string } from "fast-check";
import { expect, test, vi } from "vitest";

import { thingName } from "#domain/thing.ts";

import { openDesk } from "./desk.ts";
import { draftOf } from "./draft.ts";

const device = thingName("device_1");
const draft = draftOf("ON", undefined);

function storage(kept = new Map<string, string>()) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test("a draft lies on the desk until it is taken away", () => {
  const desk = openDesk(storage());
  const heard = vi.fn<() => void>();
  desk.subscribe(heard);
  desk.put(device, "power", draft);
  expect(desk.draftsOf(device).get("power")).toEqual(draft);
  desk.put(device, "power", undefined);
  expect(desk.draftsOf(device).size).toBe(0);
  expect(heard).toHaveBeenCalledTimes(2);
});

test("whatever stands in the storage, the desk opens", () => {
  assert(
    property(string(), (text) => {
      expect(openDesk(storage(new Map([["yagura.drafts", text]]))).draftsOf(device).size).toBe(0);
    }),
  );
  const odd = '{"device_1":{"power":{"control":"json","text":"1","began":"{"}},"__proto__":{"x":1}}';
  expect(openDesk(storage(new Map([["yagura.drafts", odd]]))).draftsOf(device).size).toBe(0);
});

test("a browser that keeps nothing for us does not stand in the way", () => {
  const full = {
    ...storage(),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  const desk = openDesk(full);
  desk.put(device, "power", draft);
  expect(desk.draftsOf(device).get("power")).toEqual(draft);
});
