import {
  DeleteThingShadowCommand,
  GetRetainedMessageCommand,
  GetThingShadowCommand,
  IoTDataPlaneClient,
  ListNamedShadowsForThingCommand,
  ListRetainedMessagesCommand,
  paginateListRetainedMessages,
  PublishCommand,
  UpdateThingShadowCommand,
} from "@aws-sdk/client-iot-data-plane";
import { expect, test } from "vitest";

import { manualClock } from "#local/account/clock.ts";

import { connectClient, type Keys, type Reachable } from "./mqtt-clients.ts";
import { allowing, openedAccount } from "./opened-account.ts";

function dataPlane({ outputs }: Reachable, credentials: Keys = outputs.admin) {
  return new IoTDataPlaneClient({
    endpoint: outputs.endpoints.aws,
    region: outputs.region,
    credentials,
    maxAttempts: 1,
  });
}

const thingName = "device_1";
const documentOf = ({ payload }: { readonly payload?: Uint8Array | undefined }): unknown =>
  JSON.parse(Buffer.from(payload ?? []).toString());
const update = (document: unknown, name = thingName) =>
  new UpdateThingShadowCommand({ thingName: name, payload: Buffer.from(JSON.stringify(document)) });

test("a shadow is made, read and deleted, and made again with the next version", async () => {
  await using aws = await openedAccount();
  const client = dataPlane(aws);

  const made = documentOf(await client.send(update({ state: { desired: { power: "ON" } }, clientToken: "t" })));
  expect(made).toMatchObject({ state: { desired: { power: "ON" } }, version: 1, clientToken: "t" });
  expect(documentOf(await client.send(new GetThingShadowCommand({ thingName })))).toMatchObject({
    state: { desired: { power: "ON" }, delta: { power: "ON" } },
    metadata: { desired: { power: { timestamp: expect.any(Number) } } },
    version: 1,
    timestamp: expect.any(Number),
  });
  expect(documentOf(await client.send(new DeleteThingShadowCommand({ thingName })))).toMatchObject({ version: 1 });
  await expect(client.send(new GetThingShadowCommand({ thingName }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "No shadow exists with name: device_1",
    $metadata: { httpStatusCode: 404 },
  });
  expect(documentOf(await client.send(update({ state: {} })))).toMatchObject({ version: 2 });
});

test("48 hours after it was deleted a shadow starts over", async () => {
  const clock = manualClock(Date.now());
  await using aws = await openedAccount({ clock });
  const request = (action: "update" | "delete") =>
    aws.account.shadows.request(action, thingName, Buffer.from('{"state":{"reported":{"a":1}}}'), "HTTP");
  const versions: unknown[] = [];
  const remember = async () => {
    const answer = await request("update");
    versions.push(answer.accepted && aws.account.shadows.classic.get(thingName)?.version);
  };

  await remember();
  await request("delete");
  clock.advance(48 * 3_600_000 - 1);
  await remember();
  await request("delete");
  clock.advance(48 * 3_600_000);
  await remember();

  expect(versions).toEqual([1, 2, 1]);
});

test("every refusal over HTTP stands in the log, under the trace id that the caller is told, and in the terminal", async () => {
  await using aws = await openedAccount();
  const role = allowing([["iot:GetThingShadow", "iot:UpdateThingShadow", "iot:Publish"], "*"]);
  const client = dataPlane(aws, aws.identity({ role, iot: role }));
  const traces: unknown[] = [];
  const refused = async (asked: Promise<unknown>) => {
    const error: unknown = await asked.catch((caught: unknown) => caught);
    traces.push(error instanceof Error && "traceId" in error ? error.traceId : error);
  };

  await refused(client.send(update({ state: {}, version: 9 })));
  await refused(client.send(new GetThingShadowCommand({ thingName: "none" })));
  await refused(client.send(new DeleteThingShadowCommand({ thingName })));
  await refused(client.send(new PublishCommand({ topic: "$aws/events/x" })));
  await refused(client.send(new PublishCommand({ topic: "a", retain: true })));
  await refused(dataPlane(aws).send(new GetRetainedMessageCommand({ topic: "none" })));

  const denied = { reason: "AUTHORIZATION_FAILURE" };
  expect(aws.log()).toMatchObject([
    { eventType: "UpdateThingShadow", protocol: "HTTP", deviceShadowName: thingName, details: "Version conflict" },
    { eventType: "GetThingShadow", deviceShadowName: "none", details: "No shadow exists with name: none" },
    { eventType: "DeleteThingShadow", ...denied },
    { eventType: "Publish-In", topicName: "$aws/events/x", details: expect.stringContaining("reserved topic") },
    { eventType: "Publish-In", topicName: "a", ...denied },
    { eventType: "GetRetainedMessage", topicName: "none" },
  ]);
  expect(aws.log().map(({ traceId }) => traceId)).toEqual(traces);
  expect(aws.told.map((line) => line.split(" ", 2).join(" "))).toEqual([
    "refused UpdateThingShadow",
    "refused GetThingShadow",
    "denied iot:DeleteThingShadow",
    "refused Publish",
    "denied iot:RetainPublish",
    "refused GetRetainedMessage",
  ]);
});

test("a shadow update that was published over HTTP and refused is logged as one that came by MQTT", async () => {
  await using aws = await openedAccount();
  const topic = "$aws/things/device_1/shadow/update";

  await dataPlane(aws).send(new PublishCommand({ topic, payload: Buffer.from("{") }));

  expect(aws.log("UpdateThingShadow")).toMatchObject([{ protocol: "MQTT", topicName: topic, details: "Invalid JSON" }]);
  expect(aws.told).toEqual(["refused UpdateThingShadow of device_1 over MQTT: Invalid JSON"]);
});

test.each([
  ["{", 400, "InvalidRequestException", "Invalid JSON"],
  ["{}", 400, "InvalidRequestException", "Missing required node: state"],
  ['{"state":{},"version":9}', 409, "ConflictException", "Version conflict"],
  [
    `{"state":{"desired":{"a":"${"x".repeat(9000)}"}}}`,
    413,
    "RequestEntityTooLargeException",
    "The payload exceeds the maximum size allowed",
  ],
])("%s is refused over HTTP, and no topic hears of it", async (payload, httpStatusCode, name, message) => {
  await using aws = await openedAccount();
  await using subscriber = await connectClient(aws);
  await subscriber.mqtt.subscribeAsync(["$aws/things/#", "end"], { qos: 1 });

  const refused = dataPlane(aws).send(new UpdateThingShadowCommand({ thingName, payload: Buffer.from(payload) }));

  await expect(refused).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode } });
  await subscriber.mqtt.publishAsync("end", "", { qos: 1 });
  await subscriber.message(({ topic }) => topic === "end");
  expect(subscriber.arrived).toHaveLength(1);
});

