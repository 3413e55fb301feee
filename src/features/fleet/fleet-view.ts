/** What of the fleet is shown, and in which order. It lives in the URL, so that a link shows a colleague the same. */
export interface FleetView {
  readonly q: string;
  readonly presence: PresenceFilter | undefined;
  /** Only things of which something is asked that they do not report. */
  readonly asked: boolean;
  readonly sort: FleetSort;
}

export const presenceFilters = ["connected", "dropping", "disconnected", "unknown"] as const;
/** `unknown` is whatever we cannot vouch for: never seen as well. */
export type PresenceFilter = (typeof presenceFilters)[number];

export const fleetSorts = ["name", "presence", "recent", "asked"] as const;
export type FleetSort = (typeof fleetSorts)[number];

export const wholeFleet: FleetView = { q: "", presence: undefined, asked: false, sort: "name" };

// As long as a search may sensibly be; a URL can hold anything.
const longestQuery = 200;

/** Reads the search parameters of a URL, which anybody may have written: what is not understood is left out. */
export function readFleetView(search: Readonly<Record<string, unknown>>): FleetView {
  const { q, presence, asked, sort } = search;
  return {
    // A router takes ?q=42 for a number.
    q: typeof q === "string" || typeof q === "number" ? String(q).slice(0, longestQuery) : "",
    presence: presenceFilters.find((filter) => filter === presence),
    asked: asked === true,
    sort: fleetSorts.find((known) => known === sort) ?? "name",
  };
}

/** The parameters for the URL: what is as usual is left out. */
export function searchOf({ q, presence, asked, sort }: FleetView): Record<string, string | boolean> {
  return {
    ...(q === "" ? {} : { q }),
    ...(presence === undefined ? {} : { presence }),
    ...(asked ? { asked } : {}),
    ...(sort === "name" ? {} : { sort }),
  };
}
