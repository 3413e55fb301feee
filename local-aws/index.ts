import { openAccount } from "#local/account/account.ts";
import { type Clock, systemClock } from "#local/account/clock.ts";
import { openDataDirectory } from "#local/account/data-directory.ts";
import { inWords } from "#local/account/data-problem.ts";
import { type Ids, systemIds } from "#local/account/ids.ts";
import { diskStore, memoryStore, type Store } from "#local/account/store.ts";
import type { Endpoints } from "#local/account/endpoints.ts";
import { answering } from "#local/doors/answer.ts";
import { openHttpDoor } from "#local/doors/http.ts";
import { answerLocal } from "#local/doors/local.ts";
import { openServices } from "#local/doors/mounts.ts";
import { openWellKnown } from "#local/doors/well-known.ts";
import { openWebSocketDoor, type WebSocketDoor } from "#local/doors/websocket.ts";
import type { Outputs } from "#local/outputs.ts";
import { prepare, type Seed } from "#local/seeds/prepare.ts";
import { executeApi } from "#local/services/execute-api/execute-api.ts";
import { lambda } from "#local/services/lambda/lambda.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import { jsonMessage } from "#local/wire/mqtt/message.ts";

export { manualClock, type ManualClock } from "#local/account/clock.ts";
export { seededIds } from "#local/account/ids.ts";
export { DataProblem } from "#local/account/data-problem.ts";
export { printOnce } from "#local/terminal.ts";
export type { Outputs } from "#local/outputs.ts";

export interface LocalAwsOptions {
  /** What the account holds at first: the demo people and fleet, or nothing but its administrator. Default empty. */
  readonly seed?: Seed;
  /** The plain HTTP door; 0 takes any free port. Default 4566. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Keeps the state in this directory across restarts; in memory when absent. */
  readonly data?: string;
  /** Default ap-northeast-1. */
  readonly region?: string;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Starts the account's functions before anybody calls them. Default false: they start with the first call. */
  readonly warm?: boolean;
  /** Hears one line for each refusal and fault. */
  readonly tell?: (line: string) => void;
}

/** A running embedded AWS. Dispose it to stop it. */
export interface LocalAws extends AsyncDisposable {
  readonly outputs: Outputs;
  /** Returns to the seed: every connection is closed, everything made since is forgotten. `outputs` changes. */
  reset(): Promise<void>;
  /** Publishes JSON as a service of AWS would, past every authorization but the receivers': a storm of lifecycle events, for rehearsals. */
  publishAsAws(topic: string, document: unknown): Promise<void>;
}

/**
 * Starts an embedded AWS: one account in one region, behind one HTTP door. Many may run in one process.
 * @throws DataProblem when the directory of `data` cannot be written, is another's, or holds another account.
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  if (options.data !== undefined) openDataDirectory(options.data);
  const store = options.data === undefined ? memoryStore() : diskStore(options.data);
  try {
    return await openDoors(options, store);
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}

async function openDoors(options: LocalAwsOptions, store: Store): Promise<LocalAws> {
  const { port = 4566, host = "127.0.0.1", clock = systemClock, tell = () => {} } = options;
  const open = async () => {
    const opened = await openWorld(options, store, { http: () => `localhost:${door.port}` });
    ({ outputs } = opened);
    return opened;
  };
  const reset = async () => {
    // Taken at once, so that whoever comes from now on, another reset too, waits for the new world.
    world = world
      .then(closeWorld, () => {})
      .then(() => store.clear())
      .then(open);
    await world;
  };
  const failed = (error: unknown) => tell(`fault in the embedded AWS: ${inWords(error)}`);
  let outputs: Outputs;
  // The account must know where it can be reached: the door opens first, and whoever comes through it waits for the account.
  let world: Promise<World>;
  const door = await openHttpDoor(
    { host, port },
    {
      clock,
      failed,
      answer: async (request) =>
        (await answerLocal(request, { outputs: async () => (await world).outputs, reset })) ??
        (await world).answer(request),
      upgrade: async (...asked) => (await world).upgrade(...asked),
    },
  );
  world = open();
  try {
    await world;
  } catch (error) {
    await door[Symbol.asyncDispose]();
    throw error;
  }

  return {
    get outputs() {
      return outputs;
    },
    reset,
    publishAsAws: async (topic, document) => (await world).publishAsAws(topic, document),
    [Symbol.asyncDispose]: async () => {
      await world.then(closeWorld, failed);
      await door[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

function closeWorld(world: World): PromiseLike<void> {
  return world[Symbol.asyncDispose]();
}

/** The account with everything that runs in it; a reset replaces it. */
interface World extends AsyncDisposable, Pick<WebSocketDoor, "upgrade"> {
  readonly outputs: Outputs;
  answer(request: HttpRequest): Promise<HttpResponse>;
  publishAsAws(topic: string, document: unknown): void;
}

async function openWorld(options: LocalAwsOptions, store: Store, endpoints: Endpoints): Promise<World> {
  const { region = "ap-northeast-1", clock = systemClock, ids = systemIds, tell = () => {}, seed = "empty" } = options;
  const account = openAccount({ accountId: "000000000000", region, clock, ids, store, endpoints, tell });
  const outputs = await prepare(account, seed);
  const functions = lambda(account);
  if (options.warm) functions.warm();
  const [answerApi, answerRoute] = [answering(account, openServices(account)), executeApi(account)];
  const wellKnown = openWellKnown(account);
  const webSockets = openWebSocketDoor(account);
  return {
    outputs,
    answer: async (request) =>
      webSockets.answer(request) ?? (await wellKnown(request)) ?? (await answerRoute(request)) ?? answerApi(request),
    upgrade: webSockets.upgrade,
    publishAsAws: (topic, document) => account.broker.publish(jsonMessage(topic, document)),
    [Symbol.asyncDispose]: async () => {
      await webSockets[Symbol.asyncDispose]();
      await functions[Symbol.asyncDispose]();
    },
  };
}
