import { expectAccessible } from "./axe.ts";
import { rowOf, rows, searchField } from "./fleet-screen.ts";
import { button, press } from "./hands.ts";
import { expectNoSideways } from "./layout.ts";
import { hanako, signInLive } from "./people.ts";
import { begin, desired, editor, fact, progress, reported, shadow, typed } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

const markup = `<img src=x onerror="document.title='taken over'"><script>document.title='taken over'</script>`;
const turned = "ab\u202Egnirts\u202C";
// A shadow holds 8 kB: https://docs.aws.amazon.com/general/latest/gr/iot-core.html#limits_iot
const long = "W".repeat(5000);
const piled = `Z${"\u0301".repeat(200)}`;

test("whatever a device calls its values, I see text, and the screen stays as it is", async ({ page, world }) => {
  const [name = "", other = ""] = (await world.addDevices({ count: 2 })).names;
  await signInLive(page, hanako);
  const before = await rowOf(page, name).boundingBox();
  await world.admin.updateShadow(name, {
    reported: {
      [markup]: markup,
      ["__proto__"]: { polluted: "yes" },
      constructor: "built",
      long,
      ["n".repeat(300)]: 1,
      piled,
      toString: turned,
      power: `${markup}${turned}`,
    },
    desired: { power: turned },
  });

  await press(rowOf(page, name));
  await expect(page.locator("tbody[data-field]").filter({ hasText: "onerror" }).first()).toContainText("<script>");
  await expect(reported(page, "toString")).toContainText("⟨U+202E⟩");
  await expect(reported(page, "__proto__.polluted")).toContainText("yes");
  await expect(reported(page, "long")).toContainText(/W…/);
  await expect(reported(page, "piled")).toContainText("…");
  await expectNoSideways(page);
  await expectAccessible(page);
  await press(button(reported(page, "long"), "Show all"));
  await expect(reported(page, "long")).toContainText(long);
  await expectNoSideways(page);
  await press(page.getByText("The document as JSON"));
  await expect(shadow(page).locator("pre")).toContainText("<script>");
  await expectNoSideways(page);

  await begin(page, "__proto__.polluted");
  await typed(page, "__proto__.polluted").fill("no");
  await press(button(editor(page, "__proto__.polluted"), "Apply"));
  await expect(desired(page, "__proto__.polluted")).toContainText("no");
  await expect(progress(page, "__proto__.polluted")).toContainText("Waiting for the device");

  await press(button(page, "Close this thing").or(button(page, "Fleet")));
  // The index tells the list of it when the console is opened.
  await page.reload();
  await expect(rowOf(page, name)).toContainText("__proto__.pollutedyes");
  await expectNoSideways(page);
  await expectAccessible(page);
  expect((await rowOf(page, name).boundingBox())?.height).toBe(before?.height);
  await expect(rowOf(page, other)).toContainText("Connected");

  await searchField(page).fill("<script>");
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/q=/);
  expect(await page.title()).not.toContain("taken over");
  expect(await page.evaluate(() => "polluted" in {})).toBe(false);
});

test("a lifecycle event may say what it likes", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako);
  await expect(rowOf(page, name)).toContainText("Connected");
  const before = await rowOf(page, name).boundingBox();
  const event = {
    clientId: name,
    timestamp: Date.now(),
    eventType: "disconnected",
    clientInitiatedDisconnect: false,
    sessionIdentifier: turned,
    principalIdentifier: markup.repeat(40),
    disconnectReason: `${markup}${turned}${"R".repeat(10_000)}`,
    versionNumber: 7,
  };
  for (const nonsense of [
    "no object",
    null,
    [],
    { ...event, versionNumber: "seven" },
    { ...event, timestamp: 1e300, versionNumber: 6 },
    { ...event, clientId: markup },
    { ["__proto__"]: event },
  ])
    await world.aws.publishAsAws(`$aws/events/presence/disconnected/${name}`, nonsense);
  await world.aws.publishAsAws(`$aws/events/presence/disconnected/${name}`, event);
  await expect(rowOf(page, name)).toContainText("<img src=x");
  expect((await rowOf(page, name).boundingBox())?.height).toBe(before?.height);
  await expectNoSideways(page);

  await press(rowOf(page, name));
  await expect(fact(page, "Why")).toContainText("<img src=x");
  await press(page.getByText("Session", { exact: true }));
  await expect(fact(page, "Session ID")).toContainText("⟨U+202E⟩");
  await expect(fact(page, "Principal")).toContainText("<script>");
  await expectNoSideways(page);
  await expectAccessible(page);
  expect(await page.title()).not.toContain("taken over");
});
