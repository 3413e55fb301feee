import type { SigningKey } from "#local/wire/sigv4.ts";

import type { Environment } from "./environment.ts";
import { alphanumeric, upperAlphanumeric } from "./ids.ts";
import type { Principal, RoleSession } from "./principal.ts";
import { sweeper } from "./sweep.ts";

/** The temporary triple and its end. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The access keys of the account: the long-lived ones of users, the temporary ones of role sessions. */
export interface Credentials {
  find(accessKeyId: string): SigningKey<Principal> | undefined;
  addUserKey(principal: Principal): { readonly accessKeyId: string; readonly secretAccessKey: string };
  issue(session: RoleSession, durationSeconds: number): SessionCredentials;
}

export function openCredentials({ store, clock, ids }: Pick<Environment, "store" | "clock" | "ids">): Credentials {
  const keys = store.table<SigningKey<Principal>>("credentials");

  const forgetExpired = sweeper(() => {
    // A day longer than they live, so that a late caller hears "expired" and not "invalid".
    const limit = clock.now() - 24 * 3_600_000;
    for (const [id, key] of keys.entries()) if (key.expiresAt !== undefined && key.expiresAt < limit) keys.delete(id);
  });

  return {
    find: (accessKeyId) => keys.get(accessKeyId),
    addUserKey: (principal) => {
      const accessKeyId = `AKIA${ids.pick(upperAlphanumeric, 16)}`;
      const secretAccessKey = ids.pick(alphanumeric, 40);
      keys.set(accessKeyId, { secretAccessKey, caller: principal });
      return { accessKeyId, secretAccessKey };
    },
    issue: (session, durationSeconds) => {
      forgetExpired();
      const accessKeyId = `ASIA${ids.pick(upperAlphanumeric, 16)}`;
      const secretAccessKey = ids.pick(alphanumeric, 40);
      // Opaque and short: awscrt refuses an answer of the credentials provider over 2048 bytes.
      const sessionToken = ids.bytes(192).toString("base64");
      const expiresAt = clock.now() + durationSeconds * 1000;
      keys.set(accessKeyId, { secretAccessKey, sessionToken, expiresAt, caller: session });
      return { accessKeyId, secretAccessKey, sessionToken, expiresAt };
    },
  };
}
