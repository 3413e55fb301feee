/** What is said of a device's connection. The reasons are AWS's own: https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html */
export const presence = {
  state: {
    connected: "Connected",
    dropping: "Dropping",
    disconnected: "Disconnected",
    "never-seen": "Never seen",
    unknown: "Unknown",
  },
  /** Short, beside the time; and what it means, in a sentence. */
  reason: {
    AUTH_ERROR: ["not authenticated", "The device failed to authenticate, or was not allowed to connect."],
    CLIENT_INITIATED_DISCONNECT: ["went by itself", "The device said goodbye, so its will was not published."],
    CLIENT_ERROR: ["protocol error", "The device broke the rules of MQTT, so AWS closed the connection."],
    CONNECTION_LOST: ["connection lost", "The network between the device and AWS was cut."],
    DUPLICATE_CLIENTID: [
      "duplicate client ID",
      "Something else connected with the same client ID. If it happens again and again, two devices share one identity.",
    ],
    FORBIDDEN_ACCESS: ["forbidden", "The device is not allowed to be connected from where it is."],
    MQTT_KEEP_ALIVE_TIMEOUT: [
      "keep-alive timeout",
      "AWS heard nothing from the device for one and a half times its keep-alive.",
    ],
    SERVER_ERROR: ["AWS error", "An error inside AWS ended the connection."],
    SERVER_INITIATED_DISCONNECT: [
      "closed by AWS",
      "AWS closed the connection for maintenance; devices return by themselves.",
    ],
    API_INITIATED_DISCONNECT: ["cut by an operator", "Somebody ended the connection through the AWS API."],
    THROTTLED: ["throttled", "The device sent more than AWS allows."],
    WEBSOCKET_TTL_EXPIRATION: [
      "WebSocket expired",
      "The WebSocket was open for 24 hours, the longest that AWS allows.",
    ],
    CUSTOMAUTH_TTL_EXPIRATION: ["authorizer expired", "The time that the custom authorizer granted is over."],
  } as Readonly<Record<string, readonly [short: string, meaning: string]>>,
  noReason: "no reason given",
  neverSeen: "no connection on record",
  neverSeenMeaning: "The fleet index knows of no connection of this thing.",
  unknownSince: (clock: string) => `since ${clock}`,
  unknownMeaning: (clock: string) => `Our own connection dropped at ${clock}. Whatever happened since, nobody told us.`,
  notHeard: "not heard yet",
  notHeardMeaning: "Neither an event nor the fleet index has told us anything since we connected.",
  justNow: "just now",
  byEvent: "event",
  byIndex: "index",
  heardAfter: (duration: string) => `event, heard after ${duration}`,
  heardAtOnce: "event, heard at once",
  eventAhead: "event; its clock is ahead of ours",
  indexAt: (clock: string) => `fleet index, asked at ${clock}`,
};
