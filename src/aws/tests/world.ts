import { type LocalAws, type LocalAwsOptions, startLocalAws } from "#local/index.ts";

import { readConfig } from "#aws/config.ts";
import type { TabStorage } from "#aws/token-storage.ts";
import type { Config } from "#domain/config.ts";
import { Trouble } from "#domain/trouble.ts";

/** An embedded AWS with the demo's people, and the configuration of a console that works against it. */
export interface World extends AsyncDisposable {
  readonly aws: LocalAws;
  readonly config: Config;
  /** One line for each refusal, with the statement that decided. */
  readonly told: readonly string[];
}

export const password = "Yagura-demo-1";

export async function openWorld(options: LocalAwsOptions = {}): Promise<World> {
  const told: string[] = [];
  const aws = await startLocalAws({ seed: "demo", port: 0, tell: (line) => void told.push(line), ...options });
  return {
    aws,
    // A reset makes new pools.
    get config() {
      return configOf(aws);
    },
    told,
    [Symbol.asyncDispose]: () => aws[Symbol.asyncDispose](),
  };
}

/** The same configuration as `config.json` holds, with some of it changed. */
export function configOf({ outputs }: LocalAws, change: Readonly<Record<string, unknown>> = {}): Config {
  const { region, endpoints, userPool, identityPool, attachPolicyUrl } = outputs;
  return readConfig({
    region,
    userPoolId: userPool?.id,
    userPoolClientId: userPool?.consoleClientId,
    identityPoolId: identityPool?.id,
    endpoints: {
      cognitoIdp: endpoints.aws,
      cognitoIdentity: endpoints.aws,
      iot: endpoints.aws,
      iotData: endpoints.websocket,
    },
    attach: { route: "backend", url: attachPolicyUrl },
    ...change,
  });
}

/** A tab's storage, as long as the test lasts. */
export function memoryStorage(): TabStorage & { readonly kept: ReadonlyMap<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    setItem: (name, value) => void kept.set(name, value),
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => void kept.delete(name),
  };
}

/** The trouble that the promise rejects with. */
export async function troubleOf(promise: Promise<unknown>): Promise<Trouble> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Trouble) return error;
    throw error;
  }
  throw new Error("it did not fail");
}
