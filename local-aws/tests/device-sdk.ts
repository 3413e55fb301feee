import { once } from "node:events";

import type { mqtt5 as Mqtt5 } from "aws-crt/dist.browser/browser";

import { type Reachable, signedUrl } from "./mqtt-clients.ts";

/** The browser build of the AWS IoT Device SDK's MQTT 5 client, under Node: it asks for `window` while it loads. */
async function browserSdk(): Promise<typeof Mqtt5> {
  Object.assign(globalThis, { window: { navigator: { userAgent: "test" } } });
  const { mqtt5 } = await import("aws-crt/dist.browser/browser.js");
  return mqtt5;
}

export const sdk = await browserSdk();

type Keys = Parameters<typeof signedUrl>[1];

/** A client that connects with a URL made beforehand, as the console does. */
export async function sdkClient(aws: Reachable, clientId: string, signing: Keys = {}) {
  return openSdkClient(clientId, await signedUrl(aws, signing));
}

export function openSdkClient(clientId: string, url: string) {
  const client = new sdk.Mqtt5Client({
    hostName: "unused",
    port: 1,
    connectProperties: { clientId, keepAliveIntervalSeconds: 30 },
    websocketOptions: {
      urlFactoryOptions: { urlFactory: sdk.Mqtt5WebsocketUrlFactoryType.Custom, customUrlFactory: () => url },
    },
  });
  client.on("error", () => {});
  const next = async (event: string): Promise<unknown> => {
    const [value]: unknown[] = await once(client, event);
    return value;
  };
  return {
    client,
    next,
    [Symbol.asyncDispose]: async () => {
      const stopped = next("stopped");
      client.stop();
      await stopped;
      client.close();
    },
  };
}
