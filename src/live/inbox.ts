import { type Json, readJson } from "#domain/json.ts";
import type { Message } from "#domain/ports.ts";
import { type Presence, readPresence } from "#domain/presence.ts";
import type { ThingName } from "#domain/thing.ts";
import { readTopic, type ShadowNews } from "#domain/topics.ts";

/** What a message says, once it is understood. */
export type News =
  | { readonly kind: "presence"; readonly presence: Presence }
  | { readonly kind: "shadow"; readonly thingName: ThingName; readonly news: ShadowNews; readonly document: Json };

/** The only place where bytes become meaning. Undefined for whatever is none of ours, or not what AWS sends. */
export function readMessage({ topic, payload }: Message, heardAt: number): News | undefined {
  const known = readTopic(topic);
  const document = known && readJson(payload);
  if (document === undefined) return undefined;
  if (known?.kind === "shadow") return { ...known, document };
  const presence = readPresence(document, heardAt);
  // The topic is what the policy let through: a document that speaks of somebody else is not believed.
  return presence && presence.clientId === known?.clientId ? { kind: "presence", presence } : undefined;
}
