import type { Trouble } from "./trouble.ts";

/** Our own MQTT connection, with its reason: never a bare boolean. Times are milliseconds since the epoch, by our clock. */
export type ConnectionState =
  | { readonly kind: "idle" }
  | {
      readonly kind: "connecting";
      /** 1 for the first try since the connection last stood. */
      readonly attempt: number;
      readonly step: "credentials" | "policy" | "socket";
      /** When the connection that stood before was lost. */
      readonly lostAt: number | undefined;
      /** Why the attempt before this one failed. */
      readonly trouble: Trouble | undefined;
    }
  | { readonly kind: "connected"; readonly since: number; readonly clientId: string }
  | {
      readonly kind: "waiting";
      readonly attempt: number;
      readonly trouble: Trouble;
      readonly lostAt: number | undefined;
      /** When the next attempt starts by itself. */
      readonly retryAt: number;
    }
  /** No attempt will start by itself: somebody has to do something first. */
  | { readonly kind: "stopped"; readonly trouble: Trouble; readonly lostAt: number | undefined };

/** Whether what we were told of presence can be believed: since when we hear every event, or since when we do not, and why. */
export type Feed =
  | {
      readonly live: true;
      readonly since: number;
      /** When the feed that was live before was lost; undefined for the first. Of a client that we have not heard of since, nothing newer is known. */
      readonly lostAt: number | undefined;
    }
  | { readonly live: false; readonly since: number | undefined; readonly trouble: Trouble | undefined };
