import { IoTClient, ListThingsCommand } from "@aws-sdk/client-iot";
import { expect, test } from "vitest";

import type { DropReason, FleetEvent } from "#devices/index.ts";
import { type FleetOptions, startFleet, Trouble } from "#devices/index.ts";
import { ownAt } from "#devices/life/json.ts";
import { manualClock, startLocalAws } from "#local/index.ts";

import { openOnlooker } from "./testing.ts";

const presence = ["$aws/events/presence/+/+"];
const lastWill = (thing: string) => ({ topic: `gone/${thing}`, payload: JSON.stringify({ thing }) });
const still = { churn: 0, delayMs: [0, 0], register: false } as const;

test("devices connect with the device role and report themselves to their shadows", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, [...presence, "$aws/things/+/shadow/update/accepted"]);

  await using fleet = await startFleet({ endpoint, things: 3, ...still });

  expect(fleet.connected()).toBe(3);
  const stories = fleet.names.map(async (name) => {
    const { document } = await onlooker.hear(({ topic }) => topic === `$aws/things/${name}/shadow/update/accepted`);
    return [await onlooker.presence("connected", name), ownAt(ownAt(document, "state"), "reported")];
  });
  expect(await Promise.all(stories)).toEqual(
    fleet.names.map((name) => [expect.objectContaining({ clientId: name }), fleet.reported(name)]),
  );
});

test("devices enter themselves in the registry before they connect, and a second fleet finds them there", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const { endpoints, region, admin } = aws.outputs;
  const events: FleetEvent[] = [];
  const options = { endpoint: endpoints.aws, things: 12, churn: 0, tell: (event: FleetEvent) => events.push(event) };
  const { names } = await startAndStop(options);
  await startAndStop({ ...options, names, seed: "other attributes" });
  const iot = new IoTClient({ endpoint: endpoints.aws, region, credentials: admin });

  const { things = [] } = await iot.send(new ListThingsCommand({}));

  const registered = new Map(things.map(({ thingName = "", attributes }) => [thingName, attributes]));
  expect([...registered.keys()]).toEqual(expect.arrayContaining([...names]));
  expect(registered.get("device_refused_nara_002")).toMatchObject({ site: "nara", model: expect.any(String) });
  expect(events.filter(({ event }) => event === "trouble")).toEqual([]);
});

test("a device does what its shadow desires and reports it; a stubborn one does not", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, ["$aws/things/+/shadow/update/accepted"]);
  const names = ["device_kyoto_001", "device_stubborn_kyoto_002"];
  await using fleet = await startFleet({ endpoint, names, ...still });
  const before = fleet.reported("device_stubborn_kyoto_002");
  const desired = { targetTemperature: 5.5, display: { brightness: 1 }, schedule: [] };

  await onlooker.publish("$aws/things/device_stubborn_kyoto_002/shadow/update", { state: { desired } });
  await onlooker.publish("$aws/things/device_kyoto_001/shadow/update", { state: { desired } });

  await onlooker.hear(
    ({ topic, document }) =>
      topic.includes("device_kyoto_001") &&
      ownAt(ownAt(ownAt(document, "state"), "reported"), "targetTemperature") === 5.5,
  );
  expect(fleet.reported("device_kyoto_001")).toMatchObject(desired);
  expect(fleet.reported("device_stubborn_kyoto_002")).toEqual(before);
});

test("a device can be told to ignore what is asked, and later to do it", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, ["$aws/things/+/shadow/update/accepted"]);
  await using fleet = await startFleet({ endpoint, names: ["device_kyoto_001"], ...still });
  const wanted = fleet.reported("device_kyoto_001")["power"] === "ON" ? "OFF" : "ON";
  const reportsPower = (value: string) =>
    onlooker.hear(({ document }) => ownAt(ownAt(ownAt(document, "state"), "reported"), "power") === value);

  fleet.obey("device_kyoto_001", undefined);
  await onlooker.publish("$aws/things/device_kyoto_001/shadow/update", { state: { desired: { power: wanted } } });
  fleet.press("device_kyoto_001", { targetTemperature: 6.5 });
  await onlooker.hear(
    ({ document }) => ownAt(ownAt(ownAt(document, "state"), "reported"), "targetTemperature") === 6.5,
  );
  expect(fleet.reported("device_kyoto_001")["power"]).not.toBe(wanted);

  fleet.obey("device_kyoto_001", [0, 0]);
  await reportsPower(wanted);
  expect(fleet.reported("device_kyoto_001")["power"]).toBe(wanted);
});

test("a name that is not in the fleet is refused by every handle", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  await using fleet = await startFleet({ endpoint: aws.outputs.endpoints.aws, things: 1, ...still });

  expect(() => fleet.reported("device_nowhere_001")).toThrow(RangeError);
  await expect(fleet.drop("device_nowhere_001", "CONNECTION_LOST")).rejects.toThrow(RangeError);
  await expect(fleet.reconnect("device_nowhere_001")).rejects.toThrow(RangeError);
});

