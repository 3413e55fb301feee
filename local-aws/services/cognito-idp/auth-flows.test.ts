import { expect, test } from "vitest";

import { type AuthFlowSetting, defaultClientSettings, type UserPoolClient } from "#local/account/user-pools/clients.ts";

import { type AuthFlow, requireFlow, requireOneKind } from "./auth-flows.ts";

function client(...authFlows: AuthFlowSetting[]): UserPoolClient {
  return {
    ...defaultClientSettings,
    id: "c",
    poolId: "p",
    name: "c",
    secret: undefined,
    createdAt: 0,
    modifiedAt: 0,
    authFlows,
  };
}

const flows: readonly AuthFlow[] = [
  "USER_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "REFRESH_TOKEN_AUTH",
];

function allowed(...settings: AuthFlowSetting[]): readonly AuthFlow[] {
  return flows.filter((flow) => {
    try {
      return requireFlow(flow, client(...settings), flow.startsWith("ADMIN") ? "signed" : "unsigned") !== undefined;
    } catch {
      return false;
    }
  });
}

test("each setting allows its own flow", () => {
  expect(allowed("ALLOW_USER_SRP_AUTH")).toEqual(["USER_SRP_AUTH"]);
  expect(allowed("ALLOW_USER_PASSWORD_AUTH")).toEqual(["USER_PASSWORD_AUTH"]);
  expect(allowed("ALLOW_ADMIN_USER_PASSWORD_AUTH")).toEqual(["ADMIN_USER_PASSWORD_AUTH"]);
  expect(allowed("ALLOW_REFRESH_TOKEN_AUTH")).toEqual(["REFRESH_TOKEN_AUTH"]);
});

test("the older settings allow SRP and refreshing without saying so", () => {
  expect(allowed("USER_PASSWORD_AUTH")).toEqual(["USER_SRP_AUTH", "USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"]);
  expect(allowed("ADMIN_NO_SRP_AUTH")).toEqual(["USER_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"]);
  expect(allowed("CUSTOM_AUTH_FLOW_ONLY")).toEqual(["REFRESH_TOKEN_AUTH"]);
});

test("older and newer settings do not mix", () => {
  expect(() => requireOneKind(["USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"])).toThrow("may not mix");
  expect(() => requireOneKind(["USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"])).not.toThrow();
  expect(() => requireOneKind(["ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"])).not.toThrow();
});

test("flows of administrators are not for everybody, nor the other way round", () => {
  const every = client("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH");

  expect(() => requireFlow("ADMIN_NO_SRP_AUTH", every, "unsigned")).toThrow("Initiate Auth method not supported.");
  expect(() => requireFlow("USER_PASSWORD_AUTH", every, "signed")).toThrow("Initiate Auth method not supported.");
  expect(requireFlow("ADMIN_NO_SRP_AUTH", every, "signed")).toBe("password");
});
