import type { ShadowAction } from "./shadows.ts";

/**
 * What the topics that begin with a dollar sign are for.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/reserved-topics.html
 */
export type ReservedTopic =
  | { readonly use: "shadow"; readonly action: ShadowAction; readonly thingName: string }
  /** AWS has it, the embedded AWS has not. */
  | { readonly use: "not-emulated"; readonly what: string }
  /** Nobody may publish here. */
  | { readonly use: "none" };

const shadowTopic = /^\$aws\/things\/([a-zA-Z0-9:_-]{1,128})\/shadow\/(get|update|delete)$/;

const notEmulated: readonly (readonly [RegExp, string])[] = [
  [/^\$aws\/things\/[^/]+\/shadow\/name\/[^/]+\/(get|update|delete)$/, "named shadows"],
  [/^\$aws\/things\/[^/]+\/jobs\//, "AWS IoT Jobs"],
  [/^\$aws\/things\/[^/]+\/defender\/metrics\//, "AWS IoT Device Defender"],
  [/^\$aws\/things\/[^/]+\/streams\//, "MQTT-based file delivery"],
  [/^\$aws\/(certificates\/create|provisioning-templates\/)/, "fleet provisioning by MQTT"],
  [/^\$aws\/commands\//, "AWS IoT commands"],
  [/^\$aws\/device_location\//, "AWS IoT Core Device Location"],
  [/^\$aws\/rules\//, "rules and Basic Ingest"],
];

/** What a message published to a reserved topic would do. */
export function useOf(topic: string): ReservedTopic {
  const [, thingName, action] = shadowTopic.exec(topic) ?? [];
  if (thingName !== undefined && (action === "get" || action === "update" || action === "delete"))
    return { use: "shadow", action, thingName };
  const lacking = notEmulated.find(([pattern]) => pattern.test(topic));
  return lacking ? { use: "not-emulated", what: lacking[1] } : { use: "none" };
}

/** Whether AWS publishes anything that a reserved filter could match; others get SUBACK 143, "topic filter invalid". */
export function isSubscribable(filter: string): boolean {
  const [first, second, third] = filter.split("/");
  if (first !== "$aws") return false;
  if (second === "#") return third === undefined;
  return third !== undefined && (second === "+" || namespaces.has(second ?? ""));
}

const namespaces = new Set([
  "certificates",
  "commands",
  "device_location",
  "events",
  "provisioning-templates",
  "sitewise",
  "things",
]);
