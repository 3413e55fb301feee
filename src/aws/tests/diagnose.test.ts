import { afterAll, beforeAll, expect, test } from "vitest";

import { ask } from "#aws/ask.ts";
import { diagnose } from "#aws/diagnose.ts";
import { type Credentials, fetchCredentials } from "#aws/identity-pool.ts";
import { presign } from "#aws/presign.ts";
import { openServerClock } from "#aws/server-clock.ts";
import { openSignIn } from "#aws/sign-in.ts";
import { type Clock, systemClock } from "#domain/clock.ts";
import { type ManualClock, manualClock } from "#local/index.ts";

import { memoryStorage, openWorld, password, type World } from "./world.ts";

let world: World;
let clock: ManualClock;
let credentials: Credentials;
const needs = () => {
  const serverClock = openServerClock(clock);
  return {
    serverClock,
    ask: (url: string, init?: RequestInit) => ask({ url, serverClock, now: () => clock.now(), ...(init && { init }) }),
  };
};
beforeAll(async () => {
  clock = manualClock(Date.now());
  world = await openWorld({ clock });
  const signIn = openSignIn(world.config, memoryStorage());
  await signIn.signIn("hanako", password);
  credentials = await fetchCredentials({ config: world.config, ask: needs().ask }, (await signIn.idToken()).text);
});
afterAll(() => world[Symbol.asyncDispose]());

interface Wrong {
  readonly credentials?: Partial<Credentials>;
  readonly region?: string;
  readonly url?: string;
  readonly skew?: number;
  readonly detail?: string;
}

/** What is said of an upgrade that failed, when the URL was signed with something wrong. */
function diagnosed({ skew = 0, region = "ap-northeast-1", detail = "[object Event]", ...wrong }: Wrong) {
  const url = presign({
    url: wrong.url ?? world.config.endpoints.iotData,
    region,
    credentials: { ...credentials, ...wrong.credentials },
    now: clock.now() + skew,
  });
  const ending = { reasonCode: undefined, reasonString: undefined, detail };
  return diagnose(needs(), { url, identityId: credentials.identityId, ending });
}

test("a wrong secret is a refused signature, in AWS's words", async () => {
  expect(await diagnosed({ credentials: { secretAccessKey: "another" } })).toMatchObject({
    code: "signature-refused",
    facts: { detail: expect.stringContaining("signature") },
  });
});

test("a token that was never given is a refused signature", async () => {
  expect(await diagnosed({ credentials: { sessionToken: "never given" } })).toMatchObject({
    code: "signature-refused",
    facts: { detail: expect.stringContaining("security token") },
  });
});

test("another region's signature is refused", async () => {
  expect((await diagnosed({ region: "us-east-1" })).code).toBe("signature-refused");
});

test("a signature of another time is a wrong clock", async () => {
  expect((await diagnosed({ skew: -3_600_000 })).code).toBe("clock-wrong");
});

test("where a page may not read AWS's clock, the refusal tells it", async () => {
  const { serverClock } = needs();
  const late: Clock = { ...systemClock, now: () => clock.now() - 1_200_000 };
  const ours = openServerClock(late);
  const url = presign({
    url: world.config.endpoints.iotData,
    region: "ap-northeast-1",
    credentials,
    now: late.now(),
  });
  const ending = { reasonCode: undefined, reasonString: undefined, detail: "[object Event]" };
  // Another clock hears of the answer's date.
  const asked = (asking: string) => ask({ url: asking, serverClock, now: () => clock.now() });
  const trouble = await diagnose({ serverClock: ours, ask: asked }, { url, identityId: "", ending });
  expect(trouble).toMatchObject({ code: "clock-wrong", facts: { offsetSeconds: expect.closeTo(-1200, -1) } });
  expect(Math.round(ours.offset() / 1000)).toBeCloseTo(-1200, -1);
});

test("nobody there is unreachable, by name", async () => {
  expect(await diagnosed({ url: "ws://localhost:1/mqtt" })).toMatchObject({
    code: "unreachable",
    facts: { host: "localhost:1" },
  });
});

test("a good signature that got no WebSocket is unreachable, with what the host answered", async () => {
  expect(await diagnosed({})).toMatchObject({ code: "unreachable", facts: { status: 426 } });
});

test("a socket that opens and closes without a word is a CONNECT that was not allowed", async () => {
  expect(await diagnosed({ detail: "Socket closed" })).toMatchObject({
    code: "connect-not-authorized",
    facts: { identityId: credentials.identityId },
  });
});

test("credentials that have expired are said to have", async () => {
  clock.advance(3_601_000);
  expect((await diagnosed({})).code).toBe("credentials-expired");
});

test("no trouble carries a secret", async () => {
  const troubles = await Promise.all([diagnosed({ region: "us-east-1" }), diagnosed({ url: "ws://localhost:1/mqtt" })]);
  const told = JSON.stringify(
    troubles.map((trouble) => [trouble.message, trouble.facts, trouble.stack, trouble.cause]),
  );
  for (const secret of [credentials.secretAccessKey, credentials.sessionToken, "X-Amz-Signature"]) {
    expect(told).not.toContain(secret);
  }
});
