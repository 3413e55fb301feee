import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { Trouble, type TroubleCode } from "#domain/trouble.ts";

import { en } from "./en.ts";
import { entry } from "./entry.ts";
import { openFormats } from "./formats.ts";
import { sayHelp } from "./say-help.ts";
import { sayReason } from "./say-reason.ts";
import { sayTrouble } from "./say-trouble.ts";

// oxlint-disable-next-line no-unsafe-type-assertion -- the compiler has counted them: troubles has every code
const codes = Object.keys(en.troubles) as TroubleCode[];

test.each(codes)("%s says what happened and what to do next, whatever facts there are", (code) => {
  const { what, tip } = sayHelp(en, new Trouble(code));
  expect(what).toMatch(/^[A-Z].*\.$/s);
  expect(tip).toMatch(/^[A-Z].*[.:]$/s);
  expect(`${what} ${tip}`).not.toMatch(/undefined|NaN|\[object/);
});

test("a trouble that is not expected before signing in keeps its code", () => {
  expect(sayTrouble(entry, new Trouble("shadow-missing")).detail).toBe("shadow-missing");
});

test("a refused connection names the identity and the command that helps", () => {
  const { what, command } = sayHelp(en, new Trouble("connect-not-authorized", { identityId: "eu-west-1:abc" }));
  expect(what).toContain("eu-west-1:abc");
  expect(command?.text).toContain("aws iot attach-policy");
  expect(command?.text).toContain("--target eu-west-1:abc");
});

const clockSaid = (offsetSeconds: number) => sayTrouble(en, new Trouble("clock-wrong", { offsetSeconds })).what;

test("a clock says how far it is off, and to which side", () => {
  expect(clockSaid(601)).toBe("This device's clock is 11 minutes ahead.");
  expect(clockSaid(-3600)).toBe("This device's clock is 60 minutes behind.");
  expect(clockSaid(0)).toBe("This device's clock is wrong.");
});

test("every documented reason has words; any other is said as it came", () => {
  expect(sayReason(en, "MQTT_KEEP_ALIVE_TIMEOUT").short).toBe("keep-alive timeout");
  expect(sayReason(en, "__proto__")).toEqual({ short: "__proto__", meaning: undefined });
  expect(sayReason(en, "constructor").meaning).toBeUndefined();
  expect(sayReason(en, undefined).short).toBe("no reason given");
});

const noon = Date.UTC(2026, 10, 21, 12, 0, 5, 123);

test.each([
  [0, "0 sec"],
  [999, "0 sec"],
  [59_999, "59 sec"],
  [60_000, "1 min"],
  [3_723_000, "1 hr 2 min"],
  [90_000_000, "1 day 1 hr"],
  [-5, "0 sec"],
])("%d ms are %s", (ms, said) => {
  expect(openFormats("en", "utc").duration(ms)).toBe(said);
});

test("times are in the operator's zone, with the day where it is another one", () => {
  const { clock, exact, log, relative } = openFormats("en", "utc");
  expect(clock(noon, noon + 60_000)).toBe("12:00");
  expect(clock(noon - 86_400_000, noon)).toBe("Nov 20 12:00");
  expect(exact(noon)).toMatch(/Nov 21, 2026.*12:00:05.*GMT\+0/);
  expect(log(noon)).toBe("12:00:05.123");
  expect(relative(noon, noon - 500)).toBe("now");
  expect(relative(noon, noon + 125_000)).toBe("2 minutes ago");
});

test("a time that is none does not throw", () => {
  const { clock, duration, exact, log, relative } = openFormats("en", "utc");
  for (const at of [Number.NaN, 1e300, -1e300, Infinity]) {
    expect([clock(at, noon), exact(at), log(at), relative(at, noon)]).toEqual(["—", "—", "—", "—"]);
    expect(typeof duration(noon - at)).toBe("string");
  }
});

test("another language formats by itself", () => {
  const { duration, relative } = openFormats("ja", "utc");
  expect(duration(3_723_000)).toBe("1 時間2 分");
  expect(relative(noon, noon + 125_000)).toBe("2 分前");
});

const rooms = ["ui", "features/fleet", "features/sign-in", "features/thing", "app", "app/console"];
const screens = rooms.flatMap((room) => {
  const folder = new URL(`../${room}/`, import.meta.url);
  return readdirSync(folder).flatMap((file) => {
    const isScreen = file.endsWith(".tsx") && !file.endsWith(".test.tsx");
    return isScreen ? [[`${room}/${file}`, readFileSync(new URL(file, folder), "utf8")] as const] : [];
  });
});

test.each(screens)("%s holds no words of its own", (_, source) => {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  // Text between tags, and what is read out or drawn from an attribute.
  const between = [...code.matchAll(/(?<!=)>\s*([^<>{}=;()[\]?,]*[A-Za-z]{2}[^<>{}=;()[\]?]*?)\s*<(?=[A-Za-z/])/g)].map(
    ([, text]) => text,
  );
  const attributes = [
    ...code.matchAll(/\s(?:label|title|alt|placeholder|aria-label|hint|what|tip|text)="([^"]+)"/g),
  ].map(([, text]) => text);
  expect([...between, ...attributes]).toEqual([]);
});
