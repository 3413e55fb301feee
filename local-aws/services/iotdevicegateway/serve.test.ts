import { generate, type Packet, parser } from "mqtt-packet";
import { expect, test } from "vitest";

import { openAccount } from "#local/account/account.ts";
import { manualClock } from "#local/account/clock.ts";
import { seededIds } from "#local/account/ids.ts";
import { memoryStore } from "#local/account/store.ts";
import { closeCodes } from "#local/wire/mqtt/link.ts";

import { iotDeviceGateway } from "./iotdevicegateway.ts";

/** The gateway of an account without doors, and an administrator's connection to it. */
function visit(options: { readonly clientId?: string; readonly stuckBytes?: number } = {}) {
  const clock = manualClock();
  const told: string[] = [];
  const account = openAccount({
    accountId: "000000000000",
    region: "ap-northeast-1",
    clock,
    ids: seededIds("serve"),
    store: memoryStore(),
    endpoints: { http: () => "localhost" },
    tell: (line) => told.push(line),
  });
  const gateway = iotDeviceGateway(account);
  const sent: Packet[] = [];
  const reader = parser({ protocolVersion: 5 });
  reader.on("packet", (packet) => sent.push(packet));
  const principal = { kind: "user", arn: "arn:aws:iam::000000000000:user/admin", principalId: "AIDA" } as const;
  const codes: number[] = [];
  const link = {
    send: (frame: Buffer) => reader.parse(frame),
    close: (code: number) => codes.push(code),
    waiting: options.stuckBytes ?? 0,
  };
  const connection = gateway.serve({ principal, sourceIp: "127.0.0.1", sourcePort: 1 }, link);
  const hear = (packet: Packet) => connection.receive(generate(packet, { protocolVersion: 5 }));
  hear({ cmd: "connect", protocolVersion: 5, clientId: options.clientId ?? "me", clean: true, keepalive: 0 });
  return { account, clock, told, gateway, connection, hear, sent, codes };
}

test("a connection ends after 24 hours, however lively it is", () => {
  const { account, clock, hear, sent } = visit();
  for (let hour = 0; hour < 24 * 4 - 1; hour += 1) {
    clock.advance(900_000);
    hear({ cmd: "pingreq" });
  }
  expect(account.connectivity.byClientId.get("me")?.connected).toBe(true);
  clock.advance(900_000);

  expect(account.connectivity.byClientId.get("me")).toMatchObject({
    connected: false,
    disconnectReason: "WEBSOCKET_TTL_EXPIRATION",
  });
  expect(sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 152 });
});

test("who does not keep up loses messages of QoS 0, and it is said once", () => {
  const { account, hear, told } = visit({ stuckBytes: 5_000_000 });
  hear({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "a", qos: 0 }] });
  const message = {
    topic: "a",
    payload: Buffer.from("x"),
    qos: 0,
    retain: false,
    properties: {},
    expiresAt: undefined,
  } as const;
  for (let count = 0; count < 10; count += 1) account.broker.publish(message);

  expect(told.filter((line) => line.includes("Publish-Out"))).toHaveLength(1);
});

test("who acknowledges nothing is disconnected before his messages fill the memory", () => {
  const { account, hear } = visit();
  hear({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "a", qos: 1 }] });
  const message = {
    topic: "a",
    payload: Buffer.from("x"),
    qos: 1,
    retain: false,
    properties: {},
    expiresAt: undefined,
  } as const;
  for (let count = 0; count < 11_000; count += 1) account.broker.publish(message);

  expect(account.connectivity.byClientId.get("me")?.disconnectReason).toBe("THROTTLED");
});

test("a gateway that closes ends its connections", () => {
  const { account, gateway, codes } = visit();
  gateway[Symbol.dispose]();

  expect(codes).toEqual([closeCodes.goingAway]);
  expect(account.connectivity.byClientId.get("me")?.disconnectReason).toBe("SERVER_INITIATED_DISCONNECT");
});

test("dates in conditions are looked at again each minute", () => {
  const { account, clock, gateway } = visit();
  const until = new Date(clock.now() + 30_000).toISOString();
  const role = account.roles.create({
    name: "dated",
    trustPolicy:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    inlinePolicies: {
      dated: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "iot:Connect", Resource: "*" },
          {
            Effect: "Allow",
            Action: "iot:Publish",
            Resource: "*",
            Condition: { DateLessThan: { "aws:CurrentTime": until } },
          },
        ],
      }),
    },
  });
  const sent: Packet[] = [];
  const reader = parser({ protocolVersion: 5 });
  reader.on("packet", (packet) => sent.push(packet));
  const principal = {
    kind: "role",
    arn: "arn:aws:sts::000000000000:assumed-role/dated/s",
    principalId: `${role.id}:s`,
    roleName: "dated",
    cognito: undefined,
    context: {},
  } as const;
  const link = { send: (frame: Buffer) => reader.parse(frame), close: () => {}, waiting: 0 };
  const connection = gateway.serve({ principal, sourceIp: "127.0.0.1", sourcePort: 2 }, link);
  const hear = (packet: Packet) => connection.receive(generate(packet, { protocolVersion: 5 }));
  const publish = { cmd: "publish", topic: "a", payload: "x", qos: 0, dup: false, retain: false } as const;
  hear({ cmd: "connect", protocolVersion: 5, clientId: "dated", clean: true, keepalive: 0 });

  hear(publish);
  clock.advance(61_000);
  hear(publish);

  expect(sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 135 });
  expect(account.connectivity.byClientId.get("dated")?.disconnectReason).toBe("AUTH_ERROR");
});
