import { expect, test } from "vitest";

import type { JsonObject } from "./json.ts";
import { progressAfter, type ShadowChange } from "./shadow-change.ts";
import type { Shadow } from "./shadow.ts";
import { thingName } from "./thing.ts";
import { Trouble } from "./trouble.ts";

const change = (desired: JsonObject, progress: ShadowChange["progress"]): ShadowChange => ({
  clientToken: "t",
  thingName: thingName("device_1"),
  desired,
  askedAt: 100,
  progress,
});
const accepted = { kind: "accepted", version: 5, at: 101 } as const;
const heard = (desired: JsonObject, reported: JsonObject, version = 5): Shadow => ({
  desired,
  reported,
  version,
  metadata: { desired: {}, reported: {} },
  heardAt: 200,
});
const unanswered = { kind: "unanswered", trouble: new Trouble("no-answer"), at: 150 } as const;

test("an accepted change is obeyed when the device reports every value of it", () => {
  const asked = change({ power: "ON", fan: { speed: 3 } }, accepted);
  const desired = { power: "ON", fan: { speed: 3, mode: "auto" } };
  expect(progressAfter(asked, heard(desired, { power: "ON" })).kind).toBe("accepted");
  expect(progressAfter(asked, heard(desired, { power: "ON", fan: { speed: 3 } })).kind).toBe("obeyed");
});

test("it is obeyed as well when the device clears what it has done", () => {
  expect(progressAfter(change({ power: "ON" }, accepted), heard({}, { power: "ON" }, 6)).kind).toBe("obeyed");
});

test("it is overtaken when somebody desires something else before the device obeyed", () => {
  expect(progressAfter(change({ power: "ON" }, accepted), heard({ power: "OFF" }, {}, 6)).kind).toBe("overtaken");
});

test("it is overtaken as well after it was obeyed, but not by what the device does later", () => {
  const obeyed = change({ power: "ON" }, { kind: "obeyed", version: 5, at: 102 });
  expect(progressAfter(obeyed, heard({ power: "OFF" }, { power: "ON" }, 7)).kind).toBe("overtaken");
  expect(progressAfter(obeyed, heard({ power: "ON" }, { power: "OFF" }, 7)).kind).toBe("obeyed");
  expect(progressAfter(obeyed, heard({}, { power: "OFF" }, 7)).kind).toBe("obeyed");
  const deleted = change({ power: null }, { kind: "obeyed", version: 5, at: 102 });
  expect(progressAfter(deleted, heard({ power: "OFF" }, {}, 7)).kind).toBe("overtaken");
});

test("what somebody else desires counts more than that the device obeyed before", () => {
  const asked = change({ power: "ON" }, accepted);
  expect(progressAfter(asked, heard({ power: "OFF" }, { power: "ON" }, 7)).kind).toBe("overtaken");
});

test("an older shadow says nothing about it", () => {
  expect(progressAfter(change({ power: "ON" }, accepted), heard({ power: "OFF" }, {}, 4))).toBe(accepted);
});

test("a deleted field is obeyed as soon as it is no longer desired", () => {
  expect(progressAfter(change({ power: null }, accepted), heard({}, { power: "ON" })).kind).toBe("obeyed");
});

test("a change that nobody answered is found in the shadow, or stays unanswered", () => {
  const asked = change({ power: "ON" }, unanswered);
  expect(progressAfter(asked, heard({ power: "ON" }, {}, 9))).toEqual({ kind: "accepted", version: 9, at: 200 });
  expect(progressAfter(asked, heard({ power: "ON" }, { power: "ON" }, 9)).kind).toBe("obeyed");
  expect(progressAfter(asked, heard({ power: "OFF" }, {}, 9))).toBe(unanswered);
});

test("a shadow that was asked for after the silence and lacks the change settles it, until it turns up after all", () => {
  const asked = change({ power: "ON" }, unanswered);
  expect(progressAfter(asked, heard({ power: "OFF" }, {}, 9), 149)).toBe(unanswered);
  const settled = progressAfter(asked, heard({ power: "OFF" }, {}, 9), 150);
  expect(settled).toEqual({ kind: "not-taken", at: 200 });
  expect(progressAfter(change({ power: "ON" }, settled), heard({ power: "ON" }, {}, 10)).kind).toBe("accepted");
});
