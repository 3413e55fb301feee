import { expectAccessible } from "./axe.ts";
import { expectLive, pill } from "./connection-panel.ts";
import { rowOf } from "./fleet-screen.ts";
import { enter, hanako } from "./people.ts";
import { expect, test } from "./world.ts";

test.use({ serviceWorkers: "allow" });

test("I can install the console: it has a name, a start and icons of every kind", async ({ page }) => {
  await page.goto("/");
  const link = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest: unknown = await (await page.request.get(new URL(link ?? "", page.url()).href)).json();
  expect(manifest).toMatchObject({
    name: "Yagura",
    short_name: "Yagura",
    start_url: "/",
    scope: "/",
    display: "standalone",
  });
  expect(manifest).toHaveProperty("theme_color", expect.stringMatching(/^#/));
  expect(manifest).toHaveProperty("background_color", expect.stringMatching(/^#/));
  // As https://web.dev/articles/install-criteria asks for; a maskable icon fills whatever shape a home screen has.
  for (const purpose of ["any", "maskable"])
    for (const sizes of ["192x192", "512x512"])
      expect(manifest).toHaveProperty("icons", expect.arrayContaining([expect.objectContaining({ purpose, sizes })]));

  for (const { src, sizes } of iconsOf(manifest)) {
    const drawn = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, `/${src}`);
    expect(drawn).toBe(sizes);
  }
  await expect(page.locator("link[rel=apple-touch-icon]")).toHaveAttribute("href", /\.png$/);
});

interface IconEntry {
  readonly src: string;
  readonly sizes: string;
}

function iconsOf(manifest: unknown): readonly IconEntry[] {
  if (typeof manifest !== "object" || manifest === null || !("icons" in manifest)) return [];
  return Array.isArray(manifest.icons) ? manifest.icons.filter(isIcon) : [];
}

function isIcon(icon: unknown): icon is IconEntry {
  return typeof icon === "object" && icon !== null && "src" in icon && "sizes" in icon;
}

test("without a network the console opens all the same, says so, and goes on when the network is back", async ({
  page,
  context,
  watch,
}) => {
  // The browser reports every request that finds no network.
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto("/");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  const note = page.getByRole("alert").filter({ hasText: "No network" });
  await expect(note).toContainText("This device is offline.");
  await expect(note).toContainText("signing in and the fleet need the network.");
  await expectAccessible(page);
  await enter(page, hanako);
  await expect(page.getByRole("alert").filter({ hasText: "does not answer" })).toContainText(
    "Check the network of this device.",
  );

  await context.setOffline(false);
  await expect(note).toHaveCount(0);
  await enter(page, hanako);
  await expectLive(page);
});

test("I open the console again while there is no network: it says so, and shows the fleet as soon as there is one", async ({
  page,
  context,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto("/");
  await enter(page, hanako);
  await expectLive(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await context.setOffline(true);
  await page.reload();
  await expect(pill(page)).toContainText("does not answer");
  await expect(pill(page)).toContainText("Not connected");
  await expect(page.getByText("Connected", { exact: true }).and(page.getByRole("gridcell"))).toHaveCount(0);
  await expectAccessible(page);

  await context.setOffline(false);
  await expectLive(page);
  await expect(rowOf(page, "device_kyoto_001")).toContainText("Connected");
});
