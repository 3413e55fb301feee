import { type Surroundings, openFleetAccess } from "#aws/fleet-access.ts";
import { openMqttLink } from "#aws/mqtt-link.ts";
import { serveMqtt } from "#aws/serve-mqtt.ts";
import { openSignIn } from "#aws/sign-in.ts";
import { type Clock, systemClock } from "#domain/clock.ts";
import type { Config } from "#domain/config.ts";
import type { ConnectionState } from "#domain/connection.ts";
import type { FleetAccess } from "#domain/ports.ts";

import { memoryStorage, password, type World } from "./world.ts";

/** A console without its pixels: signed in, with a fleet access whose MQTT client runs at the other end of a message channel instead of in a worker. */
export interface Console extends AsyncDisposable {
  readonly access: FleetAccess;
  /** The state, as soon as it is of this kind. */
  until<Kind extends ConnectionState["kind"]>(kind: Kind): Promise<Extract<ConnectionState, { kind: Kind }>>;
  /** As if the network had come back, or somebody looked at the page again. */
  wake(): void;
}

interface Options {
  readonly config?: Config;
  readonly surroundings?: Partial<Surroundings>;
}

export async function openConsole(world: World, username: string, options: Options = {}): Promise<Console> {
  const { config = world.config, surroundings } = options;
  const signIn = openSignIn(config, memoryStorage());
  await signIn.signIn(username, password);
  let wake: (() => void) | undefined;
  const onWake = (listener: () => void) => {
    wake = listener;
    return () => {};
  };
  const access = openFleetAccess(config, signIn, { ...browserless, onWake, ...surroundings });
  return {
    access,
    wake: () => wake?.(),
    until: (kind) => until(access, kind),
    [Symbol.asyncDispose]: () => access[Symbol.asyncDispose](),
  };
}

/** All that a browser would give, and nobody who wakes. */
export const browserless: Surroundings = {
  clock: systemClock,
  random: Math.random,
  openLink: () => openChannelLink(),
  onWake: () => () => {},
};

/** The real client of the device SDK, and the real protocol between page and worker. */
export function openChannelLink(clock: Pick<Clock, "after"> = systemClock) {
  const { port1, port2 } = new globalThis.MessageChannel();
  port1.start();
  port2.start();
  serveMqtt(port2, clock);
  return openMqttLink(port1, () => setTimeout(() => port1.close(), 100));
}

function until<Kind extends ConnectionState["kind"]>({ connection }: FleetAccess, kind: Kind) {
  return new Promise<Extract<ConnectionState, { kind: Kind }>>((resolve) => {
    const look = (state: ConnectionState) => {
      if (!isOf(state, kind)) return;
      stop();
      resolve(state);
    };
    const stop = connection.onState(look);
    look(connection.state);
  });
}

function isOf<Kind extends ConnectionState["kind"]>(
  state: ConnectionState,
  kind: Kind,
): state is Extract<ConnectionState, { kind: Kind }> {
  return state.kind === kind;
}
