import type { ConnectionState } from "#domain/connection.ts";
import { isObject, type JsonObject, objectAt, readJson } from "#domain/json.ts";
import type { FleetAccess, Message, MqttConnection, Registry } from "#domain/ports.ts";
import type { Thing } from "#domain/thing.ts";
import { Trouble } from "#domain/trouble.ts";

import { fakeShadows } from "./FakeShadows.ts";

/** AWS IoT as a test wants it: says what it is told to say, remembers what it was asked. Give `access` to the console. */
export interface FakeBroker {
  readonly access: FleetAccess;
  readonly connection: MqttConnection;
  /** Every publish that arrived, oldest first. */
  readonly published: readonly Published[];
  /** The filters that are subscribed now. */
  readonly filters: readonly string[];
  /** The registry's answer. */
  things: readonly Thing[];
  /** Whether shadow requests are answered by themselves; otherwise `answer` does it by hand. Default true. */
  answersShadows: boolean;
  /** Sends one message, subscribed or not, unless the connection is down. Bytes go out as they are. */
  says(topic: string, document: JsonObject | Uint8Array): void;
  /** Sends several messages at once. */
  saysAll(messages: readonly (readonly [topic: string, document: JsonObject | Uint8Array])[]): void;
  /** A device reports, or a colleague changes what is desired: the shadow merges it and tells everyone. */
  setShadow(thingName: string, state: JsonObject): void;
  /** Answers the last request on `…/shadow/update` or `…/get` of the thing. */
  rejects(thingName: string, code: number, message: string): void;
  connects(): void;
  /** The connection is in trouble; it waits, or stops when `stopped`. */
  drops(trouble?: Trouble, stopped?: boolean): void;
  /** From now on a subscription to this filter is refused. */
  refusesFilter(filter: string): void;
  /** No longer. */
  grantsFilter(filter: string): void;
  /** From now on a publish to this topic is refused. */
  refusesTopic(topic: string): void;
}

export interface Published {
  readonly topic: string;
  readonly document: JsonObject;
}

export interface FakeBrokerOptions {
  readonly now?: () => number;
  readonly things?: readonly Thing[];
  /** Default true. */
  readonly connected?: boolean;
}

interface Wanted {
  readonly filters: readonly string[];
  readonly onAnswer: (refusal: Trouble | undefined) => void;
}

const utf8 = new TextEncoder();
const identityId = "ap-northeast-1:00000000-0000-4000-8000-000000000001";