test("a change by HTTP is told to the subscribers of the shadow, a reading is not", async () => {
  await using aws = await openedAccount();
  await using subscriber = await connectClient(aws);
  await subscriber.mqtt.subscribeAsync("$aws/things/+/shadow/#", { qos: 1 });
  const client = dataPlane(aws);

  await client.send(update({ state: { desired: { a: 1 } } }));
  await client.send(new GetThingShadowCommand({ thingName }));
  await client.send(new DeleteThingShadowCommand({ thingName }));
  await subscriber.message(({ topic }) => topic.endsWith("delete/accepted"));

  expect(subscriber.arrived.map(({ topic }) => topic.replace("$aws/things/device_1/shadow/", ""))).toEqual([
    "update/accepted",
    "update/delta",
    "update/documents",
    "delete/accepted",
  ]);
});

test("HTTP needs the shadow's own actions, of the role and of the IoT policy; a denial is Forbidden and logged", async () => {
  await using aws = await openedAccount();
  const role = allowing([["iot:GetThingShadow", "iot:UpdateThingShadow"], "thing/device_*"]);
  const iot = allowing(["iot:GetThingShadow", "thing/*"]);
  const client = dataPlane(aws, aws.identity({ role, iot }));
  await dataPlane(aws).send(update({ state: { reported: { a: 1 } } }));

  expect(documentOf(await client.send(new GetThingShadowCommand({ thingName })))).toMatchObject({ version: 1 });
  const forbidden = { name: "ForbiddenException", message: "Forbidden", $metadata: { httpStatusCode: 403 } };
  await expect(client.send(update({ state: {} }))).rejects.toMatchObject(forbidden);
  await expect(client.send(new GetThingShadowCommand({ thingName: "other" }))).rejects.toMatchObject(forbidden);

  expect(aws.log()).toMatchObject([
    {
      eventType: "UpdateThingShadow",
      logLevel: "ERROR",
      protocol: "HTTP",
      deviceShadowName: "device_1",
      reason: "AUTHORIZATION_FAILURE",
      principalId: expect.stringMatching(/CognitoIdentityCredentials$/),
    },
    { eventType: "GetThingShadow", deviceShadowName: "other" },
  ]);
  expect(aws.told.at(-1)).toContain("no statement of inline policy permissions of role identity-1 allows it");
});

