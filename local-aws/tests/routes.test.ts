import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { sendSigned } from "./signed-request.ts";

test.each([
  ["PUT", "/things/a/shadow"],
  ["PATCH", "/things/a/shadow"],
  ["GET", "/topics/a"],
  ["PUT", "/topics/a%2Fb"],
  ["POST", "/retainedMessage/a"],
  ["DELETE", "/retainedMessage"],
])("%s %s of the data plane is a method that is not allowed", async (method, path) => {
  await using aws = await startLocalAws({ port: 0 });

  const response = await sendSigned(aws, { method, path, service: "iotdata" });

  expect(response.status).toBe(405);
  expect(response.headers.get("x-amzn-ErrorType")).toBe("MethodNotAllowedException");
  expect(await response.json()).toEqual({
    message: "The specified combination of HTTP verb and URI is not supported.",
    traceId: expect.any(String),
  });
});

test("HEAD of a shadow is not allowed either, and is answered without a body", async () => {
  await using aws = await startLocalAws({ port: 0 });

  const response = await sendSigned(aws, { method: "HEAD", path: "/things/a/shadow", service: "iotdata" });

  expect(response.status).toBe(405);
  expect(await response.text()).toBe("");
});

test.each(["iotdata", "iotdevicegateway", "s3"])(
  "a control-plane request signed for %s is told that its scope is wrong",
  async (service) => {
    await using aws = await startLocalAws({ port: 0 });

    const response = await sendSigned(aws, { method: "GET", path: "/things", service });

    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ message: "Credential should be scoped to correct service." });
  },
);

test.each([
  ["iotdata", "iot-data: GET /connections/a"],
  ["iot", "iot: GET /connections/a"],
])("what nobody here does is named as what a request signed for %s asks", async (service, what) => {
  await using aws = await startLocalAws({ port: 0 });

  const response = await sendSigned(aws, { method: "GET", path: "/connections/a", service });

  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining(`does not emulate ${what}. `) });
});
