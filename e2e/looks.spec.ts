import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe.ts";
import { expectLive, openPanel, pill } from "./connection-panel.ts";
import { rowOf, rows, searchField } from "./fleet-screen.ts";
import { button, press } from "./hands.ts";
import { expectNoSideways, expectTargets } from "./layout.ts";
import { enter, hanako, signInLive } from "./people.ts";
import { begin, desired, editor, field, presenceOf, progress, reported, typed } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

test("on a telephone of 320 pixels I sign in, find a thing and switch it, and never scroll sideways", async ({
  page,
  world,
}) => {
  const devices = await world.addDevices({});
  const [name = ""] = devices.names;
  devices.press(name, { power: "ON" });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);
  await enter(page, hanako);
  await expectLive(page);
  await expect(rowOf(page, name)).toContainText("Connected");
  await expectNoSideways(page);
  await expectAccessible(page);
  await openPanel(page);
  await expectNoSideways(page);
  await expectAccessible(page);
  await press(pill(page));

  await searchField(page).fill(name);
  await expect(rows(page)).toHaveCount(1);
  await press(rowOf(page, name));
  await expect(reported(page, "power")).toContainText("ON");
  await expectNoSideways(page);
  await begin(page, "schedule");
  await expectNoSideways(page);
  await expectAccessible(page);
  await press(button(editor(page, "schedule"), "Cancel"));
  await begin(page, "power");
  await expectNoSideways(page);
  await press(button(editor(page, "power"), "Apply"));
  await expect(progress(page, "power")).toContainText("The device obeyed");
  // The bar at the top stays: only what is below it scrolls.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
  await expect(reported(page, "power")).toContainText(/OFF.*as asked/);
  await expectNoSideways(page);
  await press(button(page, "Fleet"));
  await expect(rows(page)).toHaveCount(1);
});

test("letters twice as large, and a wall of 4K: nothing is cut off", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  await begin(page, "targetTemperature");
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await expect(typed(page, "targetTemperature")).toBeVisible();
  await expectNoSideways(page);
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.setViewportSize({ width: 3840, height: 2160 });
  await expect(rowOf(page, name)).toBeVisible();
  await expect(field(page, "power")).toBeVisible();
  await expectNoSideways(page);
});

test("everything that I press is large enough, for a finger where I have one", async ({ page, world, hasTouch }) => {
  // https://www.w3.org/TR/WCAG22/#target-size-minimum for a pointer, #target-size-enhanced for a finger
  const least = hasTouch ? 44 : 24;
  const [name = ""] = (await world.addDevices({})).names;
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectTargets(page, least);
  await enter(page, hanako);
  await expectLive(page);
  await expect(rowOf(page, name)).toBeVisible();
  await expectTargets(page, least);
  await press(button(page, "hanako: operator and settings"));
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectTargets(page, least);
  await page.keyboard.press("Escape");
  await press(rowOf(page, name));
  await begin(page, "targetTemperature");
  await press(button(page, "Ask for another field"));
  await expectTargets(page, least);
});

/** How bright the page is, from 0 to 1. */
function brightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) return Number.NaN;
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3 / 255;
  });
}

test("it is light or dark as the device is, until I choose; and stays as I chose", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  await expect.poll(() => brightness(page)).toBeLessThan(0.3);
  await enter(page, hanako);
  await expectLive(page);
  await expect.poll(() => brightness(page)).toBeLessThan(0.3);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => brightness(page)).toBeGreaterThan(0.8);

  await press(button(page, "hanako: operator and settings"));
  await press(page.getByRole("radio", { name: "Dark" }));
  await expect.poll(() => brightness(page)).toBeLessThan(0.3);
  await page.reload();
  await expectLive(page);
  await expect.poll(() => brightness(page)).toBeLessThan(0.3);
});

test("I choose UTC, and every time follows", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  const exact = presenceOf(page).getByRole("button");
  await press(exact);
  await expect(exact).toHaveText(/GMT\+9$/);
  await press(button(page, "hanako: operator and settings"));
  await press(page.getByRole("radio", { name: "UTC" }));
  await page.keyboard.press("Escape");
  await expect(exact).toHaveText(/GMT\+0$/);
  await expect(desired(page, "power")).toBeVisible();
});