test("a signature that does not hold is ForbiddenException on the data plane", async () => {
  await using aws = await openedAccount();
  const client = dataPlane(aws, { ...aws.outputs.admin, secretAccessKey: "wrong" });

  await expect(client.send(new GetThingShadowCommand({ thingName }))).rejects.toMatchObject({
    name: "ForbiddenException",
    message: expect.stringMatching(/^The request signature we calculated/),
  });
});

test("named shadows are not emulated, and say so", async () => {
  await using aws = await openedAccount();
  const client = dataPlane(aws);
  const lacking = { name: "NotEmulated", $metadata: { httpStatusCode: 501 } };

  await expect(client.send(new GetThingShadowCommand({ thingName, shadowName: "s" }))).rejects.toMatchObject(lacking);
  await expect(client.send(new ListNamedShadowsForThingCommand({ thingName }))).rejects.toMatchObject(lacking);
});

test("what is published over HTTP reaches MQTT subscribers with its properties", async () => {
  await using aws = await openedAccount();
  await using subscriber = await connectClient(aws);
  await subscriber.mqtt.subscribeAsync("a/b", { qos: 1 });

  await dataPlane(aws).send(
    new PublishCommand({
      topic: "a/b",
      qos: 1,
      payload: Buffer.from("hello"),
      contentType: "text/plain",
      responseTopic: "answers",
      messageExpiry: 100,
      payloadFormatIndicator: "UTF8_DATA",
      correlationData: Buffer.from("id").toString("base64"),
      userProperties: JSON.stringify([{ colour: "red" }, { colour: "blue" }]),
    }),
  );

  const { text, packet } = await subscriber.message(() => true);
  expect(text).toBe("hello");
  expect(packet.properties).toMatchObject({
    contentType: "text/plain",
    responseTopic: "answers",
    payloadFormatIndicator: true,
    correlationData: Buffer.from("id"),
    userProperties: { colour: ["red", "blue"] },
  });
});

test("a shadow may be updated by publishing over HTTP; other topics of AWS may not be published to", async () => {
  await using aws = await openedAccount();
  const client = dataPlane(aws);

  await client.send(
    new PublishCommand({
      topic: "$aws/things/t/shadow/update",
      payload: Buffer.from('{"state":{"reported":{"a":1}}}'),
    }),
  );

  expect(aws.account.shadows.classic.get("t")?.state).toEqual({ reported: { a: 1 } });
  const invalid = { name: "InvalidRequestException", $metadata: { httpStatusCode: 400 } };
  await expect(client.send(new PublishCommand({ topic: "$aws/events/x" }))).rejects.toMatchObject(invalid);
  await expect(client.send(new PublishCommand({ topic: "a\0b" }))).rejects.toMatchObject(invalid);
  await expect(client.send(new PublishCommand({ topic: "a/+" }))).rejects.toMatchObject(invalid);
});

test("retained messages are read one by one and listed page by page", async () => {
  await using aws = await openedAccount();
  const client = dataPlane(aws);
  const topics = ["a", "b/c", "d"];
  await Promise.all(
    topics.map((topic) =>
      client.send(new PublishCommand({ topic, payload: Buffer.from(topic), qos: 1, retain: true })),
    ),
  );

  expect(await client.send(new GetRetainedMessageCommand({ topic: "b/c" }))).toMatchObject({
    topic: "b/c",
    payload: new Uint8Array(Buffer.from("b/c")),
    qos: 1,
    lastModifiedTime: expect.any(Number),
  });
  const first = await client.send(new ListRetainedMessagesCommand({ maxResults: 2 }));
  expect(first.retainedTopics).toMatchObject([{ topic: "a", payloadSize: 1, qos: 1 }, { topic: "b/c" }]);
  const listed: unknown[] = [];
  for await (const page of paginateListRetainedMessages({ client, pageSize: 1 }, {})) {
    listed.push(...(page.retainedTopics ?? []).map(({ topic }) => topic));
  }
  expect(listed).toEqual(topics);
  await expect(client.send(new GetRetainedMessageCommand({ topic: "none" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
  await expect(client.send(new ListRetainedMessagesCommand({ nextToken: "?" }))).rejects.toMatchObject({
    name: "InvalidRequestException",
  });
});
