import {
  CreateThingCommand,
  DescribeIndexCommand,
  GetIndexingConfigurationCommand,
  GetThingConnectivityDataCommand,
  type IoTClient,
  SearchIndexCommand,
  type SearchIndexCommandInput,
  type ThingIndexingConfiguration,
  UpdateIndexingConfigurationCommand,
  type UpdateIndexingConfigurationCommandInput,
} from "@aws-sdk/client-iot";
import { IoTDataPlaneClient, UpdateThingShadowCommand } from "@aws-sdk/client-iot-data-plane";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { iotClient } from "./clients.ts";

const everything = {
  thingIndexingConfiguration: { thingIndexingMode: "REGISTRY_AND_SHADOW", thingConnectivityIndexingMode: "STATUS" },
} as const;

const search = (iot: IoTClient, input: SearchIndexCommandInput) => iot.send(new SearchIndexCommand(input));

test("there is no index until it is switched on", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);

  await expect(search(iot, { queryString: "*" })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Index AWS_Things does not exist. Please enable index by calling UpdateIndexingConfiguration",
  });
  await expect(iot.send(new DescribeIndexCommand({ indexName: "AWS_Things" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Index AWS_Things does not exist",
  });
  await expect(iot.send(new GetThingConnectivityDataCommand({ thingName: "a" }))).rejects.toMatchObject({
    name: "IndexNotReadyException",
  });

  await iot.send(new UpdateIndexingConfigurationCommand(everything));
  expect(await iot.send(new DescribeIndexCommand({ indexName: "AWS_Things" }))).toMatchObject({
    indexStatus: "ACTIVE",
    schema: "REGISTRY_AND_SHADOW_AND_CONNECTIVITY_STATUS",
  });
  expect((await search(iot, { queryString: "*" })).things).toEqual([]);
});

