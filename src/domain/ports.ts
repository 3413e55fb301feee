import type { ConnectionState } from "./connection.ts";
import type { Thing, ThingName } from "./thing.ts";
import type { Trouble } from "./trouble.ts";

/** What the console needs of AWS. `src/aws` gives it; tests give their own far side. Everything that fails rejects with a `Trouble`. */

/** The person at the console. */
export interface Operator {
  readonly username: string;
  /** The groups of the user pool that the ID token names. */
  readonly groups: readonly string[];
}

export type SignInStep =
  | { readonly step: "signed-in"; readonly operator: Operator }
  | { readonly step: "new-password"; readonly username: string };

/** Signing in and out, against the user pool. */
export interface SignIn {
  /** Who is signed in already, from an earlier visit; undefined for nobody. */
  restore(): Promise<Operator | undefined>;
  /** Rejects with wrong-password, user-disabled, too-many-attempts, …. */
  signIn(username: string, password: string): Promise<SignInStep>;
  /** Answers the step `new-password`. Rejects with password-not-accepted, sign-in-timed-out, …. */
  chooseNewPassword(password: string): Promise<SignInStep>;
  signOut(): Promise<void>;
  /** Hears that the session ended without being asked to: revoked, expired, or signed out in another tab. Returns the way to stop. */
  onEnded(listener: (trouble: Trouble) => void): () => void;
}

/** One message, as it came. */
export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
}

/** Our one MQTT connection. */
export interface MqttConnection extends AsyncDisposable {
  readonly state: ConnectionState;
  /** Hears every change of `state`. Returns the way to stop. */
  onState(listener: (state: ConnectionState) => void): () => void;
  /** Hears messages in the order of their arrival, those of one turn together. Returns the way to stop. */
  onMessages(listener: (messages: readonly Message[]) => void): () => void;
  /**
   * Keeps the filters subscribed (QoS 1), again after every reconnect, until it is closed; the same filter may be wanted several times.
   * `onAnswer` hears once per connection: nothing when the broker has granted all of them, or why it refused one. Returns the way to close.
   */
  subscribe(filters: readonly string[], onAnswer: (refusal: Trouble | undefined) => void): () => void;
  /**
   * QoS 1. Resolves when the broker took it. Rejects with not-connected (it never left: nothing is queued while there is no connection),
   * connection-lost (it left, and nobody knows), publish-not-authorized, quota-exceeded, ….
   */
  publish(topic: string, payload: Uint8Array): Promise<void>;
  /** Starts an attempt now instead of at `retryAt`, or after `stopped`. */
  connectNow(): void;
}

/** A page of the fleet, as the registry and its index tell it. */
export interface ThingPage {
  readonly things: readonly Thing[];
  readonly nextToken: string | undefined;
  /** `registry` when the fleet index does not answer: then nothing is known of connectivity. */
  readonly source: "index" | "registry";
}

/** What we ask AWS IoT about things. */
export interface Registry {
  /** Things whose names start with the configured prefix, in pages of at most 100. A page may be empty and yet not be the last. */
  listThings(page: {
    readonly nextToken?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<ThingPage>;
  /** Undefined when the registry has no such thing. */
  describeThing(thingName: ThingName, signal?: AbortSignal): Promise<Thing | undefined>;
}

/** What stands between a signed-in operator and the fleet. */
export interface FleetAccess extends AsyncDisposable {
  readonly connection: MqttConnection;
  readonly registry: Registry;
  /** Whom AWS takes us for, once the first credentials are there. */
  readonly identity: () => { readonly identityId: string; readonly credentialsExpireAt: number } | undefined;
  /** How far our own clock is from AWS's, in milliseconds: positive when ours is ahead. 0 until measured. */
  readonly clockOffset: () => number;
}
