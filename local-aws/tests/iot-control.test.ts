import {
  CreateThingCommand,
  CreateThingTypeCommand,
  DeleteThingCommand,
  DeleteThingTypeCommand,
  DeprecateThingTypeCommand,
  DescribeEndpointCommand,
  DescribeThingCommand,
  DescribeThingTypeCommand,
  GetV2LoggingOptionsCommand,
  ListThingTypesCommand,
  SetV2LoggingOptionsCommand,
  UpdateThingCommand,
  paginateListThings,
} from "@aws-sdk/client-iot";
import { expect, test } from "vitest";

import { manualClock, startLocalAws } from "#local/index.ts";

import { iotClient } from "./clients.ts";

test("a thing is created once, and found again as it was made", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const thing = { thingName: "device_1", attributePayload: { attributes: { site: "north", constructor: "c" } } };

  const made = await iot.send(new CreateThingCommand(thing));
  const again = await iot.send(new CreateThingCommand(thing));
  const described = await iot.send(new DescribeThingCommand({ thingName: "device_1" }));

  expect(made.thingArn).toBe("arn:aws:iot:ap-northeast-1:000000000000:thing/device_1");
  expect(again.thingId).toBe(made.thingId);
  expect(described).toMatchObject({
    defaultClientId: "device_1",
    thingId: made.thingId,
    attributes: { site: "north", constructor: "c" },
    version: 1,
  });
});

test("another thing of the same name is refused, with the name of the one that is there", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const made = await iot.send(new CreateThingCommand({ thingName: "device_1" }));

  const other = { thingName: "device_1", attributePayload: { attributes: { site: "south" } } };
  await expect(iot.send(new CreateThingCommand(other))).rejects.toMatchObject({
    name: "ResourceAlreadyExistsException",
    message: "Thing device_1 already exists in account with different attributes",
    resourceId: made.thingId,
    resourceArn: made.thingArn,
  });
});

test("attributes are replaced or merged, an empty one is removed, and a version that is not the thing's is refused", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const thingName = "device_1";
  const attributesOf = async () => (await iot.send(new DescribeThingCommand({ thingName }))).attributes;
  await iot.send(new CreateThingCommand({ thingName, attributePayload: { attributes: { a: "1", b: "2" } } }));

  await iot.send(new UpdateThingCommand({ thingName, attributePayload: { attributes: { c: "3" }, merge: true } }));
  expect(await attributesOf()).toEqual({ a: "1", b: "2", c: "3" });
  await iot.send(new UpdateThingCommand({ thingName, attributePayload: { attributes: { a: "" }, merge: true } }));
  expect(await attributesOf()).toEqual({ b: "2", c: "3" });
  await iot.send(
    new UpdateThingCommand({ thingName, attributePayload: { attributes: { d: "4" } }, expectedVersion: 3 }),
  );
  expect(await attributesOf()).toEqual({ d: "4" });

  const conflict = {
    name: "VersionConflictException",
    message: "The version for thing device_1 does not match the expected version.",
  };
  await expect(iot.send(new UpdateThingCommand({ thingName, expectedVersion: 3 }))).rejects.toMatchObject(conflict);
  await expect(iot.send(new DeleteThingCommand({ thingName, expectedVersion: 3 }))).rejects.toMatchObject(conflict);
  await iot.send(new DeleteThingCommand({ thingName, expectedVersion: 4 }));
  await iot.send(new DeleteThingCommand({ thingName }));
  await expect(iot.send(new DescribeThingCommand({ thingName }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    $metadata: { httpStatusCode: 404 },
  });
});

