import type { UserProperties } from "#local/wire/mqtt/message.ts";
import { hasWildcard } from "#local/wire/mqtt/topics.ts";
import { isRecord } from "#local/wire/record.ts";

import { dataPlaneError } from "./errors.ts";

/** "The topic must not contain wildcard characters." */
export function readResponseTopic(topic: string): string {
  if (hasWildcard(topic)) throw dataPlaneError(400, "A response topic must not contain wildcards.");
  return topic;
}

/** The header's text is base64. */
export function readCorrelationData(header: string): Buffer {
  return Buffer.from(header, "base64");
}

/** Base64 of a JSON list of objects, each with one property: `[{"deviceName":"alpha"},{"deviceCnt":"45"}]`. */
export function readUserProperties(header: string): UserProperties {
  const text = Buffer.from(header, "base64").toString();
  const properties = new Map<string, string[]>();
  for (const item of readList(text)) {
    for (const [name, value] of Object.entries(isRecord(item) ? item : {})) {
      if (typeof value !== "string") throw invalid();
      properties.set(name, [...(properties.get(name) ?? []), value]);
    }
  }
  return Object.fromEntries(properties);
}

function readList(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every(isRecord)) return list;
  } catch {
    // Said below, in the same words.
  }
  throw invalid();
}

const invalid = () => dataPlaneError(400, "The user properties are not a JSON list of objects of strings.");
