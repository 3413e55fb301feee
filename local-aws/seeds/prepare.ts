import type { Account } from "#local/account/account.ts";
import { upperAlphanumeric } from "#local/account/ids.ts";
import type { Outputs } from "#local/outputs.ts";

import { seedDemo } from "./demo.ts";

export type Seed = "demo" | "empty";

/** Puts into a new account what its seed says; an account that was opened again keeps what it has. */
export async function prepare(account: Account, seed: Seed): Promise<Outputs> {
  const kept = account.store.table<Kept>("seed");
  const known: Kept = kept.get("outputs") ?? {
    region: account.region,
    accountId: account.accountId,
    admin: createAdministrator(account),
    ...(seed === "demo" ? await seedDemo(account) : {}),
  };
  kept.set("outputs", known);
  await account.store.settled();
  // The port may be another one after a restart.
  const http = `http://${account.endpoints.http()}`;
  const { attachPolicyPath, ...outputs } = known;
  return {
    ...outputs,
    endpoints: { aws: http, websocket: `${http.replace("http", "ws")}/mqtt` },
    ...(attachPolicyPath === undefined ? {} : { attachPolicyUrl: `${http}${attachPolicyPath}` }),
  };
}

type Kept = Omit<Outputs, "endpoints" | "attachPolicyUrl"> & { readonly attachPolicyPath?: string };

function createAdministrator({ credentials, ids, accountId }: Account) {
  const principalId = `AIDA${ids.pick(upperAlphanumeric, 17)}`;
  return credentials.addUserKey({ kind: "user", arn: `arn:aws:iam::${accountId}:user/admin`, principalId });
}