export function openFakeBroker(options: FakeBrokerOptions = {}): FakeBroker {
  const { now = () => Date.now(), connected: startsConnected = true } = options;
  const shadows = fakeShadows(() => Math.floor(now() / 1000));
  const published: Published[] = [];
  const wanted = new Set<Wanted>();
  const refusedFilters = new Set<string>();
  const refusedTopics = new Set<string>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  const messageListeners = new Set<(messages: readonly Message[]) => void>();
  let state: ConnectionState = { kind: "idle" };

  const setState = (next: ConnectionState) => {
    state = next;
    for (const listener of stateListeners) listener(next);
  };
  const answer = ({ filters, onAnswer }: Wanted) => {
    const topicFilter = filters.find((filter) => refusedFilters.has(filter));
    onAnswer(
      topicFilter === undefined ? undefined : new Trouble("subscribe-not-authorized", { topicFilter, reasonCode: 135 }),
    );
  };
  const saysAll: FakeBroker["saysAll"] = (messages) => {
    if (state.kind !== "connected") return;
    const heard = messages.map(([topic, document]) => ({
      topic,
      payload: document instanceof Uint8Array ? document : utf8.encode(JSON.stringify(document)),
    }));
    for (const listener of messageListeners) listener(heard);
  };
  const says: FakeBroker["says"] = (topic, document) => saysAll([[topic, document]]);

  const answerShadow = ({ topic, document }: Published) => {
    const [, thingName = "", operation] = /^\$aws\/things\/([^/]+)\/shadow\/(get|update)$/.exec(topic) ?? [];
    if (operation === "get") {
      const shadow = shadows.get(thingName);
      if (shadow) says(`${topic}/accepted`, { ...shadow, clientToken: document["clientToken"] ?? "" });
      else broker.rejects(thingName, 404, `No shadow exists with name: '${thingName}'`);
    }
    if (operation === "update") acceptUpdate(thingName, topic, document);
  };
  const acceptUpdate = (thingName: string, topic: string, document: JsonObject) => {
    const clientToken = document["clientToken"] ?? "";
    const documents = shadows.set(thingName, objectAt(document, "state") ?? {});
    const version = objectAt(documents, "current")?.["version"] ?? 0;
    says(`${topic}/accepted`, { state: document["state"] ?? {}, version, clientToken });
    says(`${topic}/documents`, { ...documents, clientToken });
  };

  const connection: MqttConnection = {
    get state() {
      return state;
    },
    onState: (listener) => listenIn(stateListeners, listener),
    onMessages: (listener) => listenIn(messageListeners, listener),
    subscribe: (filters, onAnswer) => {
      const entry = { filters, onAnswer };
      wanted.add(entry);
      if (state.kind === "connected") queueMicrotask(() => wanted.has(entry) && answer(entry));
      return () => void wanted.delete(entry);
    },
    publish: async (topic, payload) => {
      if (state.kind !== "connected") throw new Trouble("not-connected");
      if (refusedTopics.has(topic)) throw new Trouble("publish-not-authorized", { topic, reasonCode: 135 });
      const document = readJson(payload);
      const request = { topic, document: isObject(document) ? document : {} };
      published.push(request);
      if (broker.answersShadows) queueMicrotask(() => answerShadow(request));
    },
    connectNow: () => broker.connects(),
    [Symbol.asyncDispose]: async () => setState({ kind: "idle" }),
  };
  const registry: Registry = {
    listThings: async () => ({ things: broker.things, nextToken: undefined, source: "index" }),
    describeThing: async (thingName) => broker.things.find((thing) => thing.thingName === thingName),
  };

  const broker: FakeBroker = {
    access: {
      connection,
      registry,
      identity: () => ({ identityId, credentialsExpireAt: now() + 3_600_000 }),
      clockOffset: () => 0,
      [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
    },
    connection,
    published,
    get filters() {
      return [...wanted].flatMap(({ filters }) => filters);
    },
    things: options.things ?? [],
    answersShadows: true,
    says,
    saysAll,
    setShadow: (thingName, shadowState) => {
      says(`$aws/things/${thingName}/shadow/update/documents`, shadows.set(thingName, shadowState));
    },
    rejects: (thingName, code, message) => {
      const request = published.findLast(({ topic }) => topic.startsWith(`$aws/things/${thingName}/shadow/`));
      if (request) {
        says(`${request.topic}/rejected`, { code, message, clientToken: request.document["clientToken"] ?? "" });
      }
    },
    connects: () => {
      setState({ kind: "connected", since: now(), clientId: identityId });
      for (const entry of wanted) queueMicrotask(() => wanted.has(entry) && answer(entry));
    },
    drops: (trouble = new Trouble("connection-lost", { detail: "Socket closed" }), stopped = false) => {
      const lostAt = now();
      if (stopped) setState({ kind: "stopped", trouble, lostAt });
      else setState({ kind: "waiting", attempt: 1, trouble, lostAt, retryAt: lostAt + 1000 });
    },
    refusesFilter: (filter) => void refusedFilters.add(filter),
    grantsFilter: (filter) => void refusedFilters.delete(filter),
    refusesTopic: (topic) => void refusedTopics.add(topic),
  };
  if (startsConnected) broker.connects();
  return broker;
}

function listenIn<Heard>(listeners: Set<(heard: Heard) => void>, listener: (heard: Heard) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
