import { expect, test } from "vitest";

import { openSdkClient, sdk, sdkClient } from "./device-sdk.ts";
import { allowing, openedAccount } from "./opened-account.ts";

test("it connects, subscribes, publishes and receives", async () => {
  await using aws = await openedAccount();
  await using me = await sdkClient(aws, "me");
  const success = me.next("connectionSuccess");
  me.client.start();

  expect(await success).toMatchObject({
    connack: { reasonCode: 0 },
    settings: { serverKeepAlive: 30, maximumQos: 1, maximumPacketSizeToServer: 149_504 },
  });

  const suback = await me.client.subscribe({ subscriptions: [{ topicFilter: "a/+", qos: sdk.QoS.AtLeastOnce }] });
  expect(suback.reasonCodes).toEqual([1]);
  const received = me.next("messageReceived");
  await me.client.publish({ topicName: "a/b", qos: sdk.QoS.AtLeastOnce, payload: Buffer.from("hello") });

  expect(await received).toMatchObject({ message: { topicName: "a/b", payload: Buffer.from("hello") } });
});

test("it is told by reason codes what its policies do not allow", async () => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: allowing(["*", "*"]), iot: allowing(["iot:Connect", "client/me"]) });
  await using me = await sdkClient(aws, "me", { keys });
  const success = me.next("connectionSuccess");
  me.client.start();
  await success;

  const suback = await me.client.subscribe({ subscriptions: [{ topicFilter: "a", qos: sdk.QoS.AtLeastOnce }] });
  expect(suback.reasonCodes).toEqual([135]);
  const puback = await me.client.publish({ topicName: "a", qos: sdk.QoS.AtLeastOnce, payload: "x" });
  expect(puback).toMatchObject({ reasonCode: 135 });
  const disconnection = me.next("disconnection");
  await me.client.publish({ topicName: "a", qos: sdk.QoS.AtMostOnce, payload: "x" });
  expect(await disconnection).toMatchObject({ disconnect: { reasonCode: 135 } });
});

test("it is refused at CONNECT with 135", async () => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: allowing(["*", "*"]), iot: allowing(["iot:Connect", "client/me"]) });
  await using stranger = await sdkClient(aws, "stranger", { keys });
  const failure = stranger.next("connectionFailure");
  stranger.client.start();

  expect(await failure).toMatchObject({ connack: { reasonCode: 135 } });
});

test("it is told when another takes its client identifier", async () => {
  await using aws = await openedAccount();
  await using first = await sdkClient(aws, "same");
  const connected = first.next("connectionSuccess");
  first.client.start();
  await connected;
  const disconnection = first.next("disconnection");
  await using second = await sdkClient(aws, "same");
  second.client.start();

  expect(await disconnection).toMatchObject({ disconnect: { reasonCode: 142 } });
});

test("a URL that it signed itself is let in, though it signs the host without its port", async () => {
  await using aws = await openedAccount();
  const { hostname, port } = new URL(aws.outputs.endpoints.aws);
  const ws = await import("aws-crt/dist.browser/browser/ws.js");
  const { accessKeyId, secretAccessKey, sessionToken } = aws.identity({
    role: allowing(["*", "*"]),
    iot: allowing(["*", "*"]),
  });
  const url = ws.create_mqtt5_websocket_url({
    hostName: hostname,
    port: Number(port),
    websocketOptions: {
      urlFactoryOptions: {
        urlFactory: sdk.Mqtt5WebsocketUrlFactoryType.Sigv4,
        region: aws.outputs.region,
        credentialsProvider: {
          getCredentials: () => ({
            aws_access_id: accessKeyId,
            aws_secret_key: secretAccessKey,
            ...(sessionToken !== undefined && { aws_sts_token: sessionToken }),
            aws_region: aws.outputs.region,
          }),
          refreshCredentials: async () => {},
        },
      },
    },
  });
  const withPort = url.replace(`wss://${hostname}/`, `ws://${hostname}:${port}/`);
  await using me = openSdkClient("me", withPort);
  const success = me.next("connectionSuccess");
  me.client.start();

  expect(await success).toMatchObject({ connack: { reasonCode: 0 } });
});
