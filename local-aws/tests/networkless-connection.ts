import { generate, type IConnectPacket, type Packet, parser } from "mqtt-packet";

import { manualClock } from "#local/account/clock.ts";
import type { Behind, Ending } from "#local/wire/mqtt/behind.ts";
import { openMqttConnection } from "#local/wire/mqtt/connection.ts";

export const connect: IConnectPacket = {
  cmd: "connect",
  protocolVersion: 5,
  clientId: "c",
  clean: true,
  keepalive: 30,
};

interface Setup {
  readonly packet?: Partial<IConnectPacket>;
  readonly behind?: Partial<Behind>;
  /** Bytes that the peer does not take. */
  readonly stuck?: number;
}

/** A connection without a network: what it sends is kept, and its ticks end when the test says so. */
export function opened({ packet, behind, stuck = 0 }: Setup = {}) {
  const clock = manualClock();
  const frames: Buffer[] = [];
  const endings: Ending[] = [];
  const failures: unknown[] = [];
  const sent: Packet[] = [];
  const reader = parser({ protocolVersion: packet?.protocolVersion ?? 5 });
  reader.on("packet", (one) => sent.push(one));
  let closeCode: number | undefined;
  let due: (() => void)[] = [];
  const tick = () => {
    const acts = due;
    due = [];
    for (const act of acts) act();
  };
  const connection = openMqttConnection(
    {
      send: (frame) => {
        frames.push(frame);
        reader.parse(frame);
      },
      close: (code) => {
        closeCode ??= code;
      },
      get waiting() {
        return stuck;
      },
    },
    clock,
    (act) => due.push(act),
    {
      connect: ({ keepAliveSeconds }) => ({ accepted: true, keepAliveSeconds, properties: {} }),
      publish: () => ({ code: 0 }),
      subscribe: (requests) => ({ verdicts: requests.map(() => ({ code: 1 })), afterwards: () => {} }),
      unsubscribe: (filters) => filters.map(() => 0),
      ended: (ending) => endings.push(ending),
      failed: (error) => failures.push(error),
      ...behind,
    },
  );
  const hear = (one: Packet) => connection.receive(generate(one, { protocolVersion: packet?.protocolVersion ?? 5 }));
  return { connection, clock, frames, sent, endings, failures, tick, hear, closeCode: () => closeCode };
}

export function connected(setup: Setup = {}) {
  const world = opened(setup);
  world.hear({ ...connect, ...setup.packet });
  world.tick();
  return world;
}
