import { createStore } from "zustand/vanilla";

import type { Clock } from "#domain/clock.ts";
import { type Json, type JsonObject, isObject, numberAt, objectAt } from "#domain/json.ts";
import type { MqttConnection } from "#domain/ports.ts";
import { readShadow, type Shadow } from "#domain/shadow.ts";
import type { ThingName } from "#domain/thing.ts";
import { shadowFilters, type ShadowNews } from "#domain/topics.ts";
import { asTrouble, Trouble } from "#domain/trouble.ts";

import { openShadowChanges, type ShadowChanges } from "./ShadowChanges.ts";
import { openShadowRequests } from "./ShadowRequests.ts";
import type { Told } from "./told.ts";

/** The classic shadow of a thing that somebody looks at. */
export interface WatchedShadow {
  /** As last heard, which may be before our connection was lost. */
  readonly shadow: Shadow | undefined;
  /**
   * asking: the answer has not come yet · current: we hear every change · missing: the thing has no shadow ·
   * unknown: we are not told, and `trouble` says why.
   */
  readonly status: "asking" | "current" | "missing" | "unknown";
  readonly trouble: Trouble | undefined;
}

export interface Shadows extends Disposable {
  readonly byThing: Told<ReadonlyMap<ThingName, WatchedShadow>>;
  readonly changes: ShadowChanges["byThing"];
  /** Keeps the thing's shadow current until it is stopped; several may watch the same one. */
  watch(thingName: ThingName): () => void;
  /** Reads the shadow of a watched thing again. */
  refresh(thingName: ThingName): void;
  /**
   * Asks for a change of desired state; `null` deletes a field. With `version` only if the shadow still has that version.
   * Resolves with the new version. Rejects with version-conflict, shadow-rejected, no-answer, not-connected, publish-not-authorized, ….
   */
  setDesired(thingName: ThingName, desired: JsonObject, only?: { readonly version?: number }): Promise<number>;
  hear(thingName: ThingName, news: ShadowNews, document: Json): void;
  /** The connection broke: nothing that was heard is known to hold any more. */
  lose(trouble: Trouble): void;
}

export interface Needs {
  readonly connection: Pick<MqttConnection, "publish" | "state" | "subscribe">;
  readonly clock: Clock;
  readonly newToken: () => string;
}

interface Watch {
  watchers: number;
  /** The broker's answer to our subscriptions on the connection that stands. */
  grant: Deferred;
  close(): void;
  callOffClosing(): void;
}

/** Whoever looks away for a moment finds the shadow still there, and the broker is not asked twice. */
const lingerMs = 5000;
const unheard: WatchedShadow = { shadow: undefined, status: "asking", trouble: undefined };

