import { Mqtt5Client, Mqtt5WebsocketUrlFactoryType } from "aws-crt/dist.browser/browser/mqtt5";
import { expect, test } from "vitest";

import { decodesWithoutHarm } from "#aws/own-bytes.ts";

import { openRawBroker, publishOf } from "./raw-broker.ts";

// What the patch of own-bytes.ts is for. The day these fail, aws-crt has mended its decoder and the patch can go.

/** What the client of the device SDK hands over, kept as it is handed over, until as many messages have come. */
async function heardByStockClient(frames: readonly (readonly string[])[]): Promise<readonly string[]> {
  await using broker = await openRawBroker();
  const client = new Mqtt5Client({
    hostName: "localhost",
    port: 443,
    disableMetrics: true,
    websocketOptions: {
      urlFactoryOptions: { urlFactory: Mqtt5WebsocketUrlFactoryType.Custom, customUrlFactory: () => broker.url },
    },
  });
  const kept: unknown[] = [];
  const left = frames.flat().length;
  const heard = new Promise<void>((resolve) => {
    client.on("messageReceived", ({ message }) => {
      if (kept.push(message.payload) === left) resolve();
    });
  });
  const connected = new Promise<void>((resolve) => client.on("connectionSuccess", () => resolve()));
  client.start();
  await connected;
  for (const payloads of frames) broker.frame(payloads.map((payload) => publishOf(payload)));
  await heard;
  client.stop();
  return kept.map((payload) => (ArrayBuffer.isView(payload) ? new TextDecoder().decode(payload) : "no bytes"));
}

test("the stock client mixes the payloads of two messages that share a frame", async () => {
  expect(await heardByStockClient([["first", "SECOND"]])).not.toEqual(["first", "SECOND"]);
});

test("the stock client overwrites a payload that is kept when the next message comes", async () => {
  expect(await heardByStockClient([["first"], ["SECOND"]])).not.toEqual(["first", "SECOND"]);
});

test("the self-test that every connection starts with sees it", () => {
  expect(decodesWithoutHarm()).toBe(false);
});
