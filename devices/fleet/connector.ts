import { keepAliveSeconds } from "#devices/life/link.ts";
import { originOf } from "#devices/life/names.ts";
import { type ConnectionOptions, openConnection } from "#devices/wire/connection.ts";
import { presignMqttUrl } from "#devices/wire/presign.ts";
import { ConnectRefused } from "#devices/wire/refusal.ts";
import { openRegistry } from "#devices/wire/registry.ts";
import type { Pass, Session } from "#devices/wire/session.ts";
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
  let hasComplained = false;

  const enter = async (thingName: string) => {
    try {
      await registry?.register(thingName, { ...originOf(thingName, seed) });
    } catch (error) {
      // A device can connect without being registered; the console would only not find it by search.
      if (!(error instanceof Trouble)) throw error;
      if (!hasComplained)
        tell({ event: "trouble", message: `Things cannot be registered. ${error.message}`, tip: error.tip });
      hasComplained = true;
    }
  };

  const attempt = async (pass: Pass, options: Omit<ConnectionOptions, "url">) => {
    const { websocket, region } = pass.access;
    const url = await presignMqttUrl({ websocket, region, credentials: pass.credentials, now: clock.now() });
    return openConnection({ ...options, url });
  };

  return {
    connectAs:
      (clientId, subscriptions) =>
      async ({ isWanted, hear, closed }) => {
        await enter(clientId);
        await connects.turn();
        if (!isWanted()) throw new ConnectRefused("network", "no longer wanted");
        const options = { clientId, keepAliveSeconds, subscriptions, will: will?.(clientId), clock, hear, closed };
        const pass = await session.pass();
        try {
          return await attempt(pass, options);
        } catch (error) {
          if (!(error instanceof ConnectRefused) || error.gate !== "upgrade") throw error;
          // An AWS that was started anew does not know yesterday's credentials.
          session.distrust(pass);
          const renewed = await session.pass();
          if (renewed === pass) throw error;
          return attempt(renewed, options);
        }
      },
    [Symbol.dispose]: () => {
      connects[Symbol.dispose]();
      registrations[Symbol.dispose]();
    },
  };
}
