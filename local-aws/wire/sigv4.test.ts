import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  encode,
  type Plain,
  plain,
  presign,
  refusalOf,
  session,
  sign,
  user,
  verify,
} from "#local/tests/sigv4-oracle.ts";

import type { HttpRequest } from "./http.ts";

const segment = fc.oneof(
  fc.constantFrom(
    "things",
    "a%2Fb",
    "%3A",
    "%24aws%2Fthings",
    "~",
    "a b".replace(" ", "%20"),
    ".",
    "..",
    "",
    "a=b",
    "a+b",
    "%E3%81%82",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 }).map(encode),
);
const requests: fc.Arbitrary<Plain> = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
  path: fc
    .tuple(fc.array(segment, { maxLength: 4 }), fc.boolean())
    .map(([parts, slash]) => `/${parts.join("/")}${slash ? "/" : ""}`),
  query: fc.dictionary(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }),
    fc.oneof(
      fc.constantFrom("", "+", "a b", "a+b", "%20", "=", "&"),
      fc.string({ unit: "grapheme", maxLength: 4 }),
      fc.array(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    ),
    { maxKeys: 4 },
  ),
  headers: fc
    .tuple(
      fc.dictionary(
        fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/).map((name) => `x-${name}`),
        fc.string({ unit: fc.constantFrom(" ", "\t", "a", "B", ",", "=", '"'), maxLength: 8 }),
        { maxKeys: 3 },
      ),
      fc.constantFrom("localhost", "localhost:4566", "127.0.0.1:80"),
    )
    .map(([headers, host]) => Object.assign(headers, { host })),
  body: fc.string({ unit: "grapheme", maxLength: 20 }),
});

describe("what AWS's own signer signs is verified", () => {
  test("as a header, whatever the path, the query, the headers and the body", async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.constantFrom(user, session), async (request, credentials) => {
        expect(verify(await sign(request, { credentials }))).toMatchObject({
          ok: true,
          accessKeyId: credentials.accessKeyId,
        });
      }),
      { numRuns: 500 },
    );
  });

  test("as a presigned URL", async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.constantFrom(user, session), async (request, credentials) => {
        expect(verify(await presign(request, { credentials }))).toMatchObject({ ok: true });
      }),
      { numRuns: 500 },
    );
  });
});

/** Every request that differs from `request` in one character of one of its parts. */
function* mutations(request: HttpRequest): Generator<HttpRequest> {
  for (const part of ["method", "path", "query"] as const)
    for (const text of changed(request[part])) yield { ...request, [part]: text };
  for (const [name, value] of Object.entries(request.headers))
    for (const text of changed(value)) yield { ...request, headers: { ...request.headers, [name]: text } };
  for (const text of changed(Buffer.from(request.body).toString("latin1")))
    yield { ...request, body: Buffer.from(text, "latin1") };
}

function* changed(text: string): Generator<string> {
  for (let at = 0; at < text.length; at++)
    yield text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
  for (let at = 0; at < text.length; at++) yield text.slice(0, at) + text.slice(at + 1);
  yield `${text}x`;
}

// What is another spelling of the same request: the port of the host, the white space of a header, an encoding of the same character.
const sameMeaning = (a: HttpRequest, b: HttpRequest) => JSON.stringify(meaning(a)) === JSON.stringify(meaning(b));
function meaning({ headers, query, path, ...others }: HttpRequest) {
  const host = headers["host"]?.replace(/:\d+$/, "");
  const authorization = headers["authorization"]?.replaceAll(/\s/g, "");
  return { ...others, path, query: decodeURIComponent(query), headers: { ...headers, host, authorization } };
}

describe("every change of a single character is refused", () => {
  test.each([
    ["a header", () => sign(plain, { credentials: session })],
    ["a presigned URL", () => presign(plain, { credentials: session })],
  ])("in %s", async (_what, make) => {
    const request = await make();
    const passing = [...mutations(request)].filter((other) => verify(other).ok && !sameMeaning(other, request));

    expect(refusalOf(request)).toBeUndefined();
    expect(passing).toEqual([]);
  });
});
