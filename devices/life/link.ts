import { draw, pick, type Random } from "./random.ts";
import type { DropReason, Temper } from "./temper.ts";

/** How a device stands to its broker; times are milliseconds since the epoch. */
export type Link =
  /** `connectAt` is undefined while nobody wants it back. */
  | { readonly status: "away"; readonly connectAt: number | undefined; readonly failures: number }
  | { readonly status: "connecting"; readonly failures: number }
  | {
      readonly status: "connected";
      readonly since: number;
      readonly dropAt: number | undefined;
      readonly failures: number;
    }
  /** The socket is open and nothing goes through it: the broker has to find out by itself. */
  | { readonly status: "silent"; readonly wakesAt: number; readonly returns: boolean };

/** Away, and nobody wants it back. */
export const gone: Link = { status: "away", connectAt: undefined, failures: 0 };

export const keepAliveSeconds = 30;

/** Only a connection that lasted this long forgets the failures before it. */
const stableMs = 30_000;
const longestBackOffMs = 60_000;

export function connectedAt(now: number, failures: number, temper: Temper, random: Random): Link {
  const dropAt = temper.stays && now + draw(temper.stays, random);
  return { status: "connected", since: now, dropAt, failures };
}

/** After an attempt that failed: exponential back-off with full jitter. */
export function afterFailure({ failures }: { readonly failures: number }, now: number, random: Random): Link {
  // AWS IoT accepts one CONNECT a second from a client ID.
  const pause = 1_000 + random() * Math.min(longestBackOffMs, 1_000 * 2 ** failures);
  return { status: "away", connectAt: now + pause, failures: failures + 1 };
}

/** After a connection that the device did not mean to end, or that it had let fall silent. */
export function afterClose(link: Link, now: number, random: Random): Link {
  if (link.status === "silent") return link.returns ? afterFailure({ failures: 0 }, now, random) : gone;
  if (link.status !== "connected") return link;
  return afterFailure({ failures: now - link.since >= stableMs ? 0 : link.failures }, now, random);
}

/** Where a device stands once it has dropped for `reason`; it comes back by itself if it `returns`. */
export function afterDrop(reason: DropReason, returns: boolean, now: number, temper: Temper, random: Random): Link {
  if (reason === "DUPLICATE_CLIENTID") return { status: "connecting", failures: 0 };
  if (reason === "MQTT_KEEP_ALIVE_TIMEOUT") {
    // The broker gives up after one and a half keep-alives (MQTT 5, 3.1.2.10).
    return { status: "silent", wakesAt: now + keepAliveSeconds * 1_500 + draw([2_000, 15_000], random), returns };
  }
  return returns ? { status: "away", connectAt: now + draw(temper.away, random), failures: 0 } : gone;
}

export function drawReason(temper: Temper, random: Random): DropReason {
  return pick(temper.drops, random);
}

/** When the link wants to be looked at again. */
export function linkDueAt(link: Link): number | undefined {
  if (link.status === "away") return link.connectAt;
  if (link.status === "connected") return link.dropAt;
  return link.status === "silent" ? link.wakesAt : undefined;
}
