import { reasonOf } from "./explain.ts";

/** How far an attempt to connect came. */
export type Gate = "network" | "upgrade" | "connack" | "suback";

/** An attempt to connect failed. */
export class ConnectRefused extends Error {
  override readonly name = "ConnectRefused";
  readonly gate: Gate;

  constructor(gate: Gate, message: string, options?: ErrorOptions) {
    super(message, options);
    this.gate = gate;
  }
}

/** What MQTT.js or ws reports, as the gate where it happened and in words. */
export function connectRefused(cause: unknown): ConnectRefused {
  if (cause instanceof ConnectRefused) return cause;
  const code = codeOf(cause);
  if (typeof code === "number") return new ConnectRefused("connack", `CONNACK ${code}: ${reasonOf(cause)}`, { cause });
  return new ConnectRefused("network", reasonOf(cause), { cause });
}

/** The status of a refused WebSocket upgrade, and the message in AWS's JSON body. */
export function upgradeRefused(status: number, body: string): ConnectRefused {
  return new ConnectRefused(
    "upgrade",
    `HTTP ${status}: ${/"message"\s*:\s*"([^"]*)"/i.exec(body)?.[1] ?? body.slice(0, 200)}`,
  );
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}
