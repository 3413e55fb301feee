import { asTrouble, type Trouble } from "#domain/trouble.ts";

import { troubleOfSuback } from "./connection-troubles.ts";
import type { MqttSession } from "./mqtt-link.ts";

/** The filters that somebody wants, on whichever connection stands. */
export interface Subscriptions {
  subscribe(filters: readonly string[], onAnswer: (refusal: Trouble | undefined) => void): () => void;
  /** A connection stands: everything that is wanted is asked for on it. */
  begin(session: MqttSession): void;
  /** It stands no more. */
  end(): void;
}

interface Wish {
  readonly filters: readonly string[];
  readonly onAnswer: (refusal: Trouble | undefined) => void;
  /** Told its answer on the connection that stands. */
  told: boolean;
}

type Grant = "asked" | "granted" | Trouble;

/** @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits subscriptions per SUBSCRIBE */
const filtersPerSubscribe = 8;

export function openSubscriptions(): Subscriptions {
  const wishes = new Set<Wish>();
  let session: MqttSession | undefined;
  /** What the broker has said on the connection that stands. */
  let grants = new Map<string, Grant>();

  const tell = () => {
    for (const wish of wishes) {
      const answers = wish.filters.map((filter) => grants.get(filter));
      if (wish.told || answers.some((answer) => answer === undefined || answer === "asked")) continue;
      wish.told = true;
      wish.onAnswer(answers.find((answer) => answer instanceof Error));
    }
  };
  const askFor = async (asked: MqttSession, filters: readonly string[]) => {
    const own = grants;
    for (const filter of filters) own.set(filter, "asked");
    try {
      const codes = await asked.subscribe(filters);
      for (const [index, filter] of filters.entries()) {
        if (own.get(filter) === "asked") own.set(filter, troubleOfSuback(codes[index] ?? 128, filter) ?? "granted");
      }
    } catch (error) {
      const trouble = asTrouble(error);
      // It will be asked for again on the next connection.
      if (trouble.code === "connection-lost") return;
      for (const filter of filters) own.set(filter, trouble);
    }
    // An answer that belongs to a connection of before says nothing of this one.
    if (own === grants) tell();
  };
  const askForMissing = (filters: readonly string[]) => {
    if (!session) return;
    const missing = [...new Set(filters)].filter((filter) => !grants.has(filter));
    for (let at = 0; at < missing.length; at += filtersPerSubscribe) {
      void askFor(session, missing.slice(at, at + filtersPerSubscribe));
    }
  };
  const letGo = (filters: readonly string[]) => {
    const wanted = new Set([...wishes].flatMap((wish) => wish.filters));
    const unwanted = filters.filter((filter) => !wanted.has(filter) && grants.delete(filter));
    if (unwanted.length > 0) session?.unsubscribe(unwanted);
  };

  return {
    subscribe: (filters, onAnswer) => {
      const wish = { filters, onAnswer, told: false };
      wishes.add(wish);
      askForMissing(filters);
      // Granted already: told like every other answer, after this call has returned.
      queueMicrotask(tell);
      return () => {
        if (wishes.delete(wish)) letGo(filters);
      };
    },
    begin: (next) => {
      session = next;
      grants = new Map();
      askForMissing([...wishes].flatMap((wish) => wish.filters));
    },
    end: () => {
      session = undefined;
      grants = new Map();
      for (const wish of wishes) wish.told = false;
    },
  };
}
