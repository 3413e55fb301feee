import { type Account, openAccount } from "#local/account/account.ts";
import { type Clock, systemClock } from "#local/account/clock.ts";
import { type Ids, systemIds } from "#local/account/ids.ts";
import { diskStore, memoryStore } from "#local/account/store.ts";
import { answering } from "#local/doors/answer.ts";
import { openHttpDoor } from "#local/doors/http.ts";
import { answerLocal } from "#local/doors/local.ts";
import { openServices } from "#local/doors/mounts.ts";

export { manualClock, type ManualClock } from "#local/account/clock.ts";
export { seededIds } from "#local/account/ids.ts";

export interface LocalAwsOptions {
  readonly seed?: "demo" | "empty";
  /** The plain HTTP door; 0 takes any free port. Default 4566. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Keeps the state here across restarts; in memory when absent. */
  readonly data?: string;
  readonly region?: string;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Hears one line for each refusal and fault. */
  readonly tell?: (line: string) => void;
}

/** What `GET /_local/outputs.json` answers. */
export interface Outputs {
  readonly region: string;
  readonly accountId: string;
  readonly endpoints: { readonly aws: string; readonly websocket: string };
  readonly admin: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A running embedded AWS. Dispose it to stop it. */
export interface LocalAws extends AsyncDisposable {
  readonly outputs: Outputs;
}

/** Starts an embedded AWS: one account in one region, behind one HTTP door. Many may run in one process. */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const { port = 4566, host = "127.0.0.1", region = "ap-northeast-1", clock = systemClock, ids = systemIds } = options;
  const store = options.data === undefined ? memoryStore() : diskStore(options.data);
  const account = openAccount({
    accountId: "000000000000",
    region,
    clock,
    ids,
    store,
    tell: options.tell ?? (() => {}),
  });
  const admin = administratorKey(account);
  await store.settled();
  const answer = answering(account, openServices(account));

  const door = await openHttpDoor(
    { host, port },
    {
      clock,
      answer: async (request) =>
        (await answerLocal(request, { outputs: () => outputs, reset: async () => {} })) ?? answer(request),
      upgrade: (_request, _incoming, socket) => socket.destroy(),
    },
  );
  const outputs: Outputs = {
    region,
    accountId: account.accountId,
    endpoints: { aws: `http://localhost:${door.port}`, websocket: `ws://localhost:${door.port}/mqtt` },
    admin,
  };
  return {
    outputs,
    [Symbol.asyncDispose]: async () => {
      await door[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** The administrator's key, the same after a restart on the same data. */
function administratorKey({ store, credentials, ids, accountId }: Account) {
  const kept = store.table<{ readonly accessKeyId: string; readonly secretAccessKey: string }>("administrator");
  const known = kept.get("key");
  if (known) return known;
  const principalId = `AIDA${ids.pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 17)}`;
  const key = credentials.addUserKey({ kind: "user", arn: `arn:aws:iam::${accountId}:user/admin`, principalId });
  kept.set("key", key);
  return key;
}
