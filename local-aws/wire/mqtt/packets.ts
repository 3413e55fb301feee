import type { MessageProperties } from "./message.ts";

/** What clients send, read and checked. */
export type ClientPacket = Connect | Publish | Puback | Subscribe | Unsubscribe | Pingreq | Disconnect;

/** 3 is MQTT 3.1, 4 is MQTT 3.1.1. */
export type ProtocolVersion = 3 | 4 | 5;

export interface Connect {
  readonly kind: "connect";
  readonly version: ProtocolVersion;
  /** Empty when the client wants the server to choose one. */
  readonly clientId: string;
  /** Clean session, or clean start. */
  readonly clean: boolean;
  /** As the client asks; 0 is none. */
  readonly keepAliveSeconds: number;
  readonly will: Will | undefined;
  /** MQTT 5: seconds; an unclean session of an earlier version has no number. */
  readonly sessionExpirySeconds: number;
  /** How many QoS 1 messages the client takes without having acknowledged one. */
  readonly receiveMaximum: number;
  /** In bytes; Infinity when the client sets none. */
  readonly maximumPacketSize: number;
  /** Whether refusals may carry a reason string. */
  readonly wantsReasons: boolean;
  /** MQTT 5: an Authentication Method asks for an exchange of AUTH packets. */
  readonly wantsAuthentication: boolean;
}

export interface Will {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: number;
  readonly retain: boolean;
  readonly properties: MessageProperties;
  readonly expirySeconds: number | undefined;
}

export interface Publish {
  readonly kind: "publish";
  /** Empty when only the alias names the topic. */
  readonly topic: string;
  readonly topicAlias: number | undefined;
  readonly payload: Buffer;
  readonly qos: number;
  readonly retain: boolean;
  /** 0 at QoS 0. */
  readonly packetId: number;
  readonly properties: MessageProperties;
  readonly expirySeconds: number | undefined;
}

interface Puback {
  readonly kind: "puback";
  readonly packetId: number;
}

export interface Subscribe {
  readonly kind: "subscribe";
  readonly packetId: number;
  readonly subscriptions: readonly SubscriptionRequest[];
}

export interface SubscriptionRequest {
  readonly filter: string;
  readonly qos: number;
  /** The client's own messages are not sent back to it. */
  readonly noLocal: boolean;
  /** The RETAIN flag is passed on as it was published. */
  readonly retainAsPublished: boolean;
  /** 0: send the retained message. 1: only if the subscription is new. 2: do not. */
  readonly retainHandling: number;
}

export interface Unsubscribe {
  readonly kind: "unsubscribe";
  readonly packetId: number;
  readonly filters: readonly string[];
}

interface Pingreq {
  readonly kind: "pingreq";
}

export interface Disconnect {
  readonly kind: "disconnect";
  readonly reasonCode: number;
  readonly sessionExpirySeconds: number | undefined;
}
