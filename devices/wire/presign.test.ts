import { expect, test } from "vitest";

import { presignMqttUrl } from "./presign.ts";

const given = {
  websocket: "ws://localhost:4566/mqtt",
  region: "ap-northeast-1",
  now: Date.UTC(2026, 0, 5, 3, 4, 5),
  credentials: { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "secret" },
};

test("the session token stands at the end of the URL and changes nothing of what is signed", async () => {
  const without = await presignMqttUrl(given);
  const token = "a/token+with=all";
  const url = await presignMqttUrl({ ...given, credentials: { ...given.credentials, sessionToken: token } });

  expect(url).toBe(`${without}&X-Amz-Security-Token=${encodeURIComponent(token)}`);
  const { searchParams, host } = new URL(url);
  expect(host).toBe("localhost:4566");
  expect(searchParams.get("X-Amz-Credential")).toBe(
    "ASIAEXAMPLE/20260105/ap-northeast-1/iotdevicegateway/aws4_request",
  );
  expect(searchParams.get("X-Amz-Date")).toBe("20260105T030405Z");
  expect(searchParams.get("X-Amz-SignedHeaders")).toBe("host");
});
