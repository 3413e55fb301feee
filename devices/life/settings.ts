import { isObject, type Json, type JsonObject, ownAt } from "./json.ts";
import { pick, type Random } from "./random.ts";

/** What an operator can ask of a device, each by its path in the shadow, and which values the device can take. */
const accepts = {
  power: oneOf("ON", "OFF"),
  mode: oneOf("auto", "cool", "heat", "dry"),
  fan: oneOf("auto", "low", "medium", "high"),
  targetTemperature: isTemperature,
  "display.brightness": (value: Json) => Number.isInteger(value) && isWithin(value, 0, 100),
  "display.unit": oneOf("C", "F"),
  schedule: (value: Json) => Array.isArray(value) && value.length <= 8 && value.every(isScheduleEntry),
};

export type SettingPath = keyof typeof accepts;
export type Settings = Readonly<Record<SettingPath, Json>>;

export const settingPaths: readonly SettingPath[] = Object.keys(accepts).filter(isSettingPath);

function isSettingPath(path: string): path is SettingPath {
  return Object.hasOwn(accepts, path);
}

/**
 * What `delta`, the state of an `update/delta` message, asks that this device can do. A setting it does not have and a
 * value it cannot take stay in the delta, as they do with a real device.
 */
export function readWishes(delta: Json | undefined): ReadonlyMap<SettingPath, Json> {
  const wishes = new Map<SettingPath, Json>();
  for (const path of settingPaths) {
    let value = delta;
    for (const name of path.split(".")) value = ownAt(value, name);
    if (value !== undefined && accepts[path](value)) wishes.set(path, value);
  }
  return wishes;
}

/** Settings as they stand in a shadow's `reported`. */
export function settingsDocument(settings: Settings): JsonObject {
  const document: Record<string, Json> = {};
  for (const path of settingPaths) {
    const [group = path, name] = path.split(".");
    const members = document[group];
    document[group] =
      name === undefined ? settings[path] : { ...(isObject(members) ? members : {}), [name]: settings[path] };
  }
  return document;
}

/** How a device leaves the shop. */
export function firstSettings(random: Random): Settings {
  const target = 20 + Math.floor(random() * 13) / 2;
  return {
    power: random() < 0.8 ? "ON" : "OFF",
    mode: pick(["auto", "cool", "heat"], random),
    fan: pick(["auto", "low", "medium", "high"], random),
    targetTemperature: target,
    "display.brightness": 10 * Math.floor(random() * 11),
    "display.unit": "C",
    schedule: [
      { at: "07:00", targetTemperature: target },
      { at: "22:30", targetTemperature: target - 3 },
    ],
  };
}

function oneOf(...choices: readonly string[]) {
  return (value: Json): boolean => typeof value === "string" && choices.includes(value);
}

function isWithin(value: Json | undefined, least: number, most: number): boolean {
  return typeof value === "number" && value >= least && value <= most;
}

function isTemperature(value: Json | undefined): boolean {
  return isWithin(value, 5, 35);
}

function isScheduleEntry(value: Json): boolean {
  const at = ownAt(value, "at");
  return (
    isObject(value) &&
    Object.keys(value).length === 2 &&
    typeof at === "string" &&
    /^([01]\d|2[0-3]):[0-5]\d$/.test(at) &&
    isTemperature(ownAt(value, "targetTemperature"))
  );
}
