import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe.ts";
import { waitShortly } from "./connection-panel.ts";
import { rowOf, rows } from "./fleet-screen.ts";
import { button, expectTrouble, press } from "./hands.ts";
import type { World } from "./open-world.ts";
import { hanako, signInLive } from "./people.ts";
import { createLimited, expectTold } from "./rights.ts";
import { expect, test } from "./world.ts";

const thing = "device_kyoto_001";

test("my role may not search the fleet: the list comes from the registry, and says what that means", async ({
  page,
  world,
  watch,
}) => {
  watch.allow(/status of 403/);
  const person = await createLimited(world, { role: ["SearchTheFleet"] });
  await signInLive(page, person);
  await expect(rowOf(page, thing)).toContainText("Unknown");
  await expectTrouble(
    page,
    "The fleet index does not answer, so the list comes from the registry.",
    "Presence is told by events alone until the index answers",
  );
  await expectAccessible(page);
  await expectTold(
    world,
    "denied iot:SearchIndex",
    "index/AWS_Things",
    `no statement of inline policy ${person.roleName}`,
  );

  await person.mend();
  await page.reload();
  await expect(rowOf(page, thing)).toContainText("Connected");
});

test("my role may not see the fleet at all: the list is not called empty", async ({ page, world, watch }) => {
  watch.allow(/status of 403/);
  const person = await createLimited(world, { role: ["SearchTheFleet", "ListTheRegistry"] });
  await signInLive(page, person);
  await expect(page.getByText("You may not see the fleet")).toBeVisible();
  await expectTrouble(
    page,
    "You are not allowed to do this: iot:ListThings.",
    "The role of your group in the identity pool has to allow it.",
  );
  await expectAccessible(page);
  await expectTold(world, "denied iot:ListThings", `no statement of inline policy ${person.roleName}`);

  await person.mend();
  await press(button(page.getByRole("main"), "Try again"));
  await expect(rows(page)).toHaveCount(world.fleet.names.length);
});

for (const [how, status, type, cause, tip] of [
  [
    "has too much to do",
    429,
    "ThrottlingException",
    "AWS asks us to slow down.",
    "All operators of the account share its limits.",
  ],
  ["fails", 503, "ServiceUnavailableException", "does not answer.", "Check the network of this device."],
] as const) {
  test(`the registry ${how}: what is known stays, and it is read again when I say so`, async ({
    page,
    world,
    watch,
  }) => {
    watch.allow(new RegExp(`status of ${status}`));
    await page.clock.install();
    await waitShortly(page);
    await signInLive(page, hanako);
    await expect(rowOf(page, thing)).toContainText("Connected");
    const asked = await refuseRegistry(page, world, status, type);
    const note = page.getByRole("alert").filter({ hasText: "The list could not be read again." });
    // It is read again twice a minute.
    await page.clock.fastForward(30_000);
    // Between its attempts the console waits; while it is asking, time must not leap, or it would not wait for the answer.
    await expect(async () => {
      expect(asked.unanswered).toBe(0);
      await page.clock.fastForward(4000);
      await expect(note).toBeVisible({ timeout: 200 });
    }).toPass({ intervals: [1], timeout: 20_000 });
    await expect(note).toContainText(cause);
    await expect(note).toContainText(tip);
    await expect(rowOf(page, thing)).toContainText("Connected");
    await expectAccessible(page);

    await page.unrouteAll();
    await press(button(note, "Try again"));
    await expect(note).toHaveCount(0);
    await expect(rowOf(page, thing)).toContainText("Connected");
  });
}

/** The embedded AWS has neither limits nor failures of its own. */
async function refuseRegistry(page: Page, { aws }: World, status: number, type: string) {
  const url = `${aws.outputs.endpoints.aws}/indices/search`;
  const asked = { unanswered: 0 };
  page.on("request", (request) => {
    if (request.url() === url) asked.unanswered += 1;
  });
  page.on("requestfinished", (request) => {
    if (request.url() === url) asked.unanswered -= 1;
  });
  const headers = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "x-amzn-errortype",
    "x-amzn-errortype": type,
  };
  await page.route(url, (route) =>
    route.request().method() === "OPTIONS"
      ? route.fallback()
      : route.fulfill({ status, headers, json: { message: "Rate exceeded" } }),
  );
  return asked;
}
