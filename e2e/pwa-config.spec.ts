import type { Page } from "@playwright/test";

import { pill, expectLive } from "./connection-panel.ts";
import { openDetour, openGateway } from "./gateway.ts";
import { button, press } from "./hands.ts";
import { enter, hanako } from "./people.ts";
import { expect, test } from "./world.ts";

test.use({ serviceWorkers: "allow" });

/** Opens the console twice: the second page comes from the copy that the first has installed. */
async function openInstalled(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

test("config.json moves to other hosts: an installed console may speak to them from the next page on", async ({
  page,
  world,
}) => {
  const { aws } = world.aws.outputs.endpoints;
  await using detour = await openDetour(aws);
  await openInstalled(page, world.url);
  world.configure((config) => JSON.parse(JSON.stringify(config).replaceAll(new URL(aws).host, detour.host)));
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.reload();
  await enter(page, hanako);
  await expectLive(page);
  expect([...hosts].toSorted()).toEqual([detour.host, new URL(world.url).host].toSorted());
  await page.close();
});

test("without a network the page stands under the hosts that it had last", async ({ page, context, world, watch }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  const { aws } = world.aws.outputs.endpoints;
  await using detour = await openDetour(aws);
  await openInstalled(page, world.url);
  world.configure((config) => JSON.parse(JSON.stringify(config).replaceAll(new URL(aws).host, detour.host)));
  await page.reload();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await context.setOffline(false);
  await enter(page, hanako);
  await expectLive(page);
  await page.close();
});

test("the page of a hotel, or a host in trouble, does not take the place of the console or of its settings", async ({
  page,
  world,
  watch,
}) => {
  watch.allow(/status of 503/, /unsupported MIME type|ServiceWorker/);
  await using gateway = await openGateway(world.url);
  await openInstalled(page, gateway.url);
  for (const manners of ["hotel", "broken", "hotel"] as const) {
    gateway.manners = manners;
    await page.reload();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
  await enter(page, hanako);
  await expect(pill(page)).toContainText("Live");
});

test("a window is told that another one has started a new version", async ({ page, context, world }) => {
  await using gateway = await openGateway(world.url);
  await openInstalled(page, gateway.url);
  const other = await context.newPage();
  await other.goto(gateway.url);
  gateway.publishBuild();
  await other.reload();
  await press(button(other, "Start the new version"));
  await expect(page.getByText("A new version was started in another window.")).toBeVisible();
  await press(button(page, "Start the new version"));
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText("A new version")).toHaveCount(0);
});
