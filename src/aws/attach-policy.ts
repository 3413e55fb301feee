import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

import type { Config } from "#domain/config.ts";
import { Trouble } from "#domain/trouble.ts";

import { type Answer, textAt } from "./ask.ts";
import type { Credentials } from "./identity-pool.ts";
import type { ServerClock } from "./server-clock.ts";

export interface AttachNeeds {
  readonly config: Pick<Config, "attach" | "region">;
  /** Rejects with unreachable. */
  readonly ask: (url: string, init: RequestInit) => Promise<Answer>;
  readonly serverClock: Pick<ServerClock, "now">;
  /** AttachPolicy itself, for the route `iot`. */
  readonly attachByIot: (policyName: string, identityId: string) => Promise<void>;
}

/** Makes sure that the operator's IoT policy is attached to the identity. Rejects with not-an-operator, user-disabled, session-ended, attach-refused or unreachable. */
export async function attachPolicy(needs: AttachNeeds, credentials: Credentials): Promise<void> {
  const { attach } = needs.config;
  switch (attach.route) {
    case "backend":
      return askBackend(needs, attach.url, credentials);
    case "iot":
      return needs.attachByIot(attach.policyName, credentials.identityId);
    case "none":
      return undefined;
  }
}

/**
 * The identity is known from the signature, and the policy from the identity's group: the request itself says nothing.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
async function askBackend({ config, ask, serverClock }: AttachNeeds, url: string, credentials: Credentials) {
  const { host, hostname, port, protocol, pathname, search } = new URL(url);
  const signer = new SignatureV4({ service: "execute-api", region: config.region, credentials, sha256: Sha256 });
  const unsigned = {
    method: "POST",
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: pathname,
    query: Object.fromEntries(new URLSearchParams(search)),
    headers: { host, "content-type": "application/json" },
    body: "{}",
  };
  const { headers } = await signer.sign(unsigned, { signingDate: new Date(serverClock.now()) });
  const { host: _set, ...settable } = headers;
  const { status, body } = await ask(url, { method: "POST", headers: settable, body: "{}" });
  if (status === 200) return;
  const detail = textAt(body, "message") ?? `HTTP ${status}`;
  const code = textAt(body, "code");
  if (code === "NotAnOperator") throw new Trouble("not-an-operator", { detail });
  if (code === "UserDisabled") throw new Trouble("user-disabled");
  if (code === "UserDeleted") throw new Trouble("session-ended", { detail });
  if (status === 429) throw new Trouble("throttled", { action: "execute-api:Invoke", detail });
  throw new Trouble("attach-refused", { identityId: credentials.identityId, status, detail });
}
