import type { Account } from "#local/account/account.ts";
import { DataProblem } from "#local/account/data-problem.ts";
import { upperAlphanumeric } from "#local/account/ids.ts";
import type { Outputs } from "#local/outputs.ts";

import { seedDemo } from "./demo.ts";

export type Seed = "demo" | "empty";

/**
 * Puts into a new account what its seed says; an account that was opened again keeps what it has.
 * @throws DataProblem when that is another region's, or came of another seed.
 */
export async function prepare(account: Account, seed: Seed): Promise<Outputs> {
  const kept = account.store.table<Kept>("seed");
  const old = kept.get("outputs");
  if (old) requireSame(account, old, seed);
  const known: Kept = old ?? {
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

function requireSame({ store, region }: Account, old: Kept, seed: Seed): void {
  const oldSeed: Seed = old.userPool ? "demo" : "empty";
  if (old.region === region && oldSeed === seed) return;
  throw new DataProblem(
    `${store.directory ?? "The store"} holds an account with the seed ${oldSeed} in ${old.region}, not ${seed} in ${region}. Ask for what it holds, or choose another directory.`,
  );
}

function createAdministrator({ credentials, ids, accountId }: Account) {
  const principalId = `AIDA${ids.pick(upperAlphanumeric, 17)}`;
  return credentials.addUserKey({ kind: "user", arn: `arn:aws:iam::${accountId}:user/admin`, principalId });
}
