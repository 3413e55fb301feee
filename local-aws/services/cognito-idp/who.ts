import { createHmac } from "node:crypto";

import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";
import { userNotFound } from "#local/account/user-pools/refusals.ts";
import { decoyVerifier, type PasswordVerifier } from "#local/account/user-pools/srp.ts";
import { normalise, type User, type Users } from "#local/account/user-pools/users.ts";

/** Whoever asks to sign in, there or not. */
export interface Who {
  readonly user: User | undefined;
  readonly userId: string;
  readonly kept: PasswordVerifier;
}

/**
 * Finds who wants to sign in. Somebody unknown gets a user ID and a verifier of the same make, so that all later steps are alike.
 * @throws UserNotFoundException when nobody has that name and the app client may say so.
 */
export function identify(users: Users, pool: UserPool, client: UserPoolClient, name: string): Who {
  const user = users.find(pool, name);
  if (user) return { user, userId: user.username, kept: user.password };
  if (client.preventUserExistenceErrors === "LEGACY") throw userNotFound();
  const given = normalise(pool, name);
  const userId = pool.usernameAttributes.length > 0 ? decoyId(pool.decoySecret, given) : given;
  return { user: undefined, userId, kept: decoyVerifier(pool.decoySecret, given) };
}

/** Where people sign in by e-mail address, usernames are UUIDs; so must be that of nobody. */
function decoyId(secret: string, name: string): string {
  const hex = createHmac("sha256", secret).update(`id/${name}`).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-a$4-$5");
}
