import {
  CreateThingCommand,
  GetThingConnectivityDataCommand,
  SearchIndexCommand,
  UpdateIndexingConfigurationCommand,
} from "@aws-sdk/client-iot";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { iotClient } from "./clients.ts";
import { connectClient } from "./mqtt-clients.ts";

test("the index knows who is connected, since when, and why he no longer is", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  await iot.send(
    new UpdateIndexingConfigurationCommand({
      thingIndexingConfiguration: { thingIndexingMode: "REGISTRY", thingConnectivityIndexingMode: "STATUS" },
    }),
  );
  await iot.send(new CreateThingCommand({ thingName: "device_1" }));
  await iot.send(new CreateThingCommand({ thingName: "device_2" }));
  const connectedThings = async (connected: boolean) => {
    const queryString = `connectivity.connected:${connected}`;
    const { things = [] } = await iot.send(new SearchIndexCommand({ queryString }));
    return things.map(({ thingName, connectivity }) => ({ thingName, connectivity }));
  };
  const before = Date.now();

  await using device = await connectClient(aws, { clientId: "device_1", keepalive: 60 });
  await using stranger = await connectClient(aws, { clientId: "not a thing" });

  expect(stranger.mqtt.connected).toBe(true);
  expect(await connectedThings(true)).toEqual([
    {
      thingName: "device_1",
      connectivity: {
        connected: true,
        timestamp: expect.toSatisfy((ms: number) => ms >= before && ms <= Date.now()),
        clientId: "device_1",
        keepAliveDuration: 60,
        cleanSession: true,
      },
    },
  ]);
  expect(await iot.send(new GetThingConnectivityDataCommand({ thingName: "device_1" }))).toMatchObject({
    connected: true,
    disconnectReason: "NONE",
    timestamp: expect.any(Date),
  });

  await device.mqtt.endAsync();
  await expect
    .poll(async () => connectedThings(false))
    .toMatchObject([
      { thingName: "device_1", connectivity: { disconnectReason: "CLIENT_INITIATED_DISCONNECT" } },
      { thingName: "device_2", connectivity: { connected: false } },
    ]);
  const gone = await iot.send(new GetThingConnectivityDataCommand({ thingName: "device_1" }));
  expect(gone).toMatchObject({ connected: false, disconnectReason: "CLIENT_INITIATED_DISCONNECT" });
});
