import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openAccount } from "#local/account/account.ts";
import { manualClock } from "#local/account/clock.ts";
import { FunctionTimedOut } from "#local/account/functions.ts";
import { seededIds } from "#local/account/ids.ts";
import { memoryStore } from "#local/account/store.ts";
import { executeApi } from "#local/services/execute-api/execute-api.ts";

import { lambda } from "./lambda.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "functions-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An account with one function, and Lambda to run it. */
function withFunction(source: string) {
  const file = join(folder, "handler.mjs");
  writeFileSync(file, source);
  const clock = manualClock();
  const account = openAccount({
    accountId: "000000000000",
    region: "ap-northeast-1",
    clock,
    ids: seededIds("lambda"),
    store: memoryStore(),
    endpoints: { http: () => "localhost" },
    tell: () => {},
  });
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const { arn: roleArn } = account.roles.create({
    name: "runs",
    trustPolicy: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
    inlinePolicies: {},
  });
  account.functions.byName.set("f", { name: "f", file: pathToFileURL(file).href, roleArn, environment: {} });
  return { account, clock, running: lambda(account) };
}

test("a function answers, in a process of its own without the host's environment", async () => {
  const { account, running } = withFunction(
    "export const handler = (event) => ({ event, home: process.env.HOME ?? null, name: process.env.AWS_LAMBDA_FUNCTION_NAME });",
  );
  await using _ = running;

  expect(await account.functions.invoke("f", { n: 1 })).toEqual({ event: { n: 1 }, home: null, name: "f" });
});

test("a function that does not answer within 30 seconds is ended, and the next call finds a fresh one", async () => {
  const { account, clock, running } = withFunction(
    "export const handler = (event) => (event === 'hang' ? new Promise(() => {}) : process.pid);",
  );
  await using _ = running;
  const first = await account.functions.invoke("f", "who");
  const hanging = account.functions.invoke("f", "hang");

  clock.advance(30_000);

  await expect(hanging).rejects.toThrow(FunctionTimedOut);
  const second = account.functions.invoke("f", "who");
  expect(await second).not.toBe(first);
});

test("API Gateway answers 503 for a function that is too late", async () => {
  const { account, clock, running } = withFunction("export const handler = () => new Promise(() => {});");
  await using _ = running;
  account.httpApis.routes.set("api POST /x", { apiId: "api", routeKey: "POST /x", functionName: "f" });
  const credentials = account.credentials.addUserKey({ kind: "user", arn: "arn:aws:iam::0:user/a", principalId: "A" });
  const signer = new SignatureV4({ service: "execute-api", region: account.region, credentials, sha256: Sha256 });
  const asked = { method: "POST", path: "/_aws/execute-api/api/x", query: "", body: Buffer.of() };
  const { headers } = await signer.sign(
    { ...asked, query: {}, protocol: "http:", hostname: "here", headers: { host: "here" } },
    { signingDate: new Date(clock.now()) },
  );

  const answer = executeApi(account)({ ...asked, headers, origin: { ip: "127.0.0.1", port: 1 } });
  clock.advance(30_000);

  expect(await answer).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
});
