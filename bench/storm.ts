import type { LocalAws } from "#local/index.ts";

import { thingCount, thingName } from "./things.ts";

/** Presence events of a thousand things, evenly over time; each thing comes and goes with rising version numbers. */
export function startStorm(aws: LocalAws, rate: number) {
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1000) * rate);
    for (; sent < due; sent += 1) {
      const clientId = thingName(sent % thingCount);
      const turn = Math.floor(sent / thingCount);
      const eventType = turn % 2 === 0 ? "connected" : "disconnected";
      void aws.publishAsAws(`$aws/events/presence/${eventType}/${clientId}`, {
        clientId,
        timestamp: Date.now(),
        eventType,
        sessionIdentifier: `storm-${clientId}-${Math.floor(turn / 2)}`,
        principalIdentifier: "storm",
        versionNumber: Math.floor(turn / 2),
        ...(eventType === "connected"
          ? { ipAddress: "192.0.2.1" }
          : { clientInitiatedDisconnect: false, disconnectReason: "CONNECTION_LOST" }),
      });
    }
  }, 10);
  return { sent: () => sent, [Symbol.dispose]: () => clearInterval(timer) };
}
