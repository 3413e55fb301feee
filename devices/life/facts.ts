import type { JsonObject } from "./json.ts";
import { draw, type Random } from "./random.ts";
import type { Settings } from "./settings.ts";

/** What a device measures, and nobody can ask of it. */
export interface Facts {
  readonly firmware: string;
  /** Degrees Celsius. */
  readonly temperature: number;
  /** Where the temperature goes while nothing heats or cools; the device does not report it. */
  readonly outside: number;
  readonly batteryPercent: number;
  readonly charging: boolean;
}

const roomFollowsMs = 10 * 60_000;
const batteryLastsMs = 3 * 3_600_000;
const batteryFillsMs = 20 * 60_000;

export function firstFacts(firmware: string, random: Random): Facts {
  const outside = draw([8, 31], random);
  return {
    firmware,
    temperature: outside,
    outside,
    batteryPercent: draw([20, 100], random),
    charging: random() < 0.2,
  };
}

/** The facts `elapsedMs` later. */
export function passTime(facts: Facts, settings: Settings, elapsedMs: number, random: Random): Facts {
  const target = settings.targetTemperature;
  const goal = settings.power === "ON" && typeof target === "number" ? target : facts.outside;
  const nearer = 1 - Math.exp(-elapsedMs / roomFollowsMs);
  const temperature = facts.temperature + (goal - facts.temperature) * nearer + draw([-0.1, 0.1], random);
  const change = 100 * (facts.charging ? elapsedMs / batteryFillsMs : -elapsedMs / batteryLastsMs);
  const batteryPercent = Math.min(100, Math.max(0, facts.batteryPercent + change));
  const charging = facts.charging ? batteryPercent < 100 : batteryPercent < 15;
  return { ...facts, temperature, batteryPercent, charging };
}

/** Facts as they stand in a shadow's `reported`, rounded as an instrument shows them. */
export function factsDocument(facts: Facts): JsonObject {
  return {
    firmware: facts.firmware,
    temperature: Math.round(facts.temperature * 10) / 10,
    batteryPercent: Math.round(facts.batteryPercent),
    charging: facts.charging,
  };
}
