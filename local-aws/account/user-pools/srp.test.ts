import { randomBytes } from "node:crypto";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { prime, srpClient } from "#local/tests/srp-client.ts";

import { decoyVerifier, hex, isPassword, makeVerifier, provesPassword, publicValue, readPublicValue } from "./srp.ts";

const user = { poolName: "AbCdEf123", userId: "operator" };
const timestamp = "Mon Jan 5 03:04:05 UTC 2026";

/** One whole exchange between a server that keeps `kept` and a client that was given `typed`. */
function exchange(kept: string, typed: string, draw: (length: number) => Buffer = randomBytes) {
  const verifier = makeVerifier(user, kept, draw(16));
  const client = srpClient(typed, BigInt(`0x${draw(128).toString("hex")}`));
  const A = readPublicValue(client.A);
  if (A === undefined) throw new Error("A was refused.");
  const b = draw(128);
  const B = publicValue(verifier, b);
  const secretBlock = draw(64);
  const claim = client.claim({ ...user, salt: verifier.salt, B: hex(B), secretBlock, timestamp });
  return { asServed: { user, kept: verifier, A, b, B, secretBlock, timestamp }, claim };
}

test("who knows the password proves it, whatever the password and the random numbers", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }),
      fc.infiniteStream(fc.uint8Array({ minLength: 128, maxLength: 128 })),
      (password, stream) => {
        // Small and large numbers alike, so that odd lengths and leading zero bytes come up; only zero itself never does.
        const draw = (length: number) => {
          const drawn = Buffer.from(stream.next().value).subarray(0, length);
          return drawn.every((byte) => byte === 0) ? Buffer.alloc(length, 1) : drawn;
        };
        const { asServed, claim } = exchange(password, password, draw);
        expect(provesPassword(asServed, claim)).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test("who knows another password does not", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (kept, typed) => {
      fc.pre(kept !== typed);
      const { asServed, claim } = exchange(kept, typed);
      expect(provesPassword(asServed, claim)).toBe(false);
    }),
    { numRuns: 15 },
  );
});

test("a proof for one secret block, timestamp or user is none for another", () => {
  const { asServed, claim } = exchange("Secret-1", "Secret-1");

  expect(provesPassword(asServed, claim)).toBe(true);
  expect(provesPassword({ ...asServed, secretBlock: randomBytes(64) }, claim)).toBe(false);
  expect(provesPassword({ ...asServed, timestamp: "Mon Jan 5 03:04:06 UTC 2026" }, claim)).toBe(false);
  expect(provesPassword({ ...asServed, user: { ...user, userId: "other" } }, claim)).toBe(false);
  expect(provesPassword(asServed, claim.subarray(0, 16))).toBe(false);
  expect(provesPassword(asServed, Buffer.alloc(0))).toBe(false);
});

test("a public value that is 0 modulo N, or no number, is refused", () => {
  const refused = ["0", hex(prime), hex(prime * 2n), "", "0x1", "-1", "f".repeat(5000)];

  expect(refused.map((text) => readPublicValue(text))).toEqual(refused.map(() => undefined));
  expect(readPublicValue(hex(prime + 1n))).toBe(prime + 1n);
});

test("a password is checked against its verifier, and only its owner's", () => {
  const kept = makeVerifier(user, "Secret-1", randomBytes(16));

  expect(isPassword(user, "Secret-1", kept)).toBe(true);
  expect(isPassword(user, "Secret-2", kept)).toBe(false);
  expect(isPassword({ ...user, userId: "other" }, "Secret-1", kept)).toBe(false);
  expect(JSON.stringify(kept)).not.toContain("Secret");
});

test("the decoy of a name is always the same, differs between names, and looks like a verifier", () => {
  const [one, again, other] = [decoyVerifier("s", "a"), decoyVerifier("s", "a"), decoyVerifier("s", "b")];

  expect(one).toEqual(again);
  expect(one.salt).not.toBe(other.salt);
  expect(decoyVerifier("t", "a").salt).not.toBe(one.salt);
  expect(one.salt).toMatch(/^[0-9a-f]{32}$/);
  expect(BigInt(`0x${one.verifier}`) < prime).toBe(true);
  expect(one.verifier.length).toBeGreaterThan(700);
});
