import type { Account } from "#local/account/account.ts";
import { issuer } from "#local/account/user-pools/pools.ts";
import { resourceNotFound } from "#local/account/user-pools/refusals.ts";
import { awsJson } from "#local/wire/aws-json.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";

/**
 * Answers the documents by which anybody can verify a user pool's tokens; undefined for every other path.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function openWellKnown({ userPools, endpoints, store, ids }: Account) {
  return async ({ method, path }: HttpRequest): Promise<HttpResponse | undefined> => {
    const [, poolId, document] =
      /^\/([\w-]+_[0-9a-zA-Z]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(path) ?? [];
    if (poolId === undefined || (method !== "GET" && method !== "HEAD")) return undefined;
    if (!userPools.pools.byId.has(poolId)) {
      return awsJson.refuse(resourceNotFound(`User pool ${poolId} does not exist.`), ids.uuid());
    }
    const keys = await userPools.keys.jwks(poolId);
    // Whoever reads the keys will rely on them: they must be the same after a crash.
    await store.settled();
    return json(document === "jwks.json" ? keys : configuration(poolId, `http://${endpoints.http()}`));
  };
}

/** Of AWS's document, what a pool without a domain for hosted sign-in has. The issuer has AWS's form; the keys are where they can be fetched. */
function configuration(poolId: string, here: string) {
  return {
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: issuer(poolId),
    jwks_uri: `${here}/${poolId}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  };
}

function json(value: unknown): HttpResponse {
  return {
    status: 200,
    headers: { "content-type": "application/json", "cache-control": "public, max-age=86400" },
    body: JSON.stringify(value),
  };
}
