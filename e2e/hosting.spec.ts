import { readFileSync } from "node:fs";

import { expect, test } from "./world.ts";

const pages = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test("every page comes with the security headers, and speaks to nobody but the AWS of its configuration", async ({
  world,
  request,
}) => {
  const file: unknown = JSON.parse(readFileSync("infra/hosting/security-headers.json", "utf8"));
  for (const path of ["/", "/things/device_kyoto_001"]) {
    const response = await request.get(path, { headers: pages });
    expect(await response.text()).toContain('<div id="root">');
    const headers = response.headers();
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(Object.keys(file ?? {})));
    expect(headers["content-security-policy"]).toContain(` ${new URL(world.aws.outputs.endpoints.aws).origin}`);
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|\*|\{connect\}/);
    expect(headers["cache-control"]).toBe("no-cache");
  }
});

test("what carries a hash in its name is kept for ever, and the configuration never", async ({ request }) => {
  const page = await (await request.get("/", { headers: pages })).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? "no script";
  expect((await request.get(script)).headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await request.get("/config.json")).headers()["cache-control"]).toBe("no-store");
});

test("a script of an earlier version is not there: it is not answered with a page", async ({ request }) => {
  const response = await request.get("/assets/earlier-00000000.js");
  expect(response.status()).toBe(404);
  expect(response.headers()).toMatchObject({ "content-type": "text/plain", "cache-control": "no-store" });
});
