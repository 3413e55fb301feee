/** An application message on its way through the broker. Whoever makes one gives its bytes away for good. */
export interface Message {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties: MessageProperties;
  /** Milliseconds since the epoch; after it nobody gets the message any more. */
  readonly expiresAt: number | undefined;
}

/** AWS IoT knows no QoS 2. */
export type QoS = 0 | 1;

/**
 * What MQTT 5 lets a publisher say beside the payload; passed on as it came.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt5-properties
 */
export interface MessageProperties {
  readonly payloadFormatIndicator?: boolean;
  readonly contentType?: string;
  readonly responseTopic?: string;
  readonly correlationData?: Buffer;
  /** In the order of each name's first appearance. */
  readonly userProperties?: UserProperties;
}

export type UserProperties = Readonly<Record<string, string | readonly string[]>>;

/** A message of a service: JSON, at QoS 1. */
export function jsonMessage(topic: string, value: unknown): Message {
  return {
    topic,
    payload: Buffer.from(JSON.stringify(value)),
    qos: 1,
    retain: false,
    properties: {},
    expiresAt: undefined,
  };
}

const longestExpirySeconds = 604_800;

/** The end of a message's life, from its Message Expiry Interval in seconds: AWS holds the interval between 1 second and 7 days. */
export function expiryOf(seconds: number | undefined, now: number): number | undefined {
  return seconds === undefined ? undefined : now + Math.min(Math.max(seconds, 1), longestExpirySeconds) * 1000;
}
