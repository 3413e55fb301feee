import { expectAccessible } from "./axe.ts";
import { card, rowOf, rows, searchField } from "./fleet-screen.ts";
import { button, press } from "./hands.ts";
import { openWorld, type World } from "./open-world.ts";
import { hanako, signInLive } from "./people.ts";
import { test as base, expect } from "./world.ts";

const count = 2000;
const nameOf = (index: number) => `device_crowd_${String(index).padStart(4, "0")}`;
/** These have a device; the others have never been seen. */
const present = [1, 1000, 2000].map(nameOf);

/** A world apart: two thousand things would be in everybody's way. */
const test = base.extend<object, { readonly crowd: World }>({
  crowd: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from its first parameter
    async ({}, use) => {
      await using crowd = await openWorld({ names: present });
      const names = Array.from({ length: count }, (_, index) => nameOf(index + 1));
      await crowd.admin.registerThings(
        names.filter((name) => !present.includes(name)),
        { site: "hall" },
      );
      await use(crowd);
    },
    { scope: "worker" },
  ],
});

test("of 2,000 things I see the first at once, reach the last, and find any of them", async ({ page, crowd }) => {
  await signInLive(page, hanako, crowd.url);
  await expect(page.getByText("2,000 things", { exact: true })).toBeVisible();
  await expect(card(page, "Show only connected: 3")).toBeVisible();
  await expect(card(page, "Show only unknown or never seen: 1,997")).toBeVisible();
  await expect(rowOf(page, nameOf(1))).toContainText("Connected");
  // Only what is in sight is drawn, however many there are.
  const drawn = () => rows(page).count();
  expect(await drawn()).toBeLessThan(50);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "2001");
  await expectAccessible(page);

  const list = page.getByRole("main");
  const scrollTo = (share: number) =>
    list.evaluate((scroller, part) => scroller.scrollTo(0, scroller.scrollHeight * part), share);
  await scrollTo(0.5);
  await expect(rowOf(page, nameOf(1000))).toBeInViewport();
  await scrollTo(1);
  await expect(rowOf(page, nameOf(2000))).toBeInViewport();
  await expect(rowOf(page, nameOf(2000))).toContainText("Connected");
  expect(await drawn()).toBeLessThan(50);

  await searchField(page).fill("crowd_1999");
  await expect(rows(page)).toHaveCount(1, { timeout: 1000 });
  await expect(rowOf(page, nameOf(1999))).toContainText("Never seen");
  await searchField(page).fill("crowd_19");
  await expect(page.getByRole("main").getByText("100 of 2,000 things")).toBeVisible({ timeout: 1000 });
  await press(button(page, "Clear the search"));
  await press(card(page, "Show only connected: 3"));
  await expect(rows(page)).toHaveCount(3, { timeout: 1000 });
});

test("far down in the list I open a thing and come back to where I was", async ({ page, crowd }) => {
  await signInLive(page, hanako, crowd.url);
  await expect(page.getByText("2,000 things", { exact: true })).toBeVisible();
  const list = page.getByRole("main");
  await list.evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight / 2));
  const name = nameOf(1000);
  await expect(rowOf(page, name)).toBeInViewport();
  // Out from under what sticks to the top.
  await list.evaluate((scroller) => scroller.scrollBy(0, -300));
  const before = await rowOf(page, name).boundingBox();
  await press(rowOf(page, name));
  await expect(page.getByRole("heading", { name })).toBeFocused();
  await press(button(page, "Close this thing").or(button(page, "Fleet")));
  await expect(rowOf(page, name)).toBeFocused();
  expect((await rowOf(page, name).boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
});

test("one of 2,000 drops, and the list tells it without moving", async ({ page, crowd }) => {
  const [, name = ""] = present;
  await signInLive(page, hanako, `${crowd.url}?presence=connected`);
  await expect(rows(page)).toHaveCount(3);
  await rowOf(page, name).hover();
  await crowd.fleet.drop(name, "CONNECTION_LOST");
  await expect(rowOf(page, name)).toContainText("Dropping");
  await expect(button(page, "1 moved — re-sort")).toBeVisible();
  await crowd.fleet.reconnect(name);
  await expect(rowOf(page, name)).toContainText("Connected");
  await expect(rows(page)).toHaveCount(3);
});
