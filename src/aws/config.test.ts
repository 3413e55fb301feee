import { expect, test } from "vitest";

import { Trouble } from "#domain/trouble.ts";

import { readConfig } from "./config.ts";

const least = {
  region: "ap-northeast-1",
  userPoolId: "ap-northeast-1_AbCdEf123",
  userPoolClientId: "1example23456789",
  identityPoolId: "ap-northeast-1:01234567-89ab-cdef-0123-456789abcdef",
  endpoints: { iotData: "wss://abc-ats.iot.ap-northeast-1.amazonaws.com/mqtt" },
  attach: { route: "none" },
};

function refused(json: unknown): Trouble["facts"] {
  try {
    readConfig(json);
  } catch (error) {
    if (error instanceof Trouble && error.code === "config-invalid") return error.facts;
    throw error;
  }
  throw new Error("it was accepted");
}

test("what is not given is the region's own, and devices are called device_", () => {
  expect(readConfig(least)).toMatchObject({
    endpoints: {
      cognitoIdp: "https://cognito-idp.ap-northeast-1.amazonaws.com/",
      cognitoIdentity: "https://cognito-identity.ap-northeast-1.amazonaws.com/",
      iot: "https://iot.ap-northeast-1.amazonaws.com/",
    },
    thingNamePrefix: "device_",
  });
});

test("every missing and every wrong field is named, with what is wrong with it", () => {
  const { userPoolId: _missing, ...rest } = least;
  expect(refused({ ...rest, region: "Tokyo", endpoints: { iotData: "https://x" } })).toEqual({
    field: "region, userPoolId, endpoints.iotData",
    problem: "region must look like ap-northeast-1; userPoolId is missing; endpoints.iotData must be a wss: URL",
  });
});

test("an attach route that does not exist is named", () => {
  expect(refused({ ...least, attach: { route: "magic" } })["field"]).toBe("attach.route");
  expect(refused({ ...least, attach: { route: "backend" } })["problem"]).toBe("attach.url is missing");
});

test("something that is no configuration at all is refused as a whole", () => {
  for (const json of [undefined, null, 7, "x", []]) expect(refused(json)["field"]).not.toBe("");
  expect(refused("x")["problem"]).toBe("config.json must be Object");
});
