import { type Json, sameJson } from "./json.ts";
import type { Life, Moment } from "./life.ts";
import { draw } from "./random.ts";
import { readWishes, type Settings } from "./settings.ts";

/** Takes in what is desired and not reported; it is done after the device's own delay. */
export function hearDelta(life: Life, delta: Json | undefined, version: number, { now, random }: Moment): Life {
  // Messages may come out of order; an older one would bring back what is no longer asked.
  if (version < life.version) return life;
  const { obeys } = life.temper;
  if (!obeys) return { ...life, version };
  const wishes = new Map<keyof Settings, { readonly value: Json; readonly at: number }>();
  // A delta names everything that differs, so what it leaves out is not asked any more.
  for (const [path, value] of readWishes(delta)) {
    if (sameJson(value, life.settings[path])) continue;
    const known = life.wishes.get(path);
    wishes.set(path, known && sameJson(known.value, value) ? known : { value, at: now + draw(obeys, random) });
  }
  return { ...life, wishes, version };
}

/** The device with every wish done whose time has come. */
export function fulfil(life: Life, now: number): Life {
  const due = [...life.wishes].filter(([, wish]) => wish.at <= now);
  if (due.length === 0) return life;
  const settings = { ...life.settings };
  const wishes = new Map(life.wishes);
  for (const [path, wish] of due) {
    settings[path] = wish.value;
    wishes.delete(path);
  }
  return { ...life, settings, wishes };
}
