import { type Account, openAccount } from "#local/account/account.ts";
import { type Clock, systemClock } from "#local/account/clock.ts";
import { systemIds } from "#local/account/ids.ts";
import { memoryStore } from "#local/account/store.ts";
import { answering } from "#local/doors/answer.ts";
import { openHttpDoor } from "#local/doors/http.ts";
import { openServices } from "#local/doors/mounts.ts";
import { openWebSocketDoor } from "#local/doors/websocket.ts";
import { prepare } from "#local/seeds/prepare.ts";
import { isRecord } from "#local/wire/record.ts";

import type { Keys, Reachable } from "./mqtt-clients.ts";

/** An account behind its doors, open to the test: for what cannot be seen or arranged from outside. */
export interface OpenedAccount extends AsyncDisposable, Reachable {
  readonly account: Account;
  /** The lines told to the terminal. */
  readonly told: readonly string[];
  /** The entries of AWSIotLogsV2, or those of one event type. */
  log(eventType?: string): readonly Readonly<Record<string, unknown>>[];
  /** Credentials of an authenticated identity: what its role says, and what its IoT policy says unless it has none. */
  identity(allowed: { readonly role: object; readonly iot?: object }): Keys & { readonly identityId: string };
}

export async function openedAccount({ clock = systemClock }: { readonly clock?: Clock } = {}): Promise<OpenedAccount> {
  const told: string[] = [];
  const account = openAccount({
    accountId: "000000000000",
    region: "ap-northeast-1",
    clock,
    ids: systemIds,
    store: memoryStore(),
    endpoints: { http: () => `localhost:${door.port}` },
    tell: (line) => told.push(line),
  });
  const [answer, webSockets] = [answering(account, openServices(account)), openWebSocketDoor(account)];
  const door = await openHttpDoor(
    { host: "127.0.0.1", port: 0 },
    {
      clock,
      answer: async (request) => webSockets.answer(request) ?? answer(request),
      upgrade: webSockets.upgrade,
      failed: (error) => told.push(String(error)),
    },
  );
  let identities = 0;

  return {
    account,
    outputs: await prepare(account, "empty"),
    told,
    log: (eventType) =>
      (account.logs.read("AWSIotLogsV2") ?? [])
        .map(({ message }): unknown => JSON.parse(message))
        .filter((entry) => isRecord(entry))
        .filter((entry) => eventType === undefined || entry["eventType"] === eventType),
    identity: ({ role, iot }) => {
      const name = `identity-${++identities}`;
      const identityId = `ap-northeast-1:${account.ids.uuid()}`;
      const made = account.roles.create({
        name,
        trustPolicy: JSON.stringify(trust),
        inlinePolicies: { permissions: JSON.stringify(role) },
      });
      if (iot) {
        account.iotPolicies.create(name, JSON.stringify(iot));
        account.iotPolicies.attach(name, identityId);
      }
      const session = account.roles.open({
        role: made,
        applicant: { type: "Federated", name: "cognito-identity.amazonaws.com" },
        action: "sts:AssumeRoleWithWebIdentity",
        sessionName: "CognitoIdentityCredentials",
        durationSeconds: 3600,
        cognito: { identityId, identityPoolId: `ap-northeast-1:${account.ids.uuid()}`, amr: ["authenticated"] },
        context: new Map(),
      });
      const { accessKeyId, secretAccessKey, sessionToken } = session;
      return { accessKeyId, secretAccessKey, sessionToken, identityId };
    },
    [Symbol.asyncDispose]: async () => {
      await webSockets[Symbol.asyncDispose]();
      await door[Symbol.asyncDispose]();
    },
  };
}

const trust = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
    },
  ],
};

/** A policy that allows the actions on the resources, written after `arn:aws:iot:ap-northeast-1:000000000000:`. */
export function allowing(...statements: readonly (readonly [actions: string | string[], ...resources: string[]])[]) {
  return {
    Version: "2012-10-17",
    Statement: statements.map(([Action, ...resources]) => ({
      Effect: "Allow",
      Action,
      Resource: resources.map((resource) =>
        resource === "*" ? "*" : `arn:aws:iot:ap-northeast-1:000000000000:${resource}`,
      ),
    })),
  };
}
