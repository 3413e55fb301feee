import { pick, seededRandom } from "./random.ts";

/** What a device is known for; its name says it. */
export type Habit = "steady" | "stubborn" | "flapping" | "refused" | "slow";

const places = [
  ..."sapporo hakodate aomori sendai niigata kanazawa nagano tokyo yokohama nagoya".split(" "),
  ..."otsu kyoto nara osaka kobe okayama hiroshima matsuyama fukuoka kumamoto naha".split(" "),
];
const models = ["YC-200", "YC-210", "YC-300"];
const firmwares = ["2.3.0", "2.4.1", "2.5.0"];

/** Every fleet of ten or more has one of each, and one more of each for every two hundred. */
const misbehavesAt: ReadonlyMap<number, Habit> = new Map([
  [3, "stubborn"],
  [5, "flapping"],
  [7, "refused"],
  [9, "slow"],
]);
const smallestMixed = 10;

/** The same count and seed give the same names; a larger fleet has those of every smaller one down to ten. */
export function deviceNames(count: number, seed: string): readonly string[] {
  const random = seededRandom(`${seed}/names`);
  const soFar = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const place = pick(places, random);
    const number = (soFar.get(place) ?? 0) + 1;
    soFar.set(place, number);
    const habit = count < smallestMixed ? undefined : misbehavesAt.get(index % 200);
    return ["device", habit, place, String(number).padStart(3, "0")].filter((part) => part !== undefined).join("_");
  });
}

export function habitOf(name: string): Habit {
  const said = /^device_([a-z]+)_/.exec(name)?.[1];
  return [...misbehavesAt.values()].find((habit) => habit === said) ?? "steady";
}

/** The attributes of a device in the registry. */
export interface Origin {
  readonly site: string;
  readonly model: string;
  readonly firmware: string;
}

export function originOf(name: string, seed: string): Origin {
  const random = seededRandom(`${seed}/${name}/origin`);
  return {
    site: name.split("_").find((part) => places.includes(part)) ?? "elsewhere",
    model: pick(models, random),
    firmware: pick(firmwares, random),
  };
}
