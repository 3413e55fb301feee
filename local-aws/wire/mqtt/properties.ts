import { isRecord } from "#local/wire/record.ts";

import type { MessageProperties, UserProperties } from "./message.ts";
import { malformed, misuse } from "./reason-codes.ts";
import { hasWildcard } from "./topics.ts";

/** The properties of one packet, each allowed in it and of its type. */
export interface Properties {
  number(name: string): number | undefined;
  boolean(name: string): boolean | undefined;
  has(name: string): boolean;
  /** Those that travel with a message. */
  message(): MessageProperties;
}

const ofMessages = [
  "payloadFormatIndicator",
  "messageExpiryInterval",
  "contentType",
  "responseTopic",
  "correlationData",
  "userProperties",
];

/** Which properties a packet may have (MQTT 5.0 §2.2.2.2, table 2-4). */
const allowed = {
  connect: new Set([
    "sessionExpiryInterval",
    "receiveMaximum",
    "maximumPacketSize",
    "topicAliasMaximum",
    "requestResponseInformation",
    "requestProblemInformation",
    "userProperties",
    "authenticationMethod",
    "authenticationData",
  ]),
  will: new Set(["willDelayInterval", ...ofMessages]),
  publish: new Set(["topicAlias", ...ofMessages]),
  acknowledgement: new Set(["reasonString", "userProperties"]),
  subscribe: new Set(["subscriptionIdentifier", "userProperties"]),
  unsubscribe: new Set(["userProperties"]),
  disconnect: new Set(["sessionExpiryInterval", "reasonString", "userProperties", "serverReference"]),
} as const;

const nothing = () => undefined;
const noProperties: Properties = { number: nothing, boolean: nothing, has: () => false, message: () => ({}) };

/**
 * Checks what the packet library made of a packet's properties: it lets pass what was cut short, what came twice and what does not
 * belong into the packet.
 */
export function readProperties(kind: keyof typeof allowed, raw: unknown): Properties {
  if (!isRecord(raw)) return noProperties;
  for (const [name, value] of Object.entries(raw)) {
    if (!allowed[kind].has(name)) throw misuse(`The property '${name}' does not belong into ${kind}.`);
    if (name === "userProperties") continue;
    // MQTT 5.0 §2.2.2.2: "It is a Protocol Error to include" any other property more than once.
    if (Array.isArray(value)) throw misuse(`The property '${name}' came more than once.`);
    const whole = typeof value === "number" ? value >= 0 : value !== null && value !== undefined;
    if (!whole) throw malformed(`The property '${name}' is cut short.`);
    if (typeof value === "string") requireText(value, name);
    // MQTT-3.3.2-14, and MQTT 5.0 §3.1.3.2.6 for a will.
    if (name === "responseTopic" && hasWildcard(String(value)))
      throw misuse("A response topic must not contain wildcards.");
  }
  return {
    number: (name) => (typeof raw[name] === "number" ? raw[name] : undefined),
    boolean: (name) => (typeof raw[name] === "boolean" ? raw[name] : undefined),
    has: (name) => Object.hasOwn(raw, name),
    message: () => messageProperties(raw),
  };
}

function messageProperties(raw: Readonly<Record<string, unknown>>): MessageProperties {
  const { payloadFormatIndicator, contentType, responseTopic, correlationData, userProperties } = raw;
  return {
    ...(typeof payloadFormatIndicator === "boolean" && { payloadFormatIndicator }),
    ...(typeof contentType === "string" && { contentType }),
    ...(typeof responseTopic === "string" && { responseTopic }),
    ...(Buffer.isBuffer(correlationData) && { correlationData: Buffer.from(correlationData) }),
    ...(isRecord(userProperties) && { userProperties: readUserProperties(userProperties) }),
  };
}

function readUserProperties(raw: Readonly<Record<string, unknown>>): UserProperties {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      requireText(name, "userProperties"),
      Array.isArray(value)
        ? value.map((one) => requireText(one, "userProperties"))
        : requireText(value, "userProperties"),
    ]),
  );
}

/**
 * A string of a packet: decoded UTF-8 without U+0000. The packet library puts U+FFFD where the bytes were not UTF-8, so that character
 * is refused wherever it comes from (MQTT-1.5.4-1, MQTT-1.5.4-2).
 */
export function requireText(value: unknown, what: string): string {
  if (typeof value !== "string") throw malformed(`${what} is cut short.`);
  // oxlint-disable-next-line no-control-regex -- U+0000 is exactly what MQTT forbids in text
  if (/[\u0000\ufffd]/.test(value)) throw malformed(`${what} is not well-formed UTF-8 text.`);
  return value;
}
