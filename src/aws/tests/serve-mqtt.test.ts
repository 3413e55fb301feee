import * as fc from "fast-check";
import { expect, test, vi } from "vitest";

import { troubleOfLoss } from "#aws/connection-troubles.ts";
import type { Ending } from "#aws/link-protocol.ts";
import type { MqttSession } from "#aws/mqtt-link.ts";
import { type Clock, systemClock } from "#domain/clock.ts";
import type { Message } from "#domain/ports.ts";

import { openChannelLink } from "./console.ts";
import { openRawBroker, publishOf, type RawBroker } from "./raw-broker.ts";

/** The client that the console uses, on a connection that stands. */
async function connect(broker: RawBroker, clock?: Pick<Clock, "after">) {
  const link = openChannelLink(clock);
  const messages: Message[] = [];
  let heard: (() => void) | undefined;
  let ended: ((ending: Ending) => void) | undefined;
  const ending = new Promise<Ending>((resolve) => (ended = resolve));
  const session = await new Promise<MqttSession>((resolve, reject) => {
    const opened = link.open(
      { url: broker.url, clientId: "ap-northeast-1:me" },
      {
        onOpened: () => resolve(opened),
        onEnded: (how) => {
          ended?.(how);
          reject(new Error(how.detail));
        },
        onUnfit: (detail) => reject(new Error(detail)),
        onMessages: (batch) => {
          messages.push(...batch);
          heard?.();
        },
      },
    );
  });
  const until = (count: number) =>
    new Promise<readonly string[]>((resolve) => {
      heard = () => {
        if (messages.length >= count)
          resolve(messages.map(({ payload }) => new TextDecoder("utf-8", { fatal: true }).decode(payload)));
      };
      heard();
    });
  return { session, messages, until, ending, [Symbol.dispose]: () => link[Symbol.dispose]() };
}

test("messages that share a frame arrive each with its own payload, and keep it", async () => {
  await using broker = await openRawBroker();
  using client = await connect(broker);
  broker.frame([publishOf("first"), publishOf("SECOND"), publishOf("")]);
  expect(await client.until(3)).toEqual(["first", "SECOND", ""]);
  broker.frame([publishOf("later, and longer than all before")]);
  expect(await client.until(4)).toEqual(["first", "SECOND", "", "later, and longer than all before"]);
});

test("however messages are packed into frames, they arrive as they were sent, in order", async () => {
  await using broker = await openRawBroker();
  using client = await connect(broker);
  const frames = fc.sample(fc.array(fc.string({ unit: "grapheme", maxLength: 3000 }), { minLength: 1 }), {
    numRuns: 100,
    seed: 7,
  });
  for (const payloads of frames) broker.frame(payloads.map((payload) => publishOf(payload)));
  expect(await client.until(frames.flat().length)).toEqual(frames.flat());
});

test("it connects as the identity, clean, with a keep-alive of thirty seconds and no user name", async () => {
  await using broker = await openRawBroker();
  using client = await connect(broker);
  expect(client.messages).toEqual([]);
  expect(broker.received[0]).toMatchObject({ clientId: "ap-northeast-1:me", clean: true, keepalive: 30 });
  expect(broker.received[0]).not.toHaveProperty("username");
});

test("the broker's own codes come back, refusals too", async () => {
  await using broker = await openRawBroker({ connack: 0, suback: 135, puback: 151 });
  using client = await connect(broker);
  expect(await client.session.subscribe(["a", "b"])).toEqual([135, 135]);
  expect(await client.session.publish("t", new Uint8Array())).toBe(151);
});

test("a refused CONNECT ends the attempt with its code, and no other attempt is made behind our back", async () => {
  await using broker = await openRawBroker({ connack: 135 });
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  await expect(connect(broker)).rejects.toThrow("Connection rejected with reason code 135");
  // Far beyond any delay of the client's own.
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  vi.useRealTimers();
  await expect(connect(broker)).rejects.toThrow("135");
  expect(broker.connections).toBe(2);
});

test("a server's DISCONNECT ends the connection with its code", async () => {
  await using broker = await openRawBroker();
  using client = await connect(broker);
  broker.frame([{ cmd: "disconnect", reasonCode: 142 }]);
  expect(await client.ending).toMatchObject({ reasonCode: 142 });
});

test("a line that breaks ends the connection, and whatever was under way is lost", async () => {
  await using broker = await openRawBroker();
  using client = await connect(broker);
  broker.fallSilent();
  const published = client.session.publish("t", new Uint8Array()).catch((error: unknown) => error);
  await expect.poll(() => broker.received.at(-1)?.cmd).toBe("publish");
  broker.cut();
  expect(await client.ending).toMatchObject({ reasonCode: undefined, detail: "Socket closed" });
  expect(await published).toMatchObject({ code: "connection-lost" });
});

test("closed, it says goodbye", async () => {
  await using broker = await openRawBroker();
  const client = await connect(broker);
  client.session.close();
  client[Symbol.dispose]();
  await expect.poll(() => broker.received.at(-1)?.cmd).toBe("disconnect");
});

test("let go while it connects, it leaves nothing behind", async () => {
  await using broker = await openRawBroker();
  broker.fallSilent();
  const link = openChannelLink();
  const heard = vi.fn<() => void>();
  link.open(
    { url: broker.url, clientId: "ap-northeast-1:me" },
    { onOpened: heard, onEnded: heard, onUnfit: heard, onMessages: heard },
  );
  await expect.poll(() => broker.received[0]?.cmd).toBe("connect");
  link[Symbol.dispose]();
  await expect.poll(() => broker.standing).toBe(0);
  expect(heard).not.toHaveBeenCalled();
});

test("a SUBSCRIBE that is never answered ends the connection, which says why", async () => {
  await using broker = await openRawBroker();
  const patience: (() => void)[] = [];
  const clock: Pick<Clock, "after"> = {
    after: (ms, task) => {
      if (ms !== 10_000) return systemClock.after(ms, task);
      patience.push(task);
      return () => {};
    },
  };
  using client = await connect(broker, clock);
  broker.fallSilent();
  const asked = client.session.subscribe(["a"]).catch((error: unknown) => error);
  await expect.poll(() => broker.received.at(-1)?.cmd).toBe("subscribe");
  for (const task of patience) task();
  const ending = await client.ending;
  expect(troubleOfLoss(ending, "me")).toMatchObject({ code: "kept-silent", facts: { seconds: 10 } });
  expect(await asked).toMatchObject({ code: "connection-lost" });
  await expect.poll(() => broker.standing).toBe(0);
});
