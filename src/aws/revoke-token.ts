import type { Config } from "#domain/config.ts";

const patienceMs = 10_000;

/**
 * Makes a refresh token, and the access tokens that came of it, worth nothing. Amplify does this before it forgets the tokens, and waits as long as it
 * takes; here they are forgotten already, and the request may outlive the page. Never rejects: whoever signs out has no use for the answer.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export async function revokeToken(
  { endpoints, userPoolClientId }: Pick<Config, "endpoints" | "userPoolClientId">,
  refreshToken: string,
): Promise<void> {
  await fetch(endpoints.cognitoIdp, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.RevokeToken",
    },
    body: JSON.stringify({ ClientId: userPoolClientId, Token: refreshToken }),
    keepalive: true,
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => {});
}
