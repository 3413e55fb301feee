import { CreateThingCommand, IoTClient, ListThingsCommand } from "@aws-sdk/client-iot";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

test("resets on top of each other all end well, and one on the wire is felt by whoever started the embedded AWS", async () => {
  const told: string[] = [];
  await using aws = await startLocalAws({ seed: "demo", port: 0, tell: (line) => void told.push(line) });
  const before = aws.outputs;
  const reset = async () => (await fetch(`${before.endpoints.aws}/_local/reset`, { method: "POST" })).status;

  expect(await Promise.all([reset(), reset(), aws.reset(), reset()])).toEqual([200, 200, undefined, 200]);

  expect(told).toEqual([]);
  expect(aws.outputs.userPool?.id).not.toBe(before.userPool?.id);
  expect(await (await fetch(`${before.endpoints.aws}/_local/outputs.json`)).json()).toEqual(aws.outputs);
  const iot = new IoTClient({
    region: aws.outputs.region,
    endpoint: before.endpoints.aws,
    credentials: aws.outputs.admin,
  });
  await iot.send(new CreateThingCommand({ thingName: "device_1" }));
  expect((await iot.send(new ListThingsCommand({}))).things).toHaveLength(1);
});
