import type { Config } from "#domain/config.ts";
import type { FleetAccess, SignIn } from "#domain/ports.ts";

/** Everything outside the page, as the app meets it. Tests and the showcase bring worlds of their own. */
export interface World {
  /** Rejects with config-invalid or unreachable. */
  readonly loadConfig: () => Promise<Config>;
  /** Loads the code of the sign-in too, which the form does not wait for. */
  readonly openEntrance: (config: Config) => Promise<Entrance>;
}

export interface Entrance {
  readonly signIn: SignIn;
  /** Once somebody is signed in. Loads the code of the connection too. */
  readonly openFleet: () => Promise<FleetAccess>;
  /** Fetches that code while nothing else is to be done. */
  readonly prepareFleet: () => Promise<unknown>;
}
