export type { FleetEvent } from "./fleet/events.ts";
export { startFleet } from "./fleet/fleet.ts";
export type { Fleet } from "./fleet/handles.ts";
export type { FleetOptions } from "./fleet/options.ts";
export type { DropReason } from "./life/temper.ts";
export { Trouble } from "./wire/trouble.ts";
