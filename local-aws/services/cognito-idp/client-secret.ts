import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import { notAuthorized } from "#local/account/user-pools/refusals.ts";

type Client = Pick<UserPoolClient, "id" | "secret">;

/**
 * A caller of a confidential client proves that he knows its secret, for one username.
 * @throws NotAuthorizedException
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
export function requireSecretHash({ id, secret }: Client, username: string, secretHash: string | undefined): void {
  if (secret === undefined) {
    if (secretHash === undefined) return;
    throw notAuthorized(`Unable to verify secret hash for client ${id}`);
  }
  if (secretHash === undefined) {
    throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  }
  if (!same(secretHashOf({ id, secret }, username), secretHash)) {
    throw notAuthorized(`Unable to verify secret hash for client ${id}`);
  }
}

export function secretHashOf(
  { id, secret }: { readonly id: string; readonly secret: string },
  username: string,
): string {
  return createHmac("sha256", secret).update(`${username}${id}`).digest("base64");
}

/** The same where the operation takes the secret itself. @throws NotAuthorizedException */
export function requireClientSecret({ id, secret }: Client, given: string | undefined): void {
  if (secret === undefined) return;
  if (given === undefined) throw notAuthorized(`Client ${id} is configured for secret but secret was not received`);
  if (!same(secret, given)) throw notAuthorized(`Unable to verify secret for client ${id}`);
}

/** Compares digests, which are of one length whatever was given. */
export function same(wanted: string, given: string): boolean {
  const [a, b] = [wanted, given].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
