import type { Locator, Page } from "@playwright/test";

import { expectLive } from "./connection-panel.ts";
import { rowOf, rows, searchField } from "./fleet-screen.ts";
import { button } from "./hands.ts";
import { hanako } from "./people.ts";
import { desired, editor, progress, reported } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

/** Goes on with the tab key until `target` has the focus, and shows that it has. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  for (let pressed = 0; pressed < 40 && !(await isFocused()); pressed += 1) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
  // A field is framed as a whole, with what stands inside its box.
  const outlines = await target.evaluate((element) =>
    [element, element.parentElement ?? element]
      .map((one) => getComputedStyle(one))
      .flatMap(({ outlineStyle, outlineWidth }) => (outlineStyle === "none" ? [] : Number.parseFloat(outlineWidth))),
  );
  expect(Math.max(0, ...outlines), "the frame around what has the focus, in pixels").toBeGreaterThanOrEqual(2);
}

test("without a pointer I sign in, find a device, switch it and take it back", async ({ page, world }) => {
  const devices = await world.addDevices({ count: 2 });
  const [first = "", name = ""] = devices.names;
  devices.press(name, { power: "ON" });
  await world.admin.updateShadow(name, { desired: { power: "ON" } });
  const { keyboard } = page;

  await page.goto("/");
  await tabTo(page, page.getByLabel("User name"));
  await keyboard.type(hanako.username);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await keyboard.type(hanako.password);
  await keyboard.press("Enter");
  await expectLive(page);

  await keyboard.press("/");
  await expect(searchField(page)).toBeFocused();
  await keyboard.type(first.slice(0, -3));
  await expect(rows(page)).toHaveCount(2);
  await tabTo(page, rowOf(page, first));
  await keyboard.press("ArrowDown");
  await expect(rowOf(page, name)).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name })).toBeFocused();
  await expect(reported(page, "power")).toContainText(/ON.*as asked/);

  await keyboard.press("e");
  await expect(editor(page, "power").getByRole("radio", { name: "OFF" })).toBeFocused();
  await keyboard.press("ArrowLeft");
  await expect(editor(page, "power").getByRole("radio", { name: "ON" })).toBeChecked();
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await expect(reported(page, "power")).toContainText(/OFF.*as asked/);
  await expect(desired(page, "power")).toBeFocused();
  await tabTo(page, button(progress(page, "power"), "Undo: back to ON"));
  await keyboard.press("Enter");
  await expect(reported(page, "power")).toContainText(/ON.*as asked/);
  expect(devices.reported(name)["power"]).toBe("ON");

  await tabTo(page, desired(page, "targetTemperature"));
  await keyboard.press("Enter");
  await expect(editor(page, "targetTemperature").getByRole("textbox")).toBeFocused();
  await keyboard.press("Escape");
  await expect(editor(page, "targetTemperature")).toHaveCount(0);
  await expect(desired(page, "targetTemperature")).toBeFocused();
  await keyboard.press("Escape");
  await expect(page.getByRole("heading", { name })).toHaveCount(0);
  await expect(rowOf(page, name)).toBeFocused();
});

test("I go through the list by its keys", async ({ page, world }) => {
  await page.goto("/");
  await page.getByLabel("User name").fill(hanako.username);
  await page.getByLabel("Password", { exact: true }).fill(hanako.password);
  await page.keyboard.press("Enter");
  await expectLive(page);
  await tabTo(page, page.getByRole("link", { name: "Skip to the content" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  const { names } = world.fleet;
  const [first = "", second = ""] = names;
  const last = names.at(-1) ?? "";
  await tabTo(page, rowOf(page, first));
  for (const [key, name] of [
    ["ArrowDown", second],
    ["ArrowUp", first],
    ["ArrowUp", first],
    ["End", last],
    ["ArrowDown", last],
    ["Home", first],
    ["PageDown", last],
    ["PageUp", first],
  ] as const) {
    await page.keyboard.press(key);
    await expect(rowOf(page, name)).toBeFocused();
  }
});

test("settings and the connection open and close by keys, and give the focus back", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("User name").fill(hanako.username);
  await page.getByLabel("Password", { exact: true }).fill(hanako.password);
  await page.keyboard.press("Enter");
  await expectLive(page);
  for (const name of [/^Connection to AWS IoT/, "hanako: operator and settings"]) {
    const opener = page.getByRole("button", { name });
    await tabTo(page, opener);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await tabTo(page, button(page, "Sign out"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});
