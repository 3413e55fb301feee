import * as fc from "fast-check";

import type { Json, JsonObject } from "./json.ts";
import { type Act, beginLife, dueAt, type Happening, type Life } from "./life.ts";
import { live } from "./live.ts";
import { seededRandom } from "./random.ts";
import { type DropReason, temperOf, usualTemper } from "./temper.ts";

const quiet = { ...usualTemper, churn: 0 };
const start = Date.UTC(2026, 0, 5);

/** A device without a network: what happens to it and when is said by the test. */
export function device(options: { readonly habit?: "steady" | "stubborn" | "flapping"; readonly seed?: string } = {}) {
  const random = seededRandom(options.seed ?? "1");
  let now = start;
  let life: Life = beginLife(temperOf(options.habit ?? "steady", quiet), "2.4.1", { now, random });
  const acts: Act[] = [];
  const happen = (happening: Happening) => {
    const step = live(life, happening, { now, random });
    ({ life } = step);
    acts.push(...step.acts);
    return step.acts;
  };
  return {
    acts,
    happen,
    life: () => life,
    /** Lets time pass until `ms` later, waking the device whenever it wants to be. */
    wait: (ms: number) => {
      const end = now + ms;
      for (let due = dueAt(life); due !== undefined && due <= end; due = dueAt(life)) {
        now = Math.max(now, due);
        happen({ kind: "time" });
      }
      now = end;
    },
    online: () => {
      happen({ kind: "connect" });
      happen({ kind: "connected" });
    },
    reports: () => acts.flatMap((act) => (act.kind === "report" ? [act.state] : [])),
  };
}

export const wish: fc.Arbitrary<JsonObject> = fc.record(
  {
    power: fc.constantFrom("ON", "OFF"),
    mode: fc.constantFrom("auto", "cool", "heat", "dry"),
    fan: fc.constantFrom("auto", "low", "medium", "high"),
    targetTemperature: fc.integer({ min: 5, max: 35 }),
    display: fc.record(
      { brightness: fc.integer({ min: 0, max: 100 }), unit: fc.constantFrom("C", "F") },
      { requiredKeys: [] },
    ),
    schedule: fc.array(
      fc.record({ at: fc.constantFrom("00:00", "23:59"), targetTemperature: fc.integer({ min: 5, max: 35 }) }),
      {
        maxLength: 8,
      },
    ),
  },
  { requiredKeys: [] },
);
const junk = fc.oneof(
  fc.json().map((text): Json => JSON.parse(text)),
  fc
    .record({
      power: fc.jsonValue(),
      targetTemperature: fc.jsonValue(),
      display: fc.jsonValue(),
      schedule: fc.jsonValue(),
    })
    .map((value): Json => JSON.parse(JSON.stringify(value))),
  fc.constant<Json>(JSON.parse('{"__proto__":{"power":"OFF"},"constructor":{"prototype":{"power":"OFF"}}}')),
);
const reasons: readonly DropReason[] = [
  "CLIENT_INITIATED_DISCONNECT",
  "CONNECTION_LOST",
  "CLIENT_ERROR",
  "DUPLICATE_CLIENTID",
  "MQTT_KEEP_ALIVE_TIMEOUT",
];
export const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant("delta" as const), delta: fc.oneof(wish, junk), version: fc.nat({ max: 50 }) }),
  fc.record({ kind: fc.constantFrom("connected", "closed", "refused", "rejected", "connect", "stop") }),
  fc.record({ kind: fc.constant("drop" as const), reason: fc.constantFrom(...reasons) }),
);