export function openShadows({ connection, clock, newToken }: Needs): Shadows {
  const byThing = createStore<ReadonlyMap<ThingName, WatchedShadow>>(() => new Map());
  const watches = new Map<ThingName, Watch>();
  const requests = openShadowRequests(connection, clock);
  const changes = openShadowChanges(clock);

  const show = (thingName: ThingName, news: Partial<WatchedShadow>) => {
    if (!watches.has(thingName)) return;
    const known = byThing.getState().get(thingName) ?? unheard;
    byThing.setState(new Map(byThing.getState()).set(thingName, { ...known, trouble: undefined, ...news }), true);
  };
  const follow = (thingName: ThingName) => {
    const shadow = byThing.getState().get(thingName)?.shadow;
    if (shadow) changes.follow(thingName, shadow);
  };
  /** @param askedAt the shadow answers a question of this time, and so replaces all that was heard before it. */
  const take = (thingName: ThingName, shadow: Shadow | undefined, askedAt = 0) => {
    const known = byThing.getState().get(thingName);
    if (!shadow || (known?.status === "current" && known.shadow?.version === shadow.version)) return;
    if (known?.shadow && shadow.version < known.shadow.version && known.shadow.heardAt >= askedAt) return;
    show(thingName, { shadow, status: "current" });
    follow(thingName);
  };
  const read = async (thingName: ThingName) => {
    const askedAt = clock.now();
    if (byThing.getState().get(thingName)?.status !== "current") show(thingName, { status: "asking" });
    try {
      const accepted = await requests.ask({ thingName, operation: "get", clientToken: newToken(), body: {} });
      take(thingName, readShadow(accepted, clock.now()), askedAt);
    } catch (error) {
      const trouble = asTrouble(error);
      if (trouble.code === "shadow-missing") show(thingName, { status: "missing", shadow: undefined });
      else show(thingName, { status: "unknown", trouble });
    }
  };

  const begin = (thingName: ThingName): Watch => {
    const watch: Watch = { watchers: 0, grant: deferred(), close: () => {}, callOffClosing: () => {} };
    watches.set(thingName, watch);
    show(thingName, unheard);
    watch.close = connection.subscribe(shadowFilters(thingName), (refusal) => {
      if (refusal) {
        watch.grant.reject(refusal);
        show(thingName, { status: "unknown", trouble: refusal });
      } else {
        watch.grant.resolve();
        void read(thingName);
      }
    });
    return watch;
  };
  const end = (thingName: ThingName, watch: Watch) => {
    watch.close();
    watches.delete(thingName);
    const left = new Map(byThing.getState());
    left.delete(thingName);
    byThing.setState(left, true);
  };
  const watching = (thingName: ThingName) => {
    const watch = watches.get(thingName) ?? begin(thingName);
    watch.callOffClosing();
    watch.watchers += 1;
    const stop = () => {
      watch.watchers -= 1;
      if (watch.watchers === 0) watch.callOffClosing = clock.after(lingerMs, () => end(thingName, watch));
    };
    return { watch, stop: once(stop) };
  };

  return {
    byThing,
    changes: changes.byThing,
    watch: (thingName) => watching(thingName).stop,
    refresh: (thingName) => void read(thingName),
    async setDesired(thingName, desired, only = {}) {
      const clientToken = newToken();
      changes.begin({ clientToken, thingName, desired });
      const { watch, stop } = watching(thingName);
      try {
        if (connection.state.kind !== "connected") throw new Trouble("not-connected");
        // Subscribed before asking: an answer that comes before the subscription stands is told to nobody.
        await watch.grant.promise;
        const body = { ...only, state: { desired } };
        const accepted = await requests.ask({ thingName, operation: "update", clientToken, body });
        const version = numberAt(accepted, "version") ?? 0;
        changes.accept(thingName, clientToken, version);
        return version;
      } catch (error) {
        const trouble = asTrouble(error);
        changes.fail(thingName, clientToken, trouble);
        throw trouble;
      } finally {
        follow(thingName);
        stop();
      }
    },
    hear(thingName, news, document) {
      if (!isObject(document)) return;
      requests.hear(news, document);
      if (news === "get/accepted") take(thingName, readShadow(document, clock.now()));
      if (news === "update/documents") take(thingName, readShadow(objectAt(document, "current"), clock.now()));
      if (news === "delete/accepted") {
        const known = byThing.getState().get(thingName)?.shadow;
        const version = numberAt(document, "version") ?? 0;
        if (!known || version >= known.version) show(thingName, { shadow: undefined, status: "missing" });
      }
    },
    lose(trouble) {
      requests.lose(trouble);
      for (const [thingName, watch] of watches) {
        watch.grant.reject(trouble);
        watch.grant = deferred();
        show(thingName, { status: "unknown", trouble });
      }
    },
    [Symbol.dispose]() {
      requests[Symbol.dispose]();
      for (const watch of watches.values()) {
        watch.callOffClosing();
        watch.close();
      }
      watches.clear();
    },
  };
}

interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
  reject(trouble: Trouble): void;
}

function deferred(): Deferred {
  let settle: Pick<Deferred, "resolve" | "reject"> = { resolve: () => {}, reject: () => {} };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Most of the time nobody waits for the grant; whoever does hears of the refusal.
  promise.catch(() => {});
  return { promise, ...settle };
}

function once(task: () => void): () => void {
  let done = false;
  return () => {
    if (!done) task();
    done = true;
  };
}
