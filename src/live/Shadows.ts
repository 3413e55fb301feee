import type { Clock } from "#domain/clock.ts";
import { isObject, type Json, type JsonObject, numberAt, objectAt } from "#domain/json.ts";
import type { MqttConnection } from "#domain/ports.ts";
import { noShadow, readShadow, type Shadow } from "#domain/shadow.ts";
import type { ThingName } from "#domain/thing.ts";
import { shadowFilters, type ShadowNews } from "#domain/topics.ts";
import { asTrouble, Trouble } from "#domain/trouble.ts";

import { type Deferred, deferred } from "./deferred.ts";
import { openShadowChanges, type ShadowChanges } from "./ShadowChanges.ts";
import { openShadowRequests } from "./ShadowRequests.ts";
import { openWatchedShadows, type WatchedShadows } from "./WatchedShadows.ts";

export interface Shadows extends Disposable {
  readonly byThing: WatchedShadows["byThing"];
  readonly changes: ShadowChanges["byThing"];
  /** Keeps the thing's shadow current until it is stopped; several may watch the same one. */
  watch(thingName: ThingName): () => void;
  /** Reads the shadow of a watched thing again; where listening to it was refused, asks for that again first. */
  refresh(thingName: ThingName): void;
  /**
   * Asks for a change of desired state; `null` deletes a field. Without a version: it rises with every report of the device, and would
   * refuse a change because of another field. Resolves with the new version. Rejects with shadow-rejected, no-answer, not-connected, ….
   */
  setDesired(thingName: ThingName, desired: JsonObject): Promise<number>;
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
  refused: boolean;
  close: (() => void) | undefined;
  callOffClosing: (() => void) | undefined;
}

/** Whoever looks away for a moment finds the shadow still there, and the broker is not asked twice. */
const lingerMs = 5000;

export function openShadows({ connection, clock, newToken }: Needs): Shadows {
  const watches = new Map<ThingName, Watch>();
  const watched = openWatchedShadows();
  const requests = openShadowRequests(connection, clock);
  const changes = openShadowChanges(clock);

  const follow = (thingName: ThingName, readAt?: number) => {
    const shadow = watched.shadowOf(thingName);
    if (shadow) changes.follow(thingName, shadow, readAt);
  };
  const take = (thingName: ThingName, shadow: Shadow | undefined, askedAt?: number) => {
    if (!shadow) return;
    const isNews = watched.take(thingName, shadow, askedAt);
    // An answer that says nothing new still says that nothing else has arrived.
    if (isNews || askedAt !== undefined) follow(thingName, askedAt);
  };
  const read = async (thingName: ThingName) => {
    const askedAt = clock.now();
    watched.ask(thingName);
    try {
      const accepted = await requests.ask({ thingName, operation: "get", clientToken: newToken(), body: {} });
      take(thingName, readShadow(accepted, clock.now()), askedAt);
    } catch (error) {
      const trouble = asTrouble(error);
      if (trouble.code === "shadow-missing") {
        watched.miss(thingName);
        changes.follow(thingName, noShadow(clock.now()), askedAt);
      } else watched.doubt(thingName, trouble);
    }
  };

  const begin = (thingName: ThingName): Watch => {
    const watch: Watch = {
      watchers: 0,
      grant: deferred(),
      refused: false,
      close: undefined,
      callOffClosing: undefined,
    };
    watches.set(thingName, watch);
    watched.begin(thingName);
    listen(thingName, watch);
    return watch;
  };
  const listen = (thingName: ThingName, watch: Watch) => {
    watch.close = connection.subscribe(shadowFilters(thingName), (refusal) => {
      watch.refused = refusal !== undefined;
      if (refusal) {
        watch.grant.reject(refusal);
        watched.doubt(thingName, refusal);
      } else {
        watch.grant.resolve();
        void read(thingName);
      }
    });
  };
  /** A refusal holds as long as the connection, unless one asks again: the right may have been given meanwhile. */
  const listenAgain = (thingName: ThingName, watch: Watch) => {
    watch.close?.();
    watch.grant = deferred();
    watch.refused = false;
    watched.ask(thingName);
    listen(thingName, watch);
  };
  const end = (thingName: ThingName, watch: Watch) => {
    watch.close?.();
    watches.delete(thingName);
    watched.end(thingName);
  };
  const join = (thingName: ThingName) => {
    const watch = watches.get(thingName) ?? begin(thingName);
    watch.callOffClosing?.();
    watch.watchers += 1;
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      watch.watchers -= 1;
      if (watch.watchers === 0) watch.callOffClosing = clock.after(lingerMs, () => end(thingName, watch));
    };
    return { watch, leave };
  };

  return {
    byThing: watched.byThing,
    changes: changes.byThing,
    watch: (thingName) => join(thingName).leave,
    refresh: (thingName) => {
      const watch = watches.get(thingName);
      if (watch?.refused) listenAgain(thingName, watch);
      else void read(thingName);
    },
    async setDesired(thingName, desired) {
      const clientToken = newToken();
      changes.begin({ clientToken, thingName, desired });
      const { watch, leave } = join(thingName);
      try {
        if (connection.state.kind !== "connected") throw new Trouble("not-connected");
        if (watch.refused) listenAgain(thingName, watch);
        // Subscribed before asking: an answer that comes before the subscription stands is told to nobody.
        await watch.grant.promise;
        const body = { state: { desired } };
        const accepted = await requests.ask({ thingName, operation: "update", clientToken, body });
        const version = numberAt(accepted, "version") ?? 0;
        changes.accept(thingName, clientToken, version);
        return version;
      } catch (error) {
        const trouble = asTrouble(error);
        changes.fail(thingName, clientToken, trouble);
        // After a lost connection the shadow is read by itself.
        if (trouble.code === "no-answer") void read(thingName);
        throw trouble;
      } finally {
        follow(thingName);
        leave();
      }
    },
    hear(thingName, news, document) {
      if (!isObject(document)) return;
      requests.hear(news, document);
      if (news === "get/accepted") take(thingName, readShadow(document, clock.now()));
      if (news === "update/documents") take(thingName, readShadow(objectAt(document, "current"), clock.now()));
      if (news === "delete/accepted") {
        const version = numberAt(document, "version") ?? 0;
        if (version >= (watched.shadowOf(thingName)?.version ?? 0)) watched.miss(thingName);
      }
    },
    lose(trouble) {
      requests.lose(trouble);
      for (const [thingName, watch] of watches) {
        watch.grant.reject(trouble);
        watch.grant = deferred();
        watched.doubt(thingName, trouble);
      }
    },
    [Symbol.dispose]() {
      requests[Symbol.dispose]();
      for (const watch of watches.values()) {
        watch.callOffClosing?.();
        watch.close?.();
      }
      watches.clear();
    },
  };
}
