import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { connectClient } from "./mqtt-clients.ts";
import { openedAccount } from "./opened-account.ts";
import { sendSigned } from "./signed-request.ts";

test.each([
  ["a content type of more than 256 bytes", { contentType: "x".repeat(257) }],
  ["correlation data of more than 8 KB", { correlationData: Buffer.alloc(8 * 1024 + 1).toString("base64") }],
  ["user properties of more than 8 KB", { userProperties: JSON.stringify([{ a: "x".repeat(8 * 1024) }]) }],
  ["a response topic with a wildcard", { responseTopic: "answers/+" }],
])("%s is refused over HTTP and logged", async (_, properties) => {
  await using aws = await openedAccount();
  const { endpoints, region, admin } = aws.outputs;
  const client = new IoTDataPlaneClient({ endpoint: endpoints.aws, region, credentials: admin, maxAttempts: 1 });

  await expect(client.send(new PublishCommand({ topic: "a", ...properties }))).rejects.toMatchObject({
    name: "InvalidRequestException",
    $metadata: { httpStatusCode: 400 },
  });

  expect(aws.log("Publish-In")).toMatchObject([{ topicName: "a", details: expect.stringContaining("must not") }]);
});

test.each([
  ["/topics/a%2Fb", "a/b"],
  ["/topics/a/b", "a/b"],
  ["/topics/a//b/", "a//b/"],
])("a topic may stand in the URL with its slashes encoded or not: %s", async (path, topic) => {
  await using aws = await startLocalAws({ port: 0 });
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync(topic, { qos: 1 });

  const response = await sendSigned(aws, { method: "POST", path, body: "hello", service: "iotdata" });

  expect(response.status).toBe(200);
  expect(await client.message(() => true)).toMatchObject({ topic, text: "hello" });
});
