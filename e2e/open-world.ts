import { type Fleet, type FleetOptions, startFleet } from "#devices/index.ts";
import { type LocalAws, type LocalAwsOptions, startLocalAws } from "#local/index.ts";

import { type ConsoleConfig, consoleConfig } from "#scripts/console-config.ts";
import { servePreview } from "#scripts/console-server.ts";
import { type Admin, openAdmin } from "./admin.ts";

export type DemoConfig = ReturnType<typeof consoleConfig>;

/** Everything that runs behind a browser. */
export interface World extends AsyncDisposable {
  readonly aws: LocalAws;
  /** What the owner of the account does. */
  readonly admin: Admin;
  /** Devices that are there and stay: no spec changes them. */
  readonly fleet: Fleet;
  readonly url: string;
  /** Lines that the embedded AWS told since the world began: refusals with the statement that decided. */
  readonly told: readonly string[];
  /** What config.json answers instead, until the test ends. */
  configure(change: (config: DemoConfig) => ConsoleConfig): void;
  /** Devices for one test, whose names nobody else has; they leave with the test. */
  addDevices(wanted: Wanted): Promise<Fleet>;
  /** Sends devices home and forgets what was configured. */
  tidy(): Promise<void>;
  stopAws(): Promise<void>;
  /** On the same port, with what it had acknowledged. */
  startAws(): Promise<void>;
}

interface Wanted extends FleetOptions {
  /** What they are known for, as the simulated devices read it from their names. */
  readonly habit?: "stubborn" | "slow";
  readonly count?: number;
}

export interface WorldOptions extends Pick<LocalAwsOptions, "data" | "clock"> {
  readonly names?: readonly string[];
}

/** One of each kind that stays as it is; the flapping one would make every count a matter of luck. */
const scenery = [
  ..."device_kyoto_001 device_naha_001 device_naha_002 device_osaka_001 device_refused_otsu_001".split(" "),
  ..."device_sapporo_001 device_slow_nara_001 device_stubborn_kobe_001 device_tokyo_001 device_tokyo_002".split(" "),
];

/** Steady, quick, and silent unless something happens. */
const manners: FleetOptions = { churn: 0, delayMs: [0, 100], reportMs: [600_000, 600_000] };

/** Starts an embedded AWS with the demo's people, devices that answer at once, and the built console. */
export async function openWorld({ names = scenery, ...options }: WorldOptions = {}): Promise<World> {
  const told: string[] = [];
  const tell = (line: string) => void told.push(line);
  const start = (port: number) => startLocalAws({ seed: "demo", warm: true, tell, port, ...options });
  let aws = await start(0);
  const { outputs } = aws;
  const endpoint = outputs.endpoints.aws;
  let change: (config: DemoConfig) => ConsoleConfig = asItIs;
  const site = await servePreview({ port: 0, config: () => change(consoleConfig(outputs)) });
  const fleet = await startFleet({ ...manners, endpoint, names });
  const admin = openAdmin(outputs);
  const visiting = new Set<Fleet>();
  let groups = 0;

  const tidy = async () => {
    change = asItIs;
    for (const visitors of visiting) {
      visiting.delete(visitors);
      // One group after the other: there is seldom more than one.
      await visitors[Symbol.asyncDispose]();
      await admin.forgetThings(visitors.names);
    }
  };
  return {
    get aws() {
      return aws;
    },
    admin,
    fleet,
    url: site.url,
    told,
    configure: (other) => (change = other),
    addDevices: async ({ habit, count = 1, ...wanted }) => {
      groups += 1;
      const place = [habit, `lab${groups}`].filter(Boolean).join("_");
      const fresh = Array.from(
        { length: count },
        (_, index) => `device_${place}_${String(index + 1).padStart(3, "0")}`,
      );
      const visitors = await startFleet({ ...manners, endpoint, names: fresh, ...wanted });
      visiting.add(visitors);
      return visitors;
    },
    tidy,
    stopAws: async () => aws[Symbol.asyncDispose](),
    startAws: async () => {
      aws = await start(Number(new URL(endpoint).port));
    },
    [Symbol.asyncDispose]: async () => {
      await tidy();
      admin[Symbol.dispose]();
      await fleet[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
      await aws[Symbol.asyncDispose]();
    },
  };
}

function asItIs(config: DemoConfig): ConsoleConfig {
  return config;
}
