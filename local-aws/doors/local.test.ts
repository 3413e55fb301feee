import { expect, test } from "vitest";

import { answerLocal } from "./local.ts";

function ask(method: string, path: string, ip: string, headers: Readonly<Record<string, string>> = {}) {
  return answerLocal(
    {
      method,
      path,
      query: "",
      headers: { host: "192.0.2.2:4566", ...headers },
      body: Buffer.of(),
      origin: { ip, port: 1 },
    },
    { outputs: async () => ({ admin: "key" }), reset: async () => {} },
  );
}

test.each([
  ["GET", "/_local/outputs.json"],
  ["POST", "/_local/reset"],
])("%s %s is for programs on this machine", async (method, path) => {
  expect(await ask(method, path, "127.0.0.1")).toMatchObject({ status: 200 });
  expect(await ask(method, path, "::1")).toMatchObject({ status: 200 });
  expect(await ask(method, path, "192.0.2.7")).toMatchObject({ status: 403 });
  expect(await ask(method, path, "127.0.0.1", { origin: "http://evil.example" })).toMatchObject({ status: 403 });
  expect(await ask(method, path, "127.0.0.1", { host: "evil.example" })).toMatchObject({ status: 403 });
});

test("any machine that reaches the door may ask whether somebody is at home", async () => {
  expect(await ask("GET", "/_local/health", "192.0.2.7")).toMatchObject({ status: 200 });
});
