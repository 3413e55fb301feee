import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

import { compactVerify, errors, exportJWK, type JWK } from "jose";

import type { Environment } from "#local/account/environment.ts";
import { isRecord } from "#local/wire/record.ts";

const generate = promisify(generateKeyPair);

export interface TokenKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A pool signs its ID tokens with one key and its access tokens with another. */
type PoolKeys = Readonly<Record<"id" | "access", TokenKey>>;

interface KeptKey {
  readonly kid: string;
  readonly pem: string;
}

export interface Keys {
  /** Begins to make the keys of a new pool, so that the first sign-in need not wait for them. */
  prepare(poolId: string): void;
  of(poolId: string): Promise<PoolKeys>;
  /** The keys as the pool publishes them. */
  jwks(poolId: string): Promise<{ readonly keys: readonly JWK[] }>;
  /** The claims of a token that one of the pool's keys signed with RS256; undefined for every other text. */
  readSigned(poolId: string, token: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  delete(poolId: string): void;
}

export function openKeys({ store, ids }: Pick<Environment, "store" | "ids">): Keys {
  const kept = store.table<Readonly<Record<"id" | "access", KeptKey>>>("user-pool-keys");
  const making = new Map<string, Promise<PoolKeys>>();

  const make = async (): Promise<PoolKeys> => {
    const [id, access] = await Promise.all([makeKey(), makeKey()]);
    return { id, access };
  };
  const makeKey = async (): Promise<TokenKey> => {
    const kid = ids.bytes(32).toString("base64");
    return { kid, ...(await generate("rsa", { modulusLength: 2048 })) };
  };
  const begin = (poolId: string) => {
    const known = kept.get(poolId);
    const keys = known ? Promise.resolve({ id: read(known.id), access: read(known.access) }) : make();
    // Whoever awaits them hears of a failure; this only keeps an early one from ending the process.
    keys.catch(() => making.delete(poolId));
    making.set(poolId, keys);
    return keys;
  };
  const of: Keys["of"] = async (poolId) => {
    const keys = await (making.get(poolId) ?? begin(poolId));
    // Kept when they are first used and not when they are made: by then nobody may be waiting, and the store be closed.
    if (!kept.has(poolId)) kept.set(poolId, { id: write(keys.id), access: write(keys.access) });
    return keys;
  };

  return {
    prepare: (poolId) => void begin(poolId),
    of,
    jwks: async (poolId) => {
      const { id, access } = await of(poolId);
      return { keys: await Promise.all([id, access].map(publish)) };
    },
    readSigned: async (poolId, token) => {
      const { id, access } = await of(poolId);
      try {
        const { payload } = await compactVerify(
          token,
          ({ kid }) => {
            const key = [id, access].find((candidate) => candidate.kid === kid);
            if (!key) throw new errors.JWKSNoMatchingKey();
            return key.publicKey;
          },
          { algorithms: ["RS256"] },
        );
        const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
        return isRecord(claims) ? claims : undefined;
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
    delete: (poolId) => {
      making.delete(poolId);
      kept.delete(poolId);
    },
  };
}

async function publish({ kid, publicKey }: TokenKey): Promise<JWK> {
  const { n, e } = await exportJWK(publicKey);
  return {
    alg: "RS256",
    ...(e === undefined ? {} : { e }),
    kid,
    kty: "RSA",
    ...(n === undefined ? {} : { n }),
    use: "sig",
  };
}

function write({ kid, privateKey }: TokenKey): KeptKey {
  return { kid, pem: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

function read({ kid, pem }: KeptKey): TokenKey {
  const privateKey = createPrivateKey(pem);
  return { kid, privateKey, publicKey: createPublicKey(privateKey) };
}
