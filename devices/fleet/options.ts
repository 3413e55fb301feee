import { deviceNames } from "#devices/life/names.ts";
import type { Range } from "#devices/life/random.ts";
import { usualTemper } from "#devices/life/temper.ts";
import type { AwsAccess, Keys } from "#devices/wire/access.ts";
import { realAccess } from "#devices/wire/access.ts";
import { type Clock, systemClock } from "#devices/wire/clock.ts";
import type { Will } from "#devices/wire/connection.ts";
import { embeddedAccess } from "#devices/wire/embedded.ts";

import type { Tell } from "./events.ts";

export interface FleetOptions {
  /** Where the embedded AWS answers, or `aws` for a real account by the environment's AWS_* variables. Default http://localhost:4566. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** Instead of the administrator's key of the embedded AWS. */
  readonly credentials?: Keys | undefined;
  /** The role that the devices act as; absent: `yagura-device` of the account; undefined: none, they use the key itself. */
  readonly roleArn?: string | undefined;
  /** How many, with names of their own (default 25) … */
  readonly things?: number | undefined;
  /** … or these; a name such as `device_stubborn_kyoto_001` says how the device behaves. */
  readonly names?: readonly string[] | undefined;
  /** The same seed gives the same names and habits. */
  readonly seed?: string | undefined;
  /** Whether the devices enter themselves in the registry (default true). */
  readonly register?: boolean | undefined;
  readonly registrationsPerSecond?: number | undefined;
  readonly connectsPerSecond?: number | undefined;
  /** Milliseconds until a device does what is asked of it (default 500 to 4,000). */
  readonly delayMs?: Range | undefined;
  /** Milliseconds between two reports of a device (default 20,000 to 60,000). */
  readonly reportMs?: Range | undefined;
  /** How often devices drop by themselves (default 1: every 5 to 30 minutes; 0: never). */
  readonly churn?: number | undefined;
  /** Must be a topic that the devices may publish to, or none of them is let in. */
  readonly will?: ((thingName: string) => Will) | undefined;
  readonly clock?: Clock | undefined;
  /** Hears what happens. */
  readonly tell?: Tell | undefined;
  /** Ends the start before every device had its first attempt. */
  readonly signal?: AbortSignal | undefined;
}

/** The options with everything said. */
export interface FleetPlan {
  readonly access: () => Promise<AwsAccess>;
  readonly roleArn: (access: AwsAccess) => string | undefined;
  readonly names: readonly string[];
  readonly seed: string;
  readonly register: boolean;
  readonly registrationsPerSecond: number;
  readonly connectsPerSecond: number;
  readonly temper: { readonly obeys: Range; readonly reports: Range; readonly churn: number };
  readonly will: ((thingName: string) => Will) | undefined;
  readonly clock: Clock;
  readonly tell: Tell;
}

const defaultRole = "yagura-device";

export function planFleet(options: FleetOptions): FleetPlan {
  const { endpoint = "http://localhost:4566", region, credentials, things = 25, seed = "yagura" } = options;
  const isReal = endpoint === "aws";
  return {
    access: async () => {
      const access = await (isReal ? realAccess(process.env, region) : embeddedAccess(endpoint, region));
      return credentials === undefined ? access : { ...access, credentials };
    },
    roleArn: ({ accountId }) =>
      Object.hasOwn(options, "roleArn") ? options.roleArn : `arn:aws:iam::${accountId}:role/${defaultRole}`,
    names: options.names ?? deviceNames(things, seed),
    seed,
    register: options.register ?? true,
    // AWS answers about ten CreateThing a second and throttles the rest; the embedded AWS is on this machine.
    registrationsPerSecond: options.registrationsPerSecond ?? (isReal ? 10 : 200),
    connectsPerSecond: options.connectsPerSecond ?? 100,
    temper: {
      obeys: options.delayMs ?? usualTemper.obeys,
      reports: options.reportMs ?? usualTemper.reports,
      churn: options.churn ?? usualTemper.churn,
    },
    will: options.will,
    clock: options.clock ?? systemClock,
    tell: options.tell ?? (() => {}),
  };
}