test("a found thing is shown with its attributes, its shadow as JSON text, and its connection", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const { admin, endpoints, region } = aws.outputs;
  const data = new IoTDataPlaneClient({ endpoint: endpoints.aws, region, credentials: admin });
  await iot.send(new UpdateIndexingConfigurationCommand(everything));
  const attributePayload = { attributes: { site: "north" } };
  const { thingId } = await iot.send(new CreateThingCommand({ thingName: "device_1", attributePayload }));
  const payload = Buffer.from(JSON.stringify({ state: { desired: { power: "ON" }, reported: { power: "OFF" } } }));
  await data.send(new UpdateThingShadowCommand({ thingName: "device_1", payload }));

  const { things = [] } = await search(iot, { queryString: "shadow.hasDelta:true AND connectivity.connected:false" });

  expect(things).toMatchObject([
    {
      thingName: "device_1",
      thingId,
      attributes: { site: "north" },
    },
  ]);
  expect(things[0]?.connectivity).toEqual({ connected: false });
  expect(JSON.parse(things[0]?.shadow ?? "")).toMatchObject({
    desired: { power: "ON" },
    reported: { power: "OFF" },
    delta: { power: "ON" },
    hasDelta: true,
    version: 1,
  });
  const connectivity = await iot.send(new GetThingConnectivityDataCommand({ thingName: "device_1" }));
  expect(connectivity).toMatchObject({ thingName: "device_1", connected: false, disconnectReason: "UNKNOWN" });
  await expect(iot.send(new GetThingConnectivityDataCommand({ thingName: "none" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("pages of a search hold at most 100 things, and their tokens belong to their query", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  await iot.send(new UpdateIndexingConfigurationCommand(everything));
  const names = Array.from({ length: 250 }, (_, number) => `device_${number}`);
  await Promise.all(names.map((thingName) => iot.send(new CreateThingCommand({ thingName }))));
  const query = { queryString: "thingName:device_*" };

  const first = await search(iot, { ...query, maxResults: 500 });
  const second = await search(iot, { ...query, nextToken: first.nextToken });
  const third = await search(iot, { ...query, nextToken: second.nextToken });

  const found = [first, second, third].map(({ things = [] }) => things.map(({ thingName }) => thingName));
  expect(found.map((page) => page.length)).toEqual([100, 100, 50]);
  expect(new Set(found.flat())).toEqual(new Set(names));
  expect(third.nextToken).toBeUndefined();
  await expect(search(iot, { queryString: "*", nextToken: first.nextToken })).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "nextToken was from a request with different parameters",
  });
  await expect(search(iot, { ...query, nextToken: "bogus" })).rejects.toMatchObject({ message: "Invalid nextToken" });
});

test.each([
  [{ queryString: "" }, "InvalidRequestException", /length greater than or equal to 1/],
  [{ queryString: "a".repeat(1001) }, "InvalidRequestException", /length less than or equal to 1000/],
  [{ queryString: "*", maxResults: 0 }, "InvalidRequestException", /greater than or equal to 1/],
  [
    { queryString: "*", indexName: "Nope", queryVersion: "1" },
    "InvalidRequestException",
    /^Invalid queryVersion. Expected one of: \[2017-09-30\]$/,
  ],
  [{ queryString: "*", indexName: "Nope" }, "InvalidRequestException", /^Unrecognized indexName Nope$/],
  [
    { queryString: "*", indexName: "AWS_ThingGroups" },
    "ResourceNotFoundException",
    /^Index AWS_ThingGroups does not exist/,
  ],
  [
    { queryString: "bogus:1", nextToken: "bogus" },
    "InvalidQueryException",
    /^Unable to parse query, invalid field name, field name: bogus, query string: bogus:1$/,
  ],
  [{ queryString: "(" }, "InvalidQueryException", /^Unable to parse query, invalid syntax, query string: \($/],
])("a search for %j is refused", async (input, name, message) => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  await iot.send(new UpdateIndexingConfigurationCommand(everything));

  await expect(search(iot, input)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
});

test("only what the indexing modes name is indexed", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  await iot.send(new CreateThingCommand({ thingName: "device_1" }));
  await iot.send(
    new UpdateIndexingConfigurationCommand({
      thingIndexingConfiguration: {
        thingIndexingMode: "REGISTRY",
        customFields: [{ name: "attributes.a", type: "Number" }],
      },
    }),
  );

  const { things } = await search(iot, { queryString: "*" });
  expect(things?.[0]).toEqual({ thingName: "device_1", thingId: expect.any(String) });
  await expect(search(iot, { queryString: "connectivity.connected:true" })).rejects.toMatchObject({
    name: "InvalidRequestException",
    message:
      "Query includes one or more constraints for Connectivity attribute, but Connectivity indexing is not enabled for AWS_Things index",
  });
  const { thingIndexingConfiguration } = await iot.send(new GetIndexingConfigurationCommand({}));
  expect(thingIndexingConfiguration).toMatchObject({
    thingIndexingMode: "REGISTRY",
    thingConnectivityIndexingMode: "OFF",
    managedFields: expect.arrayContaining([{ name: "thingName", type: "String" }]),
    customFields: [{ name: "attributes.a", type: "Number" }],
  });
});

const on: ThingIndexingConfiguration = { thingIndexingMode: "REGISTRY" };

test.each<[UpdateIndexingConfigurationCommandInput, string, RegExp]>([
  [{}, "InvalidRequestException", /^At least one configuration to update/],
  [
    { thingIndexingConfiguration: { thingIndexingMode: "OFF", thingConnectivityIndexingMode: "STATUS" } },
    "InvalidRequestException",
    /^ThingIndexingMode must be turned ON for enabling ThingConnectivityIndexingMode$/,
  ],
  [
    { thingIndexingConfiguration: { ...on, namedShadowIndexingMode: "ON" } },
    "InvalidRequestException",
    /^NamedShadowNames Filter must not be empty for enabling NamedShadowIndexingMode$/,
  ],
  [
    { thingIndexingConfiguration: { ...on, customFields: [{ name: "shadow.desired.a", type: "Number" }] } },
    "InvalidRequestException",
    /shadow.desired.a/,
  ],
  [
    {
      thingIndexingConfiguration: {
        ...on,
        namedShadowIndexingMode: "ON",
        filter: { namedShadowNames: ["a"] },
      },
    },
    "NotEmulated",
    /named shadows/,
  ],
  [{ thingIndexingConfiguration: { ...on, deviceDefenderIndexingMode: "VIOLATIONS" } }, "NotEmulated", /Defender/],
  [{ thingGroupIndexingConfiguration: { thingGroupIndexingMode: "ON" } }, "NotEmulated", /thing groups/],
])("an indexing configuration of %j is refused", async (input, name, message) => {
  await using aws = await startLocalAws({ port: 0 });

  await expect(iotClient(aws).send(new UpdateIndexingConfigurationCommand(input))).rejects.toMatchObject({
    name,
    message: expect.stringMatching(message),
  });
});
