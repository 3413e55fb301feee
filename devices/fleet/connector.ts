import { keepAliveSeconds } from "#devices/life/link.ts";
import { originOf } from "#devices/life/names.ts";
import { openConnection } from "#devices/wire/connection.ts";
import { presignMqttUrl } from "#devices/wire/presign.ts";
import { ConnectRefused } from "#devices/wire/refusal.ts";
import { openRegistry } from "#devices/wire/registry.ts";
import type { Session } from "#devices/wire/session.ts";
import { Trouble } from "#devices/wire/trouble.ts";

import type { Tell } from "./events.ts";
import type { Connect } from "./line.ts";
import type { FleetPlan } from "./options.ts";
import { openPace } from "./pace.ts";

/** The way in that all devices of a fleet share: a registry entry, a turn, fresh credentials, a signed URL, a connection. */
export interface Connector extends Disposable {
  /** The way in for one device, which wants to hear what comes on `subscriptions`. */
  readonly connectAs: (thingName: string, subscriptions: readonly string[]) => Connect;
}

export function openConnector(plan: FleetPlan, session: Session, tell: Tell): Connector {
  const { clock, seed, will } = plan;
  const connects = openPace(plan.connectsPerSecond, clock);
  const registrations = openPace(plan.registrationsPerSecond, clock);
  const registry = plan.register ? openRegistry(session, registrations.turn) : undefined;

  const enter = async (thingName: string) => {
    try {
      await registry?.register(thingName, { ...originOf(thingName, seed) });
    } catch (error) {
      // A device can connect without being registered; the console would only not find it by search.
      if (!(error instanceof Trouble)) throw error;
      tell({ event: "trouble", message: `Things cannot be registered. ${error.message}`, tip: error.tip });
    }
  };

  return {
    connectAs:
      (clientId, subscriptions) =>
      async ({ isWanted, hear, closed }) => {
        await enter(clientId);
        await connects.turn();
        if (!isWanted()) throw new ConnectRefused("network", "no longer wanted");
        const pass = await session.pass();
        const { websocket, region } = pass.access;
        const url = await presignMqttUrl({ websocket, region, credentials: pass.credentials, now: clock.now() });
        try {
          return await openConnection({
            url,
            clientId,
            keepAliveSeconds,
            subscriptions,
            will: will?.(clientId),
            clock,
            hear,
            closed,
          });
        } catch (error) {
          if (error instanceof ConnectRefused && error.gate === "upgrade") session.distrust(pass);
          throw error;
        }
      },
    [Symbol.dispose]: () => {
      connects[Symbol.dispose]();
      registrations[Symbol.dispose]();
    },
  };
}
