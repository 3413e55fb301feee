import type { DropReason } from "#devices/life/temper.ts";
import type { Clock } from "#devices/wire/clock.ts";
import type { Connection, ConnectionOptions } from "#devices/wire/connection.ts";
import { type ConnectRefused, connectRefused } from "#devices/wire/refusal.ts";

/** Opens one connection. `isWanted` is false once the device has given up waiting for it. */
export type Connect = (
  options: Pick<ConnectionOptions, "hear" | "closed"> & { readonly isWanted: () => boolean },
) => Promise<Connection>;

export interface LineOptions {
  readonly clock: Clock;
  readonly connect: Connect;
  readonly opened: () => void;
  readonly refused: (why: ConnectRefused) => void;
  readonly heard: (topic: string, payload: Uint8Array) => void;
  readonly closed: (reason: string) => void;
}

/** A device's line to its broker: one connection at a time, and those that the broker has still to close. */
export interface Line extends AsyncDisposable {
  readonly open: () => void;
  /** Ends the connection in the way that the broker will call `reason`. */
  readonly drop: (reason: DropReason) => void;
  /** Gives up a connection that had fallen silent. */
  readonly wake: () => void;
  /** Resolves when the connection that was left last has closed. */
  readonly left: () => Promise<void>;
  /** @throws Error when there is no connection, or the broker refuses. */
  readonly publish: (topic: string, payload: string) => Promise<void>;
}

/** A broker that has every reason to close a connection gets this long. */
const lingerMs = 10_000;

export function openLine({ clock, connect, opened, refused, heard, closed }: LineOptions): Line {
  let connection: Connection | undefined;
  /** Counts attempts: what an older one brings is nobody's any more. */
  let attempt = 0;
  let opening = Promise.resolve();
  let leaving = Promise.resolve();
  const lingering = new Map<Connection, () => void>();

  const linger = (old: Connection) => {
    const giveUp = () => {
      lingering.delete(old);
      old.tear();
    };
    lingering.set(old, clock.after(lingerMs, giveUp));
  };

  const open = async () => {
    const before = connection;
    const mine = ++attempt;
    const isWanted = () => mine === attempt;
    try {
      const next = await connect({
        isWanted,
        hear: (topic, payload) => {
          if (isWanted()) heard(topic, payload);
        },
        closed: (reason) => {
          if (!isWanted()) return;
          connection = undefined;
          closed(reason);
        },
      });
      if (before) linger(before);
      if (!isWanted()) {
        leaving = next.leave();
        return;
      }
      connection = next;
      opened();
    } catch (error) {
      before?.tear();
      if (!isWanted()) return;
      connection = undefined;
      refused(connectRefused(error));
    }
  };

  const detach = (): Connection | undefined => {
    const detached = connection;
    connection = undefined;
    attempt++;
    return detached;
  };

  return {
    open: () => {
      opening = open();
    },
    drop: (reason) => {
      if (reason === "MQTT_KEEP_ALIVE_TIMEOUT") connection?.fallSilent();
      else if (reason === "DUPLICATE_CLIENTID") opening = open();
      else {
        const dropped = detach();
        if (!dropped) return;
        if (reason === "CONNECTION_LOST") dropped.tear();
        else if (reason === "CLIENT_INITIATED_DISCONNECT") leaving = dropped.leave();
        else {
          dropped.misuse();
          linger(dropped);
        }
      }
    },
    wake: () => detach()?.tear(),
    left: () => leaving,
    publish: async (topic, payload) => {
      if (!connection) throw new Error("The device is not connected.");
      await connection.publish(topic, payload);
    },
    [Symbol.asyncDispose]: async () => {
      for (const [old, callOff] of lingering) {
        callOff();
        old.tear();
      }
      await opening;
      await leaving;
    },
  };
}
