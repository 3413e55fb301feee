import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe.ts";
import { expectLive } from "./connection-panel.ts";
import { button, expectTrouble, press } from "./hands.ts";
import { enter, hanako } from "./people.ts";
import { expect, test } from "./world.ts";

const title = (page: Page) => page.getByRole("heading", { name: "The console is not set up" });

/** The file is corrected, and the page opened again. */
async function openAgain(page: Page): Promise<void> {
  await page.unroute("**/config.json");
  await press(button(page, "Open again"));
  await enter(page, hanako);
  await expectLive(page);
}

test("every field of config.json that is missing or wrong is named, with what is wrong with it", async ({
  page,
  world,
}) => {
  world.configure((config) => ({
    ...config,
    userPoolId: undefined,
    region: "Tokyo",
    endpoints: { ...config.endpoints, iotData: "https://example.com/mqtt" },
    attach: { route: "sometimes" },
  }));
  await page.goto("/");
  await expect(title(page)).toBeVisible();
  await expect(page.getByText("Correct them and open this page again.")).toBeVisible();
  await expect(page.getByRole("listitem")).toHaveText([
    "region must look like ap-northeast-1",
    "userPoolId is missing",
    "endpoints.iotData must be a wss: URL",
    "attach.route must be backend, iot or none",
  ]);
  await expect(page.getByLabel("User name")).toHaveCount(0);
  await expectAccessible(page);
  world.configure((config) => config);
  await openAgain(page);
});

for (const [how, answer, fault] of [
  ["is no JSON", { contentType: "application/json", body: '{ "region": ' }, "config.json is not JSON"],
  ["is a list", { contentType: "application/json", body: "[]" }, "region is missing"],
] as const) {
  test(`config.json ${how}: it is said, and what to do`, async ({ page }) => {
    await page.route("**/config.json", (route) => route.fulfill(answer));
    await page.goto("/things/device_kyoto_001");
    await expect(title(page)).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: fault })).toBeVisible();
    await expectAccessible(page);
    await openAgain(page);
  });
}

for (const [how, answer] of [
  ["is not there", { status: 404, contentType: "text/plain", body: "Not Found" }],
  ["is the page itself, as many a host answers", { contentType: "text/html", body: "<!doctype html>" }],
] as const) {
  test(`config.json ${how}: it is said, and what to do`, async ({ page, watch }) => {
    watch.allow(/status of 404/);
    await page.route("**/config.json", (route) => route.fulfill(answer));
    await page.goto("/");
    await expect(title(page)).toBeVisible();
    await expectTrouble(page, "config.json did not come", "Check that the file is published beside index.html.");
    await expectAccessible(page);
    await openAgain(page);
  });
}

test("config.json does not come because nobody answers", async ({ page, world, watch }) => {
  watch.allow(/net::ERR_FAILED/);
  await page.route("**/config.json", (route) => route.abort());
  await page.goto("/");
  await expectTrouble(page, `${new URL(world.url).host} does not answer.`, "Check the network of this device.");
  await expectAccessible(page);
  await openAgain(page);
});

test("config.json names an app client that does not exist", async ({ page, world, watch }) => {
  watch.allow(/status of 400/);
  world.configure((config) => ({ ...config, userPoolClientId: "0000000000000000000000000" }));
  await page.goto("/");
  await enter(page, hanako);
  const what = "A setting of this console is wrong: userPoolClientId.";
  await expectTrouble(page, what, "Whoever set the console up has to correct config.json.");
  await expectAccessible(page);
  world.configure((config) => config);
  await page.reload();
  await enter(page, hanako);
  await expectLive(page);
});
