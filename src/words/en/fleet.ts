import { counted, number } from "./plural.ts";

export const fleet = {
  title: "Fleet",
  counts: "Counts, and filters by them",
  things: "things",
  countName: {
    connected: "connected",
    dropping: "dropping",
    disconnected: "disconnected",
    unknown: "unknown or never seen",
    asked: "not as asked",
  },
  askedMeaning: "Something was asked of the thing that it does not report (yet).",
  showOnly: (name: string, count: number) => `Show only ${name}: ${number(count)}`,
  showAll: (count: number) => `Show all: ${counted(count, "thing", "things")}`,
  search: "Search",
  searchHint: "Name, type, attribute or value",
  clearSearch: "Clear the search",
  presence: "Presence",
  anyPresence: "Any",
  onlyPresence: {
    connected: "Connected",
    dropping: "Dropping",
    disconnected: "Disconnected",
    unknown: "Unknown or never seen",
  },
  sort: "Sort by",
  sorts: {
    name: "Name",
    presence: "Presence, troubles first",
    recent: "Latest change first",
    asked: "Not as asked first",
  },
  column: {
    presence: "Presence",
    thing: "Thing",
    since: "Since · why",
    shadow: "Shadow",
    type: "Type",
    attributes: "Attributes",
  },
  grid: "Things of the fleet",
  shadowAsOf: (relative: string) => `indexed ${relative}`,
  asks: (value: string) => `asked ${value}`,
  more: (count: number) => `+${number(count)}`,
  moved: (count: number) => `${number(count)} moved — re-sort`,
  movedSaid: "The list is sorted anew.",
  shown: (shown: number, all: number) =>
    shown === all ? counted(all, "thing", "things") : `${number(shown)} of ${counted(all, "thing", "things")}`,
  loading: "Reading the registry…",
  loadedSoFar: (count: number) => `${counted(count, "thing", "things")} so far…`,
  fromRegistry: "The fleet index does not answer, so the list comes from the registry.",
  fromRegistryTip:
    "Presence is told by events alone until the index answers: what has not come or gone since you connected is unknown. Switch fleet indexing on: aws iot update-indexing-configuration.",
  refreshFailed: "The list could not be read again.",
  feedDown: (clock: string) => `We hear nothing since ${clock}.`,
  empty: {
    none: {
      title: "No things yet",
      text: (prefix: string) =>
        `The registry has no thing whose name starts with “${prefix}”. Register one, or start the simulated fleet: npm run device -- fleet --things 25`,
    },
    filtered: {
      title: "Nothing matches",
      text: (all: number) => `${counted(all, "thing is", "things are")} hidden by the search and the filter.`,
      clear: "Show all things",
    },
    refused: { title: "You may not see the fleet" },
    notHeard: { title: "Nothing heard yet", text: "The registry is being read. Things appear as their pages arrive." },
    feedDown: {
      title: "No connection",
      text: "The registry cannot be asked now. The list appears when the connection is back.",
    },
  },
};
