import { expectAccessible } from "./axe.ts";
import { rowOf } from "./fleet-screen.ts";
import { button, press } from "./hands.ts";
import { hanako, signInLive } from "./people.ts";
import { fact, presenceOf } from "./thing-screen.ts";
import { expect, test } from "./world.ts";

const reasons = [
  ["CLIENT_INITIATED_DISCONNECT", "went by itself", "The device said goodbye, so its will was not published."],
  ["CONNECTION_LOST", "connection lost", "The network between the device and AWS was cut."],
  ["CLIENT_ERROR", "protocol error", "The device broke the rules of MQTT, so AWS closed the connection."],
] as const;

test("I see devices drop and come back, with the reason and since when", async ({ page, world }) => {
  const devices = await world.addDevices({ count: reasons.length });
  await signInLive(page, hanako);
  const dropped = reasons.map(([reason, short, meaning], index) => ({
    name: devices.names[index] ?? "",
    reason,
    short,
    meaning,
  }));
  for (const { name, reason } of dropped) {
    await expect(rowOf(page, name)).toContainText("Connected");
    await devices.drop(name, reason);
  }
  for (const { name, short } of dropped) await expect(rowOf(page, name)).toContainText(short);
  const [{ name: first, meaning } = { name: "", meaning: "" }] = dropped;
  await expect(rowOf(page, first)).toContainText("Dropping");
  // A disconnect that is not taken back within five seconds is believed.
  for (const { name } of dropped) await expect(rowOf(page, name)).toContainText("Disconnected");
  await expectAccessible(page);

  await press(rowOf(page, first));
  await expect(page.getByText(meaning)).toBeVisible();
  await expect(page.getByText(/event, heard (at once|after)/)).toBeVisible();
  await expect(page.getByRole("img", { name: /Presence from .* until now\. Disconnected, / })).toBeVisible();
  await press(page.getByText("Session", { exact: true }));
  await expect(fact(page, "Client ID")).toHaveText(first);
  // AWS names the address when a device comes, and not when it goes.
  await expect(fact(page, "IP address")).toHaveText("—");
  await expectAccessible(page);
  await devices.reconnect(first);
  await expect(fact(page, "IP address")).toHaveText("127.0.0.1");
  await expect(fact(page, "Version number")).toHaveText("1");
  await expect(presenceOf(page)).toHaveText(/^Connected/);
  await press(button(page, "Close this thing").or(button(page, "Fleet")));

  for (const { name } of dropped) await devices.reconnect(name);
  for (const { name } of dropped) {
    await expect(rowOf(page, name)).toContainText("Connected");
    await expect(rowOf(page, name)).toContainText("event");
  }
});

test("a device that connects twice never looks gone for longer than a moment", async ({ page, world }) => {
  const devices = await world.addDevices({});
  const [name = ""] = devices.names;
  await signInLive(page, hanako, `/things/${name}`);
  await devices.drop(name, "DUPLICATE_CLIENTID");
  const band = page.getByRole("img", { name: /Presence from/ });
  await expect(band).toHaveAccessibleName(/Connected, [^.]*\.\d+[^.]*$/);
  await expect(presenceOf(page)).toHaveText(/^Connected/);
});

test("each reason that AWS gives is said in words", async ({ page, world }) => {
  const [name = ""] = (await world.addDevices({})).names;
  await signInLive(page, hanako, `/things/${name}`);
  let versionNumber = 100;
  const goes = async (disconnectReason: string) => {
    versionNumber += 1;
    await world.aws.publishAsAws(`$aws/events/presence/disconnected/${name}`, {
      clientId: name,
      timestamp: Date.now(),
      eventType: "disconnected",
      clientInitiatedDisconnect: false,
      sessionIdentifier: "00000000-0000-0000-0000-000000000000",
      principalIdentifier: "AROA",
      disconnectReason,
      versionNumber,
    });
  };
  for (const [reason, words] of [
    ["MQTT_KEEP_ALIVE_TIMEOUT", "AWS heard nothing from the device for one and a half times its keep-alive."],
    ["DUPLICATE_CLIENTID", "two devices share one identity"],
    ["AUTH_ERROR", "The device failed to authenticate, or was not allowed to connect."],
    ["SERVER_INITIATED_DISCONNECT", "AWS closed the connection for maintenance"],
    ["API_INITIATED_DISCONNECT", "Somebody ended the connection through the AWS API."],
    ["A_REASON_OF_TOMORROW", "A_REASON_OF_TOMORROW"],
  ] as const) {
    await goes(reason);
    await expect(fact(page, "Why")).toContainText(words);
  }
});
