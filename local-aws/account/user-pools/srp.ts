import { createHash, createHmac, getDiffieHellman, timingSafeEqual } from "node:crypto";

/**
 * Secure Remote Password as Cognito user pools speak it: SRP-6a (RFC 5054) over the 3072-bit group, with SHA-256, a generator of 2 and a
 * key that is derived before it signs. The server keeps a salt and a verifier, never the password.
 */

// RFC 5054 appendix A takes its 3072-bit prime from RFC 3526 §5, which Node knows by the name modp15.
const N = BigInt(`0x${getDiffieHellman("modp15").getPrime("hex")}`);
const g = 2n;
const k = integer(sha256(pad(N), pad(g)));

/** What is kept in place of a password. Both are hexadecimal. */
export interface PasswordVerifier {
  readonly salt: string;
  readonly verifier: string;
}

/** Whose password it is: the part of the pool's ID after the underscore, and `USER_ID_FOR_SRP`. */
export interface SrpUser {
  readonly poolName: string;
  readonly userId: string;
}

/** `salt`: 16 random bytes. */
export function makeVerifier(user: SrpUser, password: string, salt: Buffer): PasswordVerifier {
  return { salt: salt.toString("hex"), verifier: hex(modPow(g, privateKey(user, password, salt), N)) };
}

export function isPassword(user: SrpUser, password: string, kept: PasswordVerifier): boolean {
  const made = makeVerifier(user, password, Buffer.from(kept.salt, "hex"));
  return equal(pad(parse(made.verifier)), pad(parse(kept.verifier)));
}

/** The public value that a client sent as `SRP_A`; undefined when it is no number or one that RFC 5054 §2.5.4 has the server refuse. */
export function readPublicValue(text: string): bigint | undefined {
  if (!/^[0-9a-f]{1,2048}$/i.test(text)) return undefined;
  const value = parse(text);
  return value % N === 0n ? undefined : value;
}

/** The server's public value, `SRP_B`. `b`: the server's private value, 128 random bytes. */
export function publicValue({ verifier }: PasswordVerifier, b: Buffer): bigint {
  return (k * parse(verifier) + modPow(g, integer(b), N)) % N;
}

/** One exchange as the server knows it when the client's proof arrives. */
interface Exchange {
  readonly user: SrpUser;
  readonly kept: PasswordVerifier;
  readonly A: bigint;
  readonly b: Buffer;
  readonly B: bigint;
  readonly secretBlock: Buffer;
  /** As the client wrote it. */
  readonly timestamp: string;
}

/** Whether `signature` proves that the client knows the password. */
export function provesPassword({ user, kept, A, b, B, secretBlock, timestamp }: Exchange, signature: Buffer): boolean {
  const u = integer(sha256(pad(A), pad(B)));
  const S = modPow(A * modPow(parse(kept.verifier), u, N), integer(b), N);
  // HKDF (RFC 5869) with one block of output, cut to 16 bytes.
  const prk = hmac(pad(u), pad(S));
  const key = hmac(prk, Buffer.from("Caldera Derived Key\u0001")).subarray(0, 16);
  return equal(
    hmac(key, Buffer.from(user.poolName), Buffer.from(user.userId), secretBlock, Buffer.from(timestamp)),
    signature,
  );
}

/**
 * What an account that does not exist would have: the same for the same name each time, and unlike a real one in nothing that can be seen.
 * @see https://www.rfc-editor.org/rfc/rfc5054#section-2.5.1.3
 */
export function decoyVerifier(secret: string, username: string): PasswordVerifier {
  const block = (index: number) => hmac(Buffer.from(secret), Buffer.from(`${index}/${username}`));
  const verifier = integer(Buffer.concat(Array.from({ length: 12 }, (_, index) => block(index + 1)))) % N;
  return { salt: block(0).subarray(0, 16).toString("hex"), verifier: hex(verifier) };
}

/** x: the number that only who knows the password can make. */
function privateKey({ poolName, userId }: SrpUser, password: string, salt: Buffer): bigint {
  return integer(sha256(pad(integer(salt)), sha256(Buffer.from(`${poolName}${userId}:${password}`))));
}

/** The bytes of a number as Cognito's clients hash it: a zero byte before a first bit that would read as a sign. */
function pad(value: bigint): Buffer {
  const text = hex(value);
  const even = text.length % 2 === 0 ? text : `0${text}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex");
}

export function hex(value: bigint): string {
  return value.toString(16);
}

function parse(text: string): bigint {
  return BigInt(`0x${text}`);
}

function integer(bytes: Buffer): bigint {
  return parse(bytes.toString("hex"));
}

function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}

function sha256(...parts: readonly Buffer[]): Buffer {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}

function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  return createHmac("sha256", key).update(Buffer.concat(parts)).digest();
}

function equal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
