import { describe, expect, test } from "vitest";

import {
  arrive,
  encode,
  now,
  onTheWire,
  type Plain,
  presign,
  refusalOf,
  session,
  signerOf,
} from "#local/tests/sigv4-oracle.ts";

describe("the URL of MQTT over WebSocket", () => {
  const mqtt = { services: ["iotdevicegateway", "iotdata"], token: "appended" } as const;
  const upgrade: Plain = { method: "GET", path: "/mqtt", query: {}, headers: { host: "localhost:4566" }, body: "" };

  /** As AWS's device SDKs do: the token is appended to what was signed without it. */
  async function mqttUrl(service: string, headers = upgrade.headers, token = session.sessionToken) {
    const { sessionToken: _, ...credentials } = session;
    const request = await presign({ ...upgrade, headers }, { service, credentials });
    return { ...request, query: `${request.query}&X-Amz-Security-Token=${encode(token)}` };
  }

  test.each(["iotdevicegateway", "iotdata"])("signed for %s, its token appended", async (service) => {
    expect(refusalOf(await mqttUrl(service), mqtt)).toBeUndefined();
  });

  test("with the token first, and more headers than the host, as the native SDKs write it", async () => {
    const { sessionToken: _, ...credentials } = session;
    const signed = await signerOf({ service: "iotdevicegateway", credentials }).presign(
      onTheWire({ ...upgrade, headers: { host: "localhost", "x-connection": "Upgrade" } }),
      {
        signingDate: new Date(now),
        unhoistableHeaders: new Set(["x-connection"]),
      },
    );
    const query = { "X-Amz-Security-Token": session.sessionToken, ...signed.query } as Plain["query"];
    const request = arrive({ ...upgrade, query, headers: { ...signed.headers, host: "localhost:4566" } });
    expect(refusalOf(request, mqtt)).toBeUndefined();
  });

  test("with another's token", async () => {
    expect(refusalOf(await mqttUrl("iotdevicegateway", upgrade.headers, "other"), mqtt)).toBe("wrong-token");
  });

  test("signed for the control plane", async () => {
    expect(refusalOf(await mqttUrl("iot"), mqtt)).toBe("scope");
  });

  test("whose token was signed, as everywhere else", async () => {
    const request = await presign(upgrade, { service: "iotdevicegateway", credentials: session });
    expect(refusalOf(request, mqtt)).toBe("mismatch");
    expect(refusalOf(request, { services: mqtt.services })).toBeUndefined();
  });

  test("after X-Amz-Expires, and five minutes after when it has none", async () => {
    const request = await mqttUrl("iotdevicegateway");
    expect(refusalOf(request, { ...mqtt, now: now + 61_000 })).toBe("expired-url");
  });

  test("for the host with its port and without", async () => {
    const signedBare = await mqttUrl("iotdevicegateway", { host: "localhost" });
    expect(refusalOf({ ...signedBare, headers: { host: "localhost:4566" } }, mqtt)).toBeUndefined();
    expect(refusalOf({ ...signedBare, headers: { host: "example.com" } }, mqtt)).toBe("mismatch");
  });
});
