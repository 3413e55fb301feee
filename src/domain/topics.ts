import { isThingName, type ThingName } from "./thing.ts";

/** The filters that hear every device come and go: two of the fifty subscriptions a connection may have. */
export const presenceFilters = ["$aws/events/presence/connected/+", "$aws/events/presence/disconnected/+"] as const;

/** The answers and news of a classic shadow. Named one by one: AWS advises against `shadow/#`, since topics may be added. */
export function shadowFilters(name: ThingName): readonly string[] {
  const prefix = `$aws/things/${name}/shadow`;
  return shadowNews.map((news) => `${prefix}/${news}`);
}

export const shadowGetTopic = (name: ThingName) => `$aws/things/${name}/shadow/get`;
export const shadowUpdateTopic = (name: ThingName) => `$aws/things/${name}/shadow/update`;

/** A topic that the console understands. */
export type KnownTopic =
  | { readonly kind: "presence"; readonly clientId: string }
  | { readonly kind: "shadow"; readonly thingName: ThingName; readonly news: ShadowNews };

const shadowNews = [
  "get/accepted",
  "get/rejected",
  "update/accepted",
  "update/rejected",
  "update/documents",
  "delete/accepted",
] as const;

export type ShadowNews = (typeof shadowNews)[number];

/** Undefined for a topic that is none of ours. */
export function readTopic(topic: string): KnownTopic | undefined {
  const presence = /^\$aws\/events\/presence\/(?:dis)?connected\/(.+)$/.exec(topic)?.[1];
  if (presence !== undefined) return { kind: "presence", clientId: presence };
  const [, name = "", news = ""] = /^\$aws\/things\/([^/]+)\/shadow\/(.+)$/.exec(topic) ?? [];
  return isThingName(name) && isShadowNews(news) ? { kind: "shadow", thingName: name, news } : undefined;
}

function isShadowNews(text: string): text is ShadowNews {
  return shadowNews.some((news) => news === text);
}
