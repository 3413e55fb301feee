import type { Json, JsonObject } from "#devices/life/json.ts";
import { reportedState } from "#devices/life/life.ts";
import type { Range } from "#devices/life/random.ts";
import type { DropReason } from "#devices/life/temper.ts";

import type { Device } from "./device.ts";
import type { Outcomes } from "./outcomes.ts";

/** Simulated devices, alive until they are disposed of. A name that is not in `names` is a RangeError everywhere. */
export interface Fleet extends AsyncDisposable {
  readonly names: readonly string[];
  /** How many are connected now. */
  connected(): number;
  isConnected(name: string): boolean;
  /** What the device is like: what it reports whenever it is connected. */
  reported(name: string): JsonObject;
  /** Disconnects cleanly, and stays away until `reconnect`. */
  stop(name: string): Promise<void>;
  /**
   * Ends the connection so that the lifecycle event says `reason`; the device stays away until `reconnect`. The broker
   * notices a silent one (MQTT_KEEP_ALIVE_TIMEOUT) only after 45 seconds; one that connects twice (DUPLICATE_CLIENTID) is
   * there again when this resolves.
   */
  drop(name: string, reason: DropReason): Promise<void>;
  /** Resolves when the device is connected. @throws Error when the attempt is refused. */
  reconnect(name: string): Promise<void>;
  /** From now on the device does what is asked after `delayMs`; never, when undefined. */
  obey(name: string, delayMs: Range | undefined): void;
  /** Somebody at the device sets something by hand; what it cannot be set to is left out. */
  press(name: string, state: Json): void;
  /** Any message of the device, at QoS 1. @throws Error when it is not connected, or the broker refuses. */
  publish(name: string, topic: string, payload: string): Promise<void>;
}

/** The fleet's handles on its devices, by name. */
export function handles(devices: ReadonlyMap<string, Device>, outcomes: Outcomes): Omit<Fleet, keyof AsyncDisposable> {
  const the = (name: string): Device => {
    const device = devices.get(name);
    if (!device) throw new RangeError(`There is no device ${JSON.stringify(name)} in this fleet.`);
    return device;
  };
  const arrive = async (name: string, happening: Parameters<Device["happen"]>[0]) => {
    const outcome = outcomes.next(name);
    the(name).happen(happening);
    const end = await outcome;
    if (end.event === "refused") throw new Error(`${name} was refused at ${end.gate}: ${end.reason}`);
  };
  return {
    names: [...devices.keys()],
    connected: () => [...devices.values()].filter(isConnected).length,
    isConnected: (name) => isConnected(the(name)),
    reported: (name) => reportedState(the(name).life()),
    stop: async (name) => {
      the(name).happen({ kind: "stop" });
      await the(name).left();
    },
    drop: async (name, reason) => {
      if (!isConnected(the(name))) throw new Error(`${name} is not connected, so it cannot drop.`);
      if (reason === "DUPLICATE_CLIENTID") return arrive(name, { kind: "drop", reason });
      the(name).happen({ kind: "drop", reason });
      await the(name).left();
    },
    reconnect: async (name) => {
      if (!isConnected(the(name))) await arrive(name, { kind: "connect" });
    },
    obey: (name, delayMs) => {
      const { temper } = the(name).life();
      the(name).happen({ kind: "temper", temper: { ...temper, obeys: delayMs } });
    },
    press: (name, state) => the(name).happen({ kind: "press", state }),
    publish: (name, topic, payload) => the(name).publish(topic, payload),
  };
}

function isConnected(device: Device): boolean {
  return device.life().link.status === "connected";
}
