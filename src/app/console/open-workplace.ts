import { QueryClient } from "@tanstack/react-query";

import type { Config } from "#domain/config.ts";
import type { FleetAccess, Operator } from "#domain/ports.ts";
import { Trouble, type TroubleCode } from "#domain/trouble.ts";
import { type Desk, openDesk } from "#features/thing/desk.ts";
import { openPresenceHistory, type PresenceHistory } from "#features/thing/presence-history.ts";
import { type Live, openLive } from "#live/live.ts";

import { tabStorage } from "#app/tab-storage.ts";
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

interface Needs {
  readonly entrance: Promise<Entrance>;
  readonly config: Config;
  readonly operator: Operator;
}

export async function openWorkplace({ entrance, config, operator }: Needs): Promise<Workplace> {
  const desk = openDesk(drawerOf(operator));
  const access = await (await entrance).openFleet();
  const live = openLive({ connection: access.connection, thingNamePrefix: config.thingNamePrefix });
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
    desk,
    [Symbol.asyncDispose]: async () => {
      history[Symbol.dispose]();
      live[Symbol.dispose]();
      queries.clear();
      await access[Symbol.asyncDispose]();
    },
  };
}

/** Somebody else who signs in after a session has ended finds a desk of their own. */
function drawerOf({ username }: Operator): Pick<Storage, "getItem" | "removeItem" | "setItem"> {
  const own = (name: string) => `${name} ${username}`;
  return {
    getItem: (name) => tabStorage.getItem(own(name)),
    setItem: (name, value) => tabStorage.setItem(own(name), value),
    removeItem: (name) => tabStorage.removeItem(own(name)),
  };
}
