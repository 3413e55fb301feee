import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  arrive,
  detailOf,
  now,
  plain,
  presign,
  refusalOf,
  session,
  sign,
  user,
  verify,
} from "#local/tests/sigv4-oracle.ts";

import type { Refusal } from "./sigv4-model.ts";

const minutes = (count: number) => new Date(now + count * 60_000);

describe("the clock", () => {
  test.each([-5, -4, 0, 4, 5])("%d minutes beside AWS's is near enough", async (count) => {
    expect(refusalOf(await sign(plain, {}, minutes(count)))).toBeUndefined();
  });

  test("six minutes late", async () => {
    expect(detailOf(await sign(plain, {}, minutes(-6)))).toBe(
      "Signature expired: 20260105T025805Z is now earlier than 20260105T025905Z (20260105T030405Z - 5 min.)",
    );
  });

  test("six minutes early, in a presigned URL too", async () => {
    const words =
      "Signature not yet current: 20260105T031005Z is still later than 20260105T030905Z (20260105T030405Z + 5 min.)";
    expect(detailOf(await sign(plain, {}, minutes(6)))).toBe(words);
    expect(detailOf(await presign(plain, {}, 60, minutes(6)))).toBe(words);
  });

  test("a presigned URL holds for as long as it says", async () => {
    const request = await presign(plain, {}, 600, minutes(-9));
    expect(refusalOf(request)).toBeUndefined();
    expect(refusalOf(request, { now: now + 2 * 60_000 })).toBe("expired-url");
  });

  test("a session ends", async () => {
    const later = now + 3_600_000;
    const request = await sign(plain, { credentials: session }, new Date(later));
    expect(refusalOf(request, { now: later - 1000 })).toBeUndefined();
    expect(detailOf(request, { now: later })).toBe("The security token included in the request is expired");
  });

  test("a wrong clock is told only to who holds the key", async () => {
    const forged = { ...user, secretAccessKey: "guessed" };
    expect(refusalOf(await sign(plain, { credentials: forged }, minutes(-60)))).toBe("mismatch");
  });
});

describe("the scope", () => {
  test.each([
    [{ service: "s3" }, "Credential should be scoped to correct service."],
    [{ region: "us-east-1" }, "Credential should be scoped to a valid region, not 'us-east-1'."],
  ])("%j", async (options, detail) => {
    expect(detailOf(await sign(plain, options))).toBe(detail);
  });

  test("may name any of the services that are expected", async () => {
    expect(refusalOf(await sign(plain, { service: "execute-api" }))).toBeUndefined();
  });

  test("is of the day on which the request was signed", async () => {
    const request = await sign(plain);
    const headers = { ...request.headers, "x-amz-date": "20260106T000000Z" };
    expect(refusalOf({ ...request, headers })).toBe("scope");
  });
});

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

describe("the key and its token", () => {
  test.each<[string, Credentials, Refusal]>([
    ["an unknown key", { ...user, accessKeyId: "AKIANOBODY" }, "unknown-key"],
    ["a session without its token", { ...session, sessionToken: "" }, "wrong-token"],
    ["a session with another token", { ...session, sessionToken: "other" }, "wrong-token"],
    ["a user with a token", { ...user, sessionToken: "token" }, "wrong-token"],
    ["a wrong secret", { ...user, secretAccessKey: "guessed" }, "mismatch"],
  ])("%s", async (_what, credentials, refusal) => {
    expect(refusalOf(await sign(plain, { credentials }))).toBe(refusal);
    expect(refusalOf(await presign(plain, { credentials }))).toBe(refusal);
  });

  test("a token in a header that is not signed could be anybody's", async () => {
    const request = await sign(plain, { credentials: { ...session, sessionToken: "" } });
    const headers = { ...request.headers, "x-amz-security-token": session.sessionToken };
    expect(refusalOf({ ...request, headers })).toBe("incomplete");
  });
});

const refused = (authorization: string, headers: object = {}) =>
  verify(
    arrive({ ...plain, headers: { ...plain.headers, "x-amz-date": "20260105T030405Z", ...headers, authorization } }),
  );

describe("the body", () => {
  test.each(["UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "0".repeat(64), ""])(
    "is signed outside S3, whatever x-amz-content-sha256 says: '%s'",
    async (claimed) => {
      const headers = { ...plain.headers, "x-amz-content-sha256": claimed };
      expect(refusalOf(await sign({ ...plain, headers }))).toBe("mismatch");
    },
  );
});

describe("what says nothing of its signature, or not enough", () => {
  test("nothing at all", () => {
    expect(verify(arrive(plain))).toEqual({ ok: false, refusal: "missing", detail: "Missing Authentication Token" });
  });

  const good =
    "Credential=AKIDEXAMPLE/20260105/ap-northeast-1/iot/aws4_request, SignedHeaders=host;x-amz-date, Signature=ab";

  test.each([
    ["another scheme", "Bearer token", "Unsupported AWS 'algorithm': 'Bearer'."],
    ["another algorithm", `AWS4-HMAC-SHA512 ${good}`, "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'."],
    ["nothing", "AWS4-HMAC-SHA256", "Authorization header requires 'Credential' parameter."],
    [
      "no signature",
      `AWS4-HMAC-SHA256 ${good.replace(/, Signature.*/, "")}`,
      "Authorization header requires 'Signature' parameter.",
    ],
    [
      "no signed host",
      `AWS4-HMAC-SHA256 ${good.replace("host;", "")}`,
      "'Host' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      "a short scope",
      `AWS4-HMAC-SHA256 ${good.replace("/iot", "")}`,
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIDEXAMPLE/20260105/ap-northeast-1/aws4_request'",
    ],
  ])("%s", (_what, authorization, detail) => {
    expect(refused(authorization)).toEqual({ ok: false, refusal: "incomplete", detail });
  });

  test("no date, or one in another format", () => {
    expect(refused(`AWS4-HMAC-SHA256 ${good}`, { "x-amz-date": "" })).toMatchObject({ refusal: "incomplete" });
    expect(refused(`AWS4-HMAC-SHA256 ${good}`, { "x-amz-date": "2026-01-05" })).toMatchObject({
      detail: "Date must be in ISO-8601 'basic format'. Got '2026-01-05'.",
    });
  });

  test.each(["0", "604801", "-1", "abc", "1e3", ""])("an X-Amz-Expires of '%s'", async (expires) => {
    const request = await presign(plain);
    expect(
      refusalOf({ ...request, query: request.query.replace("X-Amz-Expires=60", `X-Amz-Expires=${expires}`) }),
    ).toBe("incomplete");
  });

  test("whatever stands in its places, a request is verified or refused", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom("AWS4-HMAC-SHA256", "%", "a=b&a", good),
    );
    fc.assert(
      fc.property(text, text, text, text, (path, query, authorization, date) => {
        const request = { ...arrive(plain), path, query, headers: { authorization, "x-amz-date": date, date } };
        expect(verify(request).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
