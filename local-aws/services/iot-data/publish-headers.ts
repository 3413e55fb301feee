import type { UserProperties } from "#local/wire/mqtt/message.ts";
import { isRecord } from "#local/wire/record.ts";

import { dataPlaneError } from "./errors.ts";

const largest = 8 * 1024;

/** The header's text is base64. */
export function readCorrelationData(header: string): Buffer {
  const data = Buffer.from(header, "base64");
  if (data.length > largest) throw dataPlaneError(400, "The correlation data is larger than 8 KB.");
  return data;
}

/** Base64 of a JSON list of objects, each with one property: `[{"deviceName":"alpha"},{"deviceCnt":"45"}]`. */
export function readUserProperties(header: string): UserProperties {
  const text = Buffer.from(header, "base64").toString();
  if (text.length > largest) throw dataPlaneError(400, "The user properties are larger than 8 KB.");
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
