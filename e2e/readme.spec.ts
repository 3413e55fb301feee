import { readFileSync, statSync } from "node:fs";

import type { Page, TestInfo } from "@playwright/test";

import type { DropReason, Fleet } from "#devices/index.ts";

import { expectLive } from "./connection-panel.ts";
import { card, rowOf, rows } from "./fleet-screen.ts";
import { button, press } from "./hands.ts";
import { minutes, movableClock } from "./movable-clock.ts";
import { openWorld } from "./open-world.ts";
import { enter, hanako } from "./people.ts";
import { begin, editor, progress, reported, shadow, typed } from "./thing-screen.ts";
import { test as base, expect } from "./world.ts";

const opened = "device_kyoto_001";

/** Who came and who went, in minutes before the picture is taken. */
const arrivals = [
  { ago: 214, come: ["device_kanazawa_001", "device_matsue_001", "device_osaka_001", "device_sapporo_001"] },
  { ago: 96, come: ["device_hakodate_001", "device_kyoto_002", "device_stubborn_kobe_001", "device_tokyo_001"] },
  { ago: 41, come: [opened, "device_fukuoka_001", "device_nagano_001"], goes: "device_matsue_001" },
  { ago: 8, come: ["device_naha_001", "device_refused_otsu_001"], goes: "device_fukuoka_001" },
] as const;
const names = arrivals.flatMap(({ come }): readonly string[] => come);

/** A world as it looks in the course of a morning. */
const test = base.extend<{ readonly morning: Morning }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from its first parameter
  morning: async ({}, use) => {
    const clock = movableClock(-minutes(arrivals[0].ago));
    await using world = await openWorld({ names: [], clock });
    const devices = new Map<string, Fleet>();
    let before: number = arrivals[0].ago;
    for (const { ago, come, ...leave } of arrivals) {
      clock.move(minutes(before - ago));
      before = ago;
      if ("goes" in leave) await devices.get(leave.goes)?.drop(leave.goes, "CONNECTION_LOST");
      const fleet = await world.addDevices({ clock, names: come, delayMs: [1000, 1400] });
      for (const name of come) devices.set(name, fleet);
      for (const name of come) if (fleet.isConnected(name)) fleet.press(name, { power: "ON" });
    }
    clock.move(minutes(before));
    const desired = { display: { brightness: 40, unit: "C" }, fan: "auto", mode: "cool", power: "ON" };
    await world.admin.updateShadow(opened, { desired });
    await world.admin.updateShadow("device_stubborn_kobe_001", { desired: { power: "STANDBY" } });
    await use({ url: world.url, drop: async (name, reason) => devices.get(name)?.drop(name, reason) });
  },
});

interface Morning {
  readonly url: string;
  drop(name: string, reason: DropReason): Promise<void>;
}

/** Writes the picture that the README shows, where SCREENSHOTS is set. */
async function picture(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  const path = process.env["SCREENSHOTS"] ? `docs/images/${name}.png` : testInfo.outputPath(`${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  expect(readFileSync(path).subarray(1, 4).toString()).toBe("PNG");
  expect(statSync(path).size, "bytes of the picture").toBeLessThan(300_000);
}

test("the pictures of the README show the console as it is", async ({ page, morning, hasTouch }, testInfo) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(morning.url);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(button(page, "Fill in the name and the password of ichiro")).toBeVisible();
  if (!hasTouch) await picture(page, "sign-in", testInfo);

  await enter(page, hanako);
  await expectLive(page);
  await expect(rows(page)).toHaveCount(names.length);
  await expect(rowOf(page, "device_matsue_001")).toContainText("Disconnected");
  await expect(rowOf(page, "device_stubborn_kobe_001")).toContainText("asked STANDBY");
  await expect(card(page, "Show only not as asked: 1")).toBeVisible();

  await expect(rowOf(page, "device_fukuoka_001")).toContainText(/8 min .*connection lost/);

  await press(rowOf(page, opened));
  await expect(reported(page, "power")).toContainText(/ON.*as asked/);
  await begin(page, "display.brightness");
  await typed(page, "display.brightness").fill("70");
  await press(button(editor(page, "display.brightness"), "Apply"));
  await expect(progress(page, "display.brightness")).toContainText("The device obeyed");
  if (hasTouch) {
    await begin(page, "display.unit");
    await typed(page, "display.unit").fill("F");
    await shadow(page).evaluate((section) => section.scrollIntoView());
    await picture(page, "tablet", testInfo);
    return;
  }
  await page.getByRole("heading", { name: opened }).evaluate((heading) => heading.scrollIntoView({ block: "end" }));
  await morning.drop("device_nagano_001", "CLIENT_ERROR");
  await expect(rowOf(page, "device_nagano_001")).toContainText("Dropping");
  await expect(rowOf(page, "device_nagano_001")).toContainText("protocol error");
  await page.mouse.move(0, 0);
  await picture(page, "fleet", testInfo);
});
