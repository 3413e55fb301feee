import { decodeProtectedHeader } from "jose";
import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { AwsError } from "#local/wire/errors.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { requireClientSecret } from "./client-secret.ts";
import { clientId, token } from "./inputs.ts";

/**
 * Revokes a refresh token with all access tokens that came of it.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export const revokeToken = ({ userPools }: Pick<Account, "userPools">) =>
  operation({
    name: "RevokeToken",
    access: "unsigned",
    input: v.object({ Token: token, ClientId: clientId, ClientSecret: v.optional(text(24, 64, /^[\w+]+$/)) }),
    run: ({ Token, ClientId, ClientSecret }) => {
      const client = userPools.clients.require(ClientId);
      requireClientSecret(client, ClientSecret);
      if (!client.enableTokenRevocation) {
        throw new AwsError(
          400,
          "UnsupportedOperationException",
          `Token revocation is disabled for client ${client.id}`,
        );
      }
      if (isJwt(Token)) throw new AwsError(400, "UnsupportedTokenTypeException", "Unsupported token type.");
      const session = userPools.sessions.ofRefreshToken(Token);
      // RFC 7009 §2.2: a token that is unknown, or another client's, is as good as revoked, and nothing is told of it.
      if (session?.clientId === client.id) userPools.sessions.revoke(session);
    },
  });

function isJwt(compact: string): boolean {
  try {
    return decodeProtectedHeader(compact).alg !== undefined;
  } catch {
    return false;
  }
}
