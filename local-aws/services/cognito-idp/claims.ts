import { claimOf, standardNames } from "#local/account/user-pools/attributes.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import { type Group, preferredRole } from "#local/account/user-pools/groups.ts";
import { issuer } from "#local/account/user-pools/pools.ts";
import type { UserSession } from "#local/account/user-pools/sessions.ts";
import type { User } from "#local/account/user-pools/users.ts";

/** Everything that tokens say. */
interface Subject {
  readonly user: User;
  /** Of the user, the one that goes before the others first. */
  readonly groups: readonly Group[];
  readonly client: UserPoolClient;
  readonly session: UserSession;
}

interface Issue {
  readonly jti: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly lifetimeSeconds: number;
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
export function idClaims(subject: Subject, issue: Issue): Readonly<Record<string, unknown>> {
  const { user, groups, client } = subject;
  const readable = client.readAttributes ?? standardNames;
  const attributes = Object.entries(user.attributes).filter(([name]) => readable.includes(name));
  const roles = [...new Set(groups.flatMap(({ roleArn }) => roleArn ?? []))];
  const preferred = preferredRole(groups);
  return {
    ...Object.fromEntries(attributes.map(([name, value]) => [name, claimOf(name, value)])),
    ...common(subject, issue),
    ...(roles.length > 0 ? { "cognito:roles": roles } : {}),
    ...(preferred === undefined ? {} : { "cognito:preferred_role": preferred }),
    "cognito:username": user.username,
    aud: client.id,
    token_use: "id",
  };
}

/**
 * An access token has no `aud`, which is why an identity pool takes none.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function accessClaims(subject: Subject, issue: Issue): Readonly<Record<string, unknown>> {
  return {
    ...common(subject, issue),
    client_id: subject.client.id,
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    username: subject.user.username,
  };
}

function common({ user, groups, client, session }: Subject, { jti, now, lifetimeSeconds }: Issue) {
  const iat = Math.floor(now / 1000);
  return {
    sub: user.sub,
    ...(groups.length > 0 ? { "cognito:groups": groups.map(({ name }) => name) } : {}),
    iss: issuer(user.poolId),
    ...(client.enableTokenRevocation ? { origin_jti: session.originJti } : {}),
    event_id: session.id,
    auth_time: Math.floor(session.signedInAt / 1000),
    exp: iat + lifetimeSeconds,
    iat,
    jti,
  };
}
