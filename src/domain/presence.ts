import type { Feed } from "./connection.ts";
import { booleanAt, type Json, isObject, numberAt, stringAt, timeAt } from "./json.ts";
import type { Connectivity } from "./thing.ts";

/**
 * One lifecycle event: somebody connected or disconnected.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html
 */
export interface Presence {
  readonly clientId: string;
  /** As on the wire. */
  readonly status: "connected" | "disconnected";
  /** The event's own time, milliseconds since the epoch. Approximate: it orders nothing but epochs of version numbers. */
  readonly at: number;
  /** When we heard it, by our clock. */
  readonly heardAt: number;
  readonly versionNumber: number;
  readonly sessionIdentifier: string;
  readonly disconnectReason: string | undefined;
  readonly clientInitiated: boolean | undefined;
  readonly ipAddress: string | undefined;
  readonly principalIdentifier: string | undefined;
}

/** Undefined for a document that AWS does not send. */
export function readPresence(document: Json, heardAt: number): Presence | undefined {
  if (!isObject(document)) return undefined;
  const status = stringAt(document, "eventType");
  const clientId = stringAt(document, "clientId");
  const at = timeAt(document, "timestamp", 1);
  const versionNumber = numberAt(document, "versionNumber");
  if (
    (status !== "connected" && status !== "disconnected") ||
    !clientId ||
    at === undefined ||
    versionNumber === undefined
  ) {
    return undefined;
  }
  return {
    clientId,
    status,
    at,
    heardAt,
    versionNumber,
    sessionIdentifier: stringAt(document, "sessionIdentifier") ?? "",
    disconnectReason: stringAt(document, "disconnectReason"),
    clientInitiated: booleanAt(document, "clientInitiatedDisconnect"),
    ipAddress: stringAt(document, "ipAddress"),
    principalIdentifier: stringAt(document, "principalIdentifier"),
  };
}

// After about an hour without a connection AWS IoT restarts versionNumber at 0. Within one run of numbers a lower number is an older
// connection, which cannot outlive a newer one by this long; so a lower number this much later can only be the start of a new run.
const newRunAfterMs = 50 * 60_000;

/**
 * Whether `heard` replaces `known`. Lifecycle events come late, twice and out of order, and the two events of one connection share a versionNumber,
 * so that of two with the same number the disconnect is the later one.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html
 */
export function supersedes(heard: Presence, known: Presence): boolean {
  if (Math.abs(heard.at - known.at) > newRunAfterMs) {
    const [earlier, later] = heard.at > known.at ? [known, heard] : [heard, known];
    if (later.versionNumber <= earlier.versionNumber) return later === heard;
  }
  if (heard.versionNumber !== known.versionNumber) return heard.versionNumber > known.versionNumber;
  return heard.status === "disconnected" && known.status === "connected";
}

/** How long a disconnect waits for its confirmation: AWS advises to verify before acting on one. */
export const droppingMs = 5000;

/** What an operator is told of one client, with why we believe it. Times are milliseconds since the epoch. */
export type PresenceState =
  | { readonly kind: "connected"; readonly since: number | undefined; readonly source: Source }
  | {
      readonly kind: "dropping" | "disconnected";
      readonly since: number | undefined;
      readonly reason: string | undefined;
      readonly source: Source;
    }
  | { readonly kind: "never-seen" }
  | { readonly kind: "unknown"; readonly since: number | undefined };

/** An event that we heard, or the fleet index; and when. */
export interface Source {
  readonly by: "event" | "index";
  readonly heardAt: number;
}

/**
 * Puts together what we were told (`event`) and what we asked (`index`). Nothing heard before our own connection last broke counts:
 * whatever happened while we did not listen, nobody told us.
 */
export function presenceState(
  { event, index }: { readonly event: Presence | undefined; readonly index: Connectivity | undefined },
  feed: Feed,
  now: number,
): PresenceState {
  if (!feed.live) return { kind: "unknown", since: feed.since };
  const heard = event && event.heardAt >= feed.since ? event : undefined;
  const asked = index && index.heardAt >= feed.since ? index : undefined;
  if (heard && (!asked || asked.at === undefined || heard.at >= asked.at)) return stateOfEvent(heard, now);
  if (!asked) return { kind: "unknown", since: feed.lostAt };
  const source = { by: "index", heardAt: asked.heardAt } as const;
  if (asked.connected) return { kind: "connected", since: asked.at, source };
  if (asked.at === undefined) return { kind: "never-seen" };
  return { kind: "disconnected", since: asked.at, reason: asked.disconnectReason, source };
}

function stateOfEvent(event: Presence, now: number): PresenceState {
  const source = { by: "event", heardAt: event.heardAt } as const;
  if (event.status === "connected") return { kind: "connected", since: event.at, source };
  const kind = now - event.heardAt < droppingMs ? "dropping" : "disconnected";
  return { kind, since: event.at, reason: event.disconnectReason, source };
}
