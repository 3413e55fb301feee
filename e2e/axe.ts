import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No violation of any of axe's rules on what is shown now, in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  // There are no frames, for which the other mode opens a page of its own.
  const axe = () => new AxeBuilder({ page }).setLegacyMode();
  await show(page, "light");
  await expectNone("light", axe().options({ resultTypes: ["violations"] }));
  // The themes differ in nothing but colours, and those do not depend on the size: the dark ones are looked at where there is room.
  if ((page.viewportSize()?.width ?? 0) > 1200) {
    await show(page, "dark");
    await expectNone(
      "dark",
      axe().options({ resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] }),
    );
  }
  await page.emulateMedia({ colorScheme: null });
}

/** The page hears of another theme a little later than Playwright. */
async function show(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((theme) => matchMedia(`(prefers-color-scheme: ${theme})`).matches, colorScheme);
}

async function expectNone(theme: string, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
  expect(found, `axe, ${theme}`).toEqual([]);
}
