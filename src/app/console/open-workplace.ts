import { QueryClient } from "@tanstack/react-query";

import type { Config } from "#domain/config.ts";
import type { FleetAccess } from "#domain/ports.ts";
import { Trouble, type TroubleCode } from "#domain/trouble.ts";
import { type Desk, openDesk } from "#features/thing/desk.ts";
import { openPresenceHistory, type PresenceHistory } from "#features/thing/presence-history.ts";
import { type Live, openLive } from "#live/live.ts";

import type { Entrance } from "#app/world.ts";

/** All that is open for one operator; disposing it closes the connection. */
export interface Workplace extends AsyncDisposable {
  readonly access: FleetAccess;
  readonly live: Live;
  readonly queries: QueryClient;
  readonly history: PresenceHistory;
  readonly desk: Desk;
}

/** It helps to ask again after these; a refusal stays a refusal. */
const passing: ReadonlySet<TroubleCode> = new Set(["throttled", "unreachable", "credentials-expired", "unexpected"]);

export async function openWorkplace(entrance: Promise<Entrance>, { thingNamePrefix }: Config): Promise<Workplace> {
  const access = await (await entrance).openFleet();
  const live = openLive({ connection: access.connection, thingNamePrefix });
  const history = openPresenceHistory(live);
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 3 && (!(error instanceof Trouble) || passing.has(error.code)),
        // Things come anew with every answer, and comparing ten thousand of them costs more than drawing those in sight.
        structuralSharing: false,
      },
    },
  });
  return {
    access,
    live,
    queries,
    history,
    desk: openDesk(sessionStorage),
    [Symbol.asyncDispose]: async () => {
      history[Symbol.dispose]();
      live[Symbol.dispose]();
      queries.clear();
      await access[Symbol.asyncDispose]();
    },
  };
}
