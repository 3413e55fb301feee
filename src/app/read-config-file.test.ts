// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";

import { readConfig } from "#aws/config.ts";

import { readConfigFile } from "./read-config-file.ts";

afterEach(() => vi.unstubAllGlobals());

function answer(body: string, init: ResponseInit): void {
  vi.stubGlobal("fetch", async () => new Response(body, init));
}
const json = { headers: { "content-type": "application/json" } };

test("what is missing in config.json is named", async () => {
  answer("{}", json);
  await expect(readConfigFile(readConfig)).rejects.toMatchObject({
    code: "config-invalid",
    facts: { field: expect.stringContaining("userPoolId") },
  });
});

test.each([
  ["a page in its place", "<!doctype html>", { headers: { "content-type": "text/html" } }],
  ["nothing there", "not found", { status: 404, headers: { "content-type": "application/json" } }],
  ["no JSON", "{", json],
])("%s is a wrong configuration, not a crash", async (_, body, init) => {
  answer(body, init);
  await expect(readConfigFile(readConfig)).rejects.toMatchObject({ code: "config-invalid" });
});

test("it is asked for at the console's own root, also from a link to a thing", async () => {
  history.replaceState(null, "", "/things/device_1");
  const fetched = vi.fn<(url: URL) => Promise<Response>>(async () => new Response("{}", json));
  vi.stubGlobal("fetch", fetched);
  await expect(readConfigFile(readConfig)).rejects.toMatchObject({ code: "config-invalid" });
  expect(fetched.mock.calls[0]?.[0].pathname).toBe("/config.json");
});

test("no answer is unreachable", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(readConfigFile(readConfig)).rejects.toMatchObject({ code: "unreachable" });
});