test("three attributes are enough for a thing without a type", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const attributes = { a: "1", b: "2", c: "3", d: "4" };
  await iot.send(new CreateThingTypeCommand({ thingTypeName: "sensor" }));

  await expect(
    iot.send(new CreateThingCommand({ thingName: "plain", attributePayload: { attributes } })),
  ).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "To use more than 3 attributes, a thing must have a type specified.",
  });
  await iot.send(
    new CreateThingCommand({ thingName: "typed", thingTypeName: "sensor", attributePayload: { attributes } }),
  );
  await expect(iot.send(new CreateThingCommand({ thingName: "x", thingTypeName: "none" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("a thing type is deprecated, waited for, and deleted when nothing has it", async () => {
  const clock = manualClock();
  await using aws = await startLocalAws({ port: 0, clock });
  const iot = iotClient(aws, { systemClockOffset: clock.now() - Date.now() });
  const type = { thingTypeName: "sensor" };
  await iot.send(new CreateThingTypeCommand({ ...type, thingTypeProperties: { thingTypeDescription: "senses" } }));
  await iot.send(new CreateThingCommand({ thingName: "device_1", ...type }));
  await iot.send(new DeprecateThingTypeCommand(type));

  const described = await iot.send(new DescribeThingTypeCommand(type));
  expect(described.thingTypeProperties?.thingTypeDescription).toBe("senses");
  expect(described.thingTypeMetadata).toMatchObject({ deprecated: true, deprecationDate: new Date(clock.now()) });
  await expect(iot.send(new CreateThingCommand({ thingName: "late", ...type }))).rejects.toMatchObject({
    message: "Can not create new thing with depreated thing type:sensor",
  });
  await iot.send(new CreateThingCommand({ thingName: "plain" }));
  await expect(iot.send(new UpdateThingCommand({ thingName: "plain", ...type }))).rejects.toMatchObject({
    message: "Can not update a thing to use deprecated thing type: sensor",
  });
  await expect(iot.send(new DeleteThingTypeCommand(type))).rejects.toMatchObject({ name: "InvalidRequestException" });
  clock.advance(5 * 60_000);
  await expect(iot.send(new DeleteThingTypeCommand(type))).rejects.toMatchObject({ name: "InvalidRequestException" });
  await iot.send(new UpdateThingCommand({ thingName: "device_1", removeThingType: true }));
  await iot.send(new DeleteThingTypeCommand(type));
  expect((await iot.send(new ListThingTypesCommand({}))).thingTypes).toEqual([]);
});

test("things are listed page by page, all or those that a filter lets through", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  await Promise.all(
    Array.from({ length: 12 }, (_, number) => {
      const attributes = { site: number % 2 ? "north-1" : "south", odd: number % 2 ? "yes" : "" };
      return iot.send(new CreateThingCommand({ thingName: `device_${number}`, attributePayload: { attributes } }));
    }),
  );
  const list = async (filter: object) => {
    const pages = [];
    for await (const page of paginateListThings({ client: iot, pageSize: 5 }, filter)) pages.push(page.things ?? []);
    return pages;
  };

  const pages = await list({});
  expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
  expect(new Set(pages.flat().map((thing) => thing.thingName)).size).toBe(12);
  expect((await list({ attributeName: "site", attributeValue: "south" })).flat()).toHaveLength(6);
  expect((await list({ attributeName: "odd", attributeValue: "yes" })).flat()).toHaveLength(6);
  expect((await list({ attributeName: "site", attributeValue: "nor" })).flat()).toHaveLength(0);
  const prefix = { attributeName: "site", attributeValue: "nor", usePrefixAttributeValue: true };
  expect((await list(prefix)).flat()).toHaveLength(6);
  await expect(list({ nextToken: "bogus" })).rejects.toMatchObject({ name: "InvalidRequestException" });
});

test("the endpoint for data is one that a client on this machine can reach; those we lack say so", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);

  const { endpointAddress } = await iot.send(new DescribeEndpointCommand({ endpointType: "iot:Data-ATS" }));
  expect(`http://${endpointAddress}`).toBe(aws.outputs.endpoints.aws);
  await expect(iot.send(new DescribeEndpointCommand({ endpointType: "iot:CredentialProvider" }))).rejects.toMatchObject(
    {
      name: "NotEmulated",
      $metadata: { httpStatusCode: 501 },
    },
  );
  await expect(iot.send(new DescribeEndpointCommand({ endpointType: "iot:Nothing" }))).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "Endpoint type iot:Nothing not recognized.",
  });
});

test("logging options are not configured until they are", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);

  await expect(iot.send(new GetV2LoggingOptionsCommand({}))).rejects.toMatchObject({ name: "NotConfiguredException" });
  const roleArn = "arn:aws:iam::000000000000:role/logging";
  await iot.send(new SetV2LoggingOptionsCommand({ roleArn, defaultLogLevel: "INFO" }));
  await iot.send(new SetV2LoggingOptionsCommand({ defaultLogLevel: "ERROR" }));
  expect(await iot.send(new GetV2LoggingOptionsCommand({}))).toMatchObject({
    roleArn,
    defaultLogLevel: "ERROR",
    disableAllLogs: false,
  });
});

test("what the control plane lacks is answered as not emulated, whole operations and single members", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const { CreateKeysAndCertificateCommand } = await import("@aws-sdk/client-iot");

  const lacking = { name: "NotEmulated", $metadata: { httpStatusCode: 501 } };
  await expect(iot.send(new CreateKeysAndCertificateCommand({}))).rejects.toMatchObject(lacking);
  await expect(iot.send(new CreateThingCommand({ thingName: "a", billingGroupName: "b" }))).rejects.toMatchObject(
    lacking,
  );
});

test.each([
  ["a name with a slash", { thingName: "a/b" }],
  ["a name that is too long", { thingName: "a".repeat(129) }],
  ["an attribute with a space", { thingName: "a", attributePayload: { attributes: { "a b": "c" } } }, /Map keys must/],
  [
    "a value that is too long",
    { thingName: "a", attributePayload: { attributes: { a: "c".repeat(801) } } },
    /Value at 'attributePayload.attributes' failed to satisfy constraint: Map value must satisfy constraint: \[Member/,
  ],
])("a thing with %s is refused", async (_what, input, words = /./) => {
  await using aws = await startLocalAws({ port: 0 });

  await expect(iotClient(aws).send(new CreateThingCommand(input))).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: expect.stringMatching(new RegExp(`^1 validation error detected: .*${words.source}`)),
  });
});
