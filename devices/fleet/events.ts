import type { DropReason } from "#devices/life/temper.ts";
import type { Gate } from "#devices/wire/refusal.ts";

/** What a fleet tells of itself. */
export type FleetEvent =
  | { readonly event: "connected"; readonly thing: string }
  /** The device did it, for a reason of its own; `reason` is what the lifecycle event will say. */
  | { readonly event: "dropped"; readonly thing: string; readonly reason: DropReason }
  /** Somebody else ended the connection. */
  | { readonly event: "lost"; readonly thing: string; readonly reason: string }
  | { readonly event: "refused"; readonly thing: string; readonly gate: Gate | "puback"; readonly reason: string }
  | { readonly event: "reported"; readonly thing: string; readonly settings: readonly string[] }
  /** Something that a person should look at; told once however many devices it happens to. */
  | { readonly event: "trouble"; readonly message: string; readonly tip: string };

export type Tell = (event: FleetEvent) => void;