test("what was desired while a device was away is done when it comes back", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, ["$aws/things/+/shadow/update/accepted"]);
  await using fleet = await startFleet({ endpoint, names: ["device_kyoto_001"], ...still });
  await fleet.stop("device_kyoto_001");
  await onlooker.publish("$aws/things/device_kyoto_001/shadow/update", { state: { desired: { fan: "high" } } });
  await onlooker.publish("$aws/things/device_kyoto_001/shadow/update", { state: { desired: { mode: "dry" } } });

  await fleet.reconnect("device_kyoto_001");

  await onlooker.hear(({ document }) => {
    const reported = ownAt(ownAt(document, "state"), "reported");
    return ownAt(reported, "fan") === "high" && ownAt(reported, "mode") === "dry";
  });
  expect(fleet.reported("device_kyoto_001")).toMatchObject({ fan: "high", mode: "dry" });
});

test.each<[DropReason, boolean]>([
  ["CLIENT_INITIATED_DISCONNECT", true],
  ["CONNECTION_LOST", false],
  ["CLIENT_ERROR", false],
  ["DUPLICATE_CLIENTID", false],
])("a device drops so that the lifecycle event says %s", async (reason, isClientInitiated) => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, presence);
  await using fleet = await startFleet({ endpoint, names: ["device_kyoto_001"], ...still });

  await fleet.drop("device_kyoto_001", reason);

  expect(await onlooker.presence("disconnected", "device_kyoto_001")).toMatchObject({
    disconnectReason: reason,
    clientInitiatedDisconnect: isClientInitiated,
  });
  expect(fleet.connected()).toBe(reason === "DUPLICATE_CLIENTID" ? 1 : 0);
});

test("a device that falls silent is disconnected after one and a half keep-alives", async () => {
  const clock = manualClock(Date.now());
  await using aws = await startLocalAws({ seed: "demo", port: 0, clock });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, presence);
  await using fleet = await startFleet({ endpoint, names: ["device_kyoto_001"], ...still });

  await fleet.drop("device_kyoto_001", "MQTT_KEEP_ALIVE_TIMEOUT");
  clock.advance(46_000);

  expect(await onlooker.presence("disconnected", "device_kyoto_001")).toMatchObject({
    disconnectReason: "MQTT_KEEP_ALIVE_TIMEOUT",
  });
});

test("a will is published when a device is lost, and not when it leaves", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, ["gone/+"]);
  const names = ["device_a_001", "device_b_002"];
  await using fleet = await startFleet({ endpoint, names, roleArn: undefined, will: lastWill, ...still });

  await fleet.stop("device_a_001");
  await fleet.drop("device_b_002", "CONNECTION_LOST");

  const first = await onlooker.hear(() => true);
  expect(first.document).toEqual({ thing: "device_b_002" });
});

test("a refused device is refused by the policy of the role, and the others are not", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, presence);
  const events: FleetEvent[] = [];
  const names = ["device_refused_kyoto_001", "device_kyoto_002"];

  await using fleet = await startFleet({ endpoint, names, ...still, tell: (event) => events.push(event) });

  expect(fleet.isConnected("device_kyoto_002")).toBe(true);
  expect(fleet.isConnected("device_refused_kyoto_001")).toBe(false);
  expect(events).toContainEqual(expect.objectContaining({ event: "refused", thing: names[0], gate: "connack" }));
  expect(events.some(({ event }) => event === "trouble")).toBe(false);
  expect(await onlooker.presence("connect_failed", "device_refused_kyoto_001")).toMatchObject({
    connectFailureReason: "AUTHORIZATION_FAILED",
  });
});

test("a role that does not let the devices in is named as the trouble", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  const attempt = startFleet({ endpoint, names: ["sensor_001"], ...still });

  await expect(attempt).rejects.toBeInstanceOf(Trouble);
  await expect(attempt).rejects.toMatchObject({ tip: expect.stringContaining("iot:Connect") });
});

test(
  "when AWS was away, and came back with other keys, the devices come back by themselves",
  { timeout: 30_000 },
  async () => {
    const first = await startLocalAws({ seed: "demo", port: 0 });
    const endpoint = first.outputs.endpoints.aws;
    await using fleet = await startFleet({ endpoint, things: 3, ...still });
    await first[Symbol.asyncDispose]();
    await expect.poll(() => fleet.connected()).toBe(0);

    await using second = await startLocalAws({ seed: "demo", port: Number(new URL(endpoint).port) });

    await expect.poll(() => fleet.connected(), { timeout: 25_000 }).toBe(3);
    expect(second.outputs.admin).not.toEqual(first.outputs.admin);
  },
);

async function startAndStop(options: FleetOptions) {
  await using fleet = await startFleet(options);
  return { names: fleet.names };
}
