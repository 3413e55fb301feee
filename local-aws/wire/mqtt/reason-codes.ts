/**
 * The reason codes of MQTT 5 that the broker sends or hears.
 * @see MQTT 5.0 §2.4, and the tables of https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt5-reason-codes
 */
export const reasonCodes = {
  success: 0,
  disconnectWithWill: 4,
  unspecifiedError: 128,
  malformedPacket: 129,
  protocolError: 130,
  /** AWS never sends it: here it says that the embedded AWS lacks what was asked for. */
  implementationSpecificError: 131,
  clientIdentifierNotValid: 133,
  notAuthorized: 135,
  serverShuttingDown: 139,
  badAuthenticationMethod: 140,
  keepAliveTimeout: 141,
  sessionTakenOver: 142,
  topicFilterInvalid: 143,
  topicNameInvalid: 144,
  receiveMaximumExceeded: 147,
  topicAliasInvalid: 148,
  packetTooLarge: 149,
  quotaExceeded: 151,
  administrativeAction: 152,
  qosNotSupported: 155,
  subscriptionIdentifiersNotSupported: 161,
} as const;

/** Codes from here on are refusals. */
export const firstRefusal = 128;

/**
 * Why a connection ended, in the words of lifecycle events.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html
 */
export type DisconnectReason =
  | "AUTH_ERROR"
  | "CLIENT_INITIATED_DISCONNECT"
  | "CLIENT_ERROR"
  | "CONNECTION_LOST"
  | "DUPLICATE_CLIENTID"
  | "MQTT_KEEP_ALIVE_TIMEOUT"
  | "SERVER_ERROR"
  | "SERVER_INITIATED_DISCONNECT"
  | "THROTTLED"
  | "WEBSOCKET_TTL_EXPIRATION";

/** The peer broke the protocol: the connection ends with this code (MQTT 5.0 §4.13). */
export class ProtocolViolation extends Error {
  override readonly name = "ProtocolViolation";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const malformed = (message: string) => new ProtocolViolation(reasonCodes.malformedPacket, message);
export const misuse = (message: string) => new ProtocolViolation(reasonCodes.protocolError, message);
