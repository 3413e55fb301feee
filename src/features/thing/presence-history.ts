import type { Feed } from "#domain/connection.ts";
import type { Presence } from "#domain/presence.ts";
import type { Live } from "#live/live.ts";

/** What was heard since the console opened, for the short past that a thing's page shows. Times are milliseconds since the epoch, by our clock. */
export interface PresenceHistory extends Disposable {
  readonly openedAt: number;
  /** Oldest first. */
  readonly eventsOf: (clientId: string) => readonly Presence[];
  /** Since when we hear, and since when we do not, in turn; oldest first. */
  readonly feeds: () => readonly { readonly at: number; readonly live: boolean }[];
}

const keptPerClient = 60;
const keptFeeds = 200;
const none: readonly Presence[] = [];

export function openPresenceHistory({
  presences,
  feed,
  clock,
}: Pick<Live, "presences" | "feed" | "clock">): PresenceHistory {
  const openedAt = clock.now();
  const events = new Map<string, readonly Presence[]>();
  let feeds: readonly { readonly at: number; readonly live: boolean }[] = [];

  const hearFeed = ({ live }: Feed) => {
    if (feeds.at(-1)?.live !== live) feeds = [...feeds, { at: clock.now(), live }].slice(-keptFeeds);
  };
  hearFeed(feed.getState());
  const stops = [
    feed.subscribe(hearFeed),
    presences.byClientId.subscribe((now, before) => {
      for (const [clientId, presence] of now) {
        if (before.get(clientId) === presence) continue;
        events.set(clientId, [...(events.get(clientId) ?? none), presence].slice(-keptPerClient));
      }
    }),
  ];
  return {
    openedAt,
    eventsOf: (clientId) => events.get(clientId) ?? none,
    feeds: () => feeds,
    [Symbol.dispose]: () => {
      for (const stop of stops) stop();
    },
  };
}

/** A stretch of time in which one thing can be said of a client. */
export interface Stretch {
  readonly kind: "connected" | "disconnected" | "silent" | "deaf";
  readonly from: number;
  readonly to: number;
}

/**
 * The past as stretches without gaps. `deaf`: we did not hear; `silent`: we heard, but nothing yet of this client.
 * A disconnect says that there was a connection before; nothing else is concluded.
 */
export function stretchesOf(history: PresenceHistory, clientId: string, now: number): readonly Stretch[] {
  const moments = [
    ...history.feeds().map(({ at, live }) => ({ at, kind: live ? ("silent" as const) : ("deaf" as const) })),
    ...history.eventsOf(clientId).map(({ heardAt, status }) => ({ at: heardAt, kind: status })),
  ].toSorted((a, b) => a.at - b.at);
  const stretches: Stretch[] = [];
  let [kind, from]: [Stretch["kind"], number] = ["deaf", history.openedAt];
  for (const moment of moments) {
    const before = kind === "silent" && moment.kind === "disconnected" ? "connected" : kind;
    if (moment.at > from) stretches.push({ kind: before, from, to: moment.at });
    [kind, from] = [moment.kind, moment.at];
  }
  if (now > from) stretches.push({ kind, from, to: now });
  return stretches;
}
