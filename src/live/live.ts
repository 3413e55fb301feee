import { createStore } from "zustand/vanilla";

import { type Clock, systemClock } from "#domain/clock.ts";
import type { ConnectionState, Feed } from "#domain/connection.ts";
import type { Message, MqttConnection } from "#domain/ports.ts";
import { presenceFilters } from "#domain/topics.ts";
import { Trouble } from "#domain/trouble.ts";

import { nextFeed, type PresenceGrant } from "./feed.ts";
import { type Frame, openFrame } from "./frame.ts";
import { readMessage } from "./inbox.ts";
import { openPresences, type Presences } from "./Presences.ts";
import { openShadows, type Shadows } from "./Shadows.ts";
import { openStatistics, type Statistics } from "./statistics.ts";
import type { Told } from "./told.ts";

/** What the broker told us, and what we ask of it. Disposing it stops listening; the connection stays its opener's. */
export interface Live extends Disposable {
  readonly connection: Told<ConnectionState>;
  /** Whether the presences can be believed. */
  readonly feed: Told<Feed>;
  readonly presences: Pick<Presences, "byClientId" | "taken">;
  readonly shadows: Omit<Shadows, "hear" | "lose" | typeof Symbol.dispose>;
  readonly statistics: Told<Statistics>;
  readonly clock: Clock;
  /** Starts an attempt now; or where the connection stands and presence was refused, asks for it again. */
  connectNow(): void;
}

export interface LiveOptions {
  readonly connection: MqttConnection;
  /** Clients named otherwise come and go without being remembered: an account has many that are no things of the fleet. */
  readonly thingNamePrefix: string;
  readonly clock?: Clock;
  readonly frame?: Frame;
  /** At most 64 bytes, never the same twice. */
  readonly newToken?: () => string;
}

export function openLive(options: LiveOptions): Live {
  const { connection, thingNamePrefix, clock = systemClock, frame = openFrame() } = options;
  const { newToken = () => crypto.randomUUID() } = options;
  const state = createStore<ConnectionState>(() => connection.state);
  const feed = createStore<Feed>(() => ({ live: false, since: undefined, trouble: undefined }));
  const presences = openPresences(frame);
  const shadows = openShadows({ connection, clock, newToken });
  const statistics = openStatistics(clock);

  let grant: PresenceGrant | undefined;
  const judgeFeed = () => feed.setState(nextFeed(feed.getState(), state.getState(), grant, clock.now()), true);

  const hearState = (next: ConnectionState) => {
    const before = state.getState();
    state.setState(next, true);
    if (before.kind === "connected" && next.kind !== "connected") {
      grant = undefined;
      shadows.lose((next.kind === "idle" ? undefined : next.trouble) ?? new Trouble("connection-lost"));
    }
    judgeFeed();
  };
  const hearMessages = (messages: readonly Message[]) => {
    const now = clock.now();
    let notUnderstood = 0;
    for (const message of messages) {
      const news = readMessage(message, now);
      if (!news) notUnderstood += 1;
      else if (news.kind === "shadow") shadows.hear(news.thingName, news.news, news.document);
      else if (news.presence.clientId.startsWith(thingNamePrefix)) presences.hear(news.presence);
    }
    statistics.count(messages.length, notUnderstood);
  };

  const stops = [connection.onState(hearState), connection.onMessages(hearMessages)];
  const listen = () =>
    connection.subscribe(presenceFilters, (refusal) => {
      grant = refusal ? { granted: false, refusal } : { granted: true };
      judgeFeed();
    });
  let stopListening = listen();
  const listenAgain = () => {
    stopListening();
    grant = undefined;
    judgeFeed();
    stopListening = listen();
  };
  return {
    connection: state,
    feed,
    presences,
    shadows,
    statistics: statistics.told,
    clock,
    connectNow: () => {
      if (grant?.granted === false) listenAgain();
      else connection.connectNow();
    },
    [Symbol.dispose]() {
      for (const stop of [...stops, stopListening]) stop();
      for (const part of [presences, shadows, statistics]) part[Symbol.dispose]();
    },
  };
}
