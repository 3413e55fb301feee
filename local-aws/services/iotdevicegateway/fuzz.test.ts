import * as fc from "fast-check";
import { generate, type Packet } from "mqtt-packet";
import { expect, test } from "vitest";

import { openAccount } from "#local/account/account.ts";
import { manualClock } from "#local/account/clock.ts";
import { seededIds } from "#local/account/ids.ts";
import { memoryStore } from "#local/account/store.ts";

import { iotDeviceGateway } from "./iotdevicegateway.ts";

const names = fc.oneof(
  fc.constantFrom(
    "a",
    "a/b",
    "a/#",
    "+",
    "#",
    "$aws/things/t/shadow/update",
    "$aws/things/t/shadow/get",
    "$aws/#",
    "$x",
  ),
  fc.string({ maxLength: 20, unit: "grapheme" }),
  fc.constantFrom("x".repeat(300), "/".repeat(9), "$share/g/a", "__proto__", "$aws/rules/r"),
);
const payload = fc.oneof(
  fc.constantFrom(
    "",
    "{}",
    '{"state":{"desired":{"a":1}}}',
    '{"state":null}',
    '{"state":{"reported":{"__proto__":1}}}',
  ),
  fc.string({ maxLength: 50 }),
);
const qos = fc.constantFrom<0 | 1 | 2>(0, 1, 1, 1, 2);
const messageId = fc.integer({ min: 1, max: 5 });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 });
const properties = fc
  .record({
    contentType: optional(fc.string({ maxLength: 5 })),
    topicAlias: optional(fc.integer({ min: 0, max: 10 })),
    messageExpiryInterval: optional(fc.nat(100)),
    userProperties: optional(fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 2 })),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({
    cmd: fc.constant("publish" as const),
    topic: names,
    payload,
    qos,
    dup: fc.boolean(),
    retain: fc.boolean(),
    messageId,
    properties,
  }),
  fc.record({
    cmd: fc.constant("subscribe" as const),
    messageId,
    subscriptions: fc.array(fc.record({ topic: names, qos, nl: fc.boolean(), rap: fc.boolean(), rh: fc.nat(2) }), {
      minLength: 1,
      maxLength: 9,
    }),
  }),
  fc.record({
    cmd: fc.constant("unsubscribe" as const),
    messageId,
    unsubscriptions: fc.array(names, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ cmd: fc.constant("puback" as const), messageId, reasonCode: fc.constant(0) }),
  fc.constant({ cmd: "pingreq" as const }),
);
const connect = fc.record({
  cmd: fc.constant("connect" as const),
  clientId: fc.oneof({ weight: 4, arbitrary: fc.constantFrom("one", "two") }, { weight: 1, arbitrary: names }),
  clean: fc.boolean(),
  keepalive: fc.nat(2000),
  will: optional(fc.record({ topic: names, payload, qos, retain: fc.boolean() })),
});
const spoilt = fc.record({ at: fc.nat(), byte: fc.nat(255) });

test("whatever clients say in whatever order, spoilt or not, the broker does not fail", () => {
  const conversations = fc.array(
    fc.record({
      version: fc.constantFrom<4 | 5>(4, 5),
      connect,
      packets: fc.array(fc.tuple(packet, fc.option(spoilt, { freq: 6 })), { maxLength: 12 }),
      goodbye: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const talk = fc.property(conversations, (visits) => {
    const clock = manualClock();
    const told: string[] = [];
    const account = openAccount({
      accountId: "000000000000",
      region: "ap-northeast-1",
      clock,
      ids: seededIds("fuzz"),
      store: memoryStore(),
      endpoints: { http: () => "localhost" },
      tell: (line) => told.push(line),
    });
    const gateway = iotDeviceGateway(account);
    const principal = { kind: "user", arn: "arn:aws:iam::000000000000:user/admin", principalId: "AIDA" } as const;
    const lines = visits.map(({ version, connect: first, packets, goodbye }) => {
      const link = { send: () => {}, close: () => {}, waiting: 0 };
      const connection = gateway.serve({ principal, sourceIp: "127.0.0.1", sourcePort: 1 }, link);
      const { will, ...rest } = first;
      const opening: Packet = { ...rest, protocolVersion: version, ...(will?.topic && { will }) };
      const sent = [[opening, null] as const, ...packets].map(([one, spoil]) => {
        const bytes = written(one, version);
        if (spoil && bytes.length > 0) bytes.writeUInt8(spoil.byte, spoil.at % bytes.length);
        return bytes;
      });
      return { connection, sent, goodbye };
    });
    // One packet of each in turn, so that they meet.
    for (let turn = 0; turn < 14; turn += 1) {
      for (const { connection, sent } of lines) {
        const bytes = sent[turn];
        if (bytes) connection.receive(bytes);
      }
      clock.advance(1000);
    }
    for (const { connection, goodbye } of lines) connection.hungUp(goodbye);
    gateway[Symbol.dispose]();

    expect(told.filter((line) => line.startsWith("fault"))).toEqual([]);
    expect([...account.connectivity.byClientId.values()].filter(({ connected }) => connected)).toEqual([]);
  });
  fc.assert(talk, { numRuns: 500 });
});

/** What the library cannot write at all is not sent. */
function written(one: Packet, protocolVersion: 4 | 5): Buffer {
  try {
    return generate(one, { protocolVersion });
  } catch {
    return Buffer.alloc(0);
  }
}
