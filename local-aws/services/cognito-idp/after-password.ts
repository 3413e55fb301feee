import type { Account } from "#local/account/account.ts";
import { missingAttributes } from "#local/account/user-pools/attributes.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";
import { notAuthorized } from "#local/account/user-pools/refusals.ts";
import type { User } from "#local/account/user-pools/users.ts";

import type { Challenges } from "./challenges.ts";
import type { AuthenticationResult, Tokens } from "./tokens.ts";

/** What InitiateAuth and RespondToAuthChallenge answer. */
export interface AuthOutcome {
  readonly ChallengeName?: "PASSWORD_VERIFIER" | "NEW_PASSWORD_REQUIRED";
  readonly Session?: string;
  readonly ChallengeParameters: Readonly<Record<string, string>>;
  readonly AuthenticationResult?: AuthenticationResult;
}

interface Needs extends Pick<Account, "clock"> {
  readonly challenges: Challenges;
  readonly tokens: Tokens;
}

/**
 * What follows a right password. That a user is disabled is told only here: before, it would tell that he exists.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
export async function afterPassword(
  { clock, challenges, tokens }: Needs,
  pool: UserPool,
  client: UserPoolClient,
  user: User,
): Promise<AuthOutcome> {
  if (!user.enabled) throw notAuthorized("User is disabled.");
  if (user.status === "CONFIRMED") {
    return { ChallengeParameters: {}, AuthenticationResult: await tokens.ofSignIn(user, client) };
  }
  if (user.passwordExpiresAt !== undefined && user.passwordExpiresAt <= clock.now()) {
    throw notAuthorized("Temporary password has expired and must be reset by an administrator.");
  }
  const missing = missingAttributes(pool, user.attributes).map((name) => `userAttributes.${name}`);
  return {
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    Session: challenges.open(user, client),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing),
      userAttributes: JSON.stringify(user.attributes),
    },
  };
}
