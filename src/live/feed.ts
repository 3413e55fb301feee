import type { ConnectionState, Feed } from "#domain/connection.ts";
import type { Trouble } from "#domain/trouble.ts";

/** What the broker answered to our presence subscriptions on the connection that stands; undefined while it has not. */
export type PresenceGrant = { readonly granted: true } | { readonly granted: false; readonly refusal: Trouble };

/** We hear of everything only once the subscriptions are granted: what happens between the connection and the grant is told to nobody. */
export function nextFeed(feed: Feed, state: ConnectionState, grant: PresenceGrant | undefined, now: number): Feed {
  if (state.kind === "connected" && grant?.granted) {
    return feed.live ? feed : { live: true, since: now, lostAt: feed.since };
  }
  return { live: false, since: feed.live ? (lostAt(state) ?? now) : feed.since, trouble: troubleOf(state, grant) };
}

function lostAt(state: ConnectionState): number | undefined {
  return state.kind === "idle" || state.kind === "connected" ? undefined : state.lostAt;
}

function troubleOf(state: ConnectionState, grant: PresenceGrant | undefined): Trouble | undefined {
  if (state.kind === "idle") return undefined;
  if (state.kind === "connected") return grant?.granted === false ? grant.refusal : undefined;
  return state.trouble;
}
