import { type JsonObject, objectAt } from "#domain/json.ts";
import type { Registry } from "#domain/ports.ts";
import { type Thing, thingName } from "#domain/thing.ts";
import { Trouble, type TroubleCode } from "#domain/trouble.ts";

import type { FakeBroker } from "../FakeBroker.ts";
import { connected, disconnected } from "../lifecycleEvents.ts";

const places = ["kyoto", "osaka", "tokyo", "sendai", "naha"] as const;
const types = ["pump", "valve", "heater"] as const;
const reasons = ["CONNECTION_LOST", "MQTT_KEEP_ALIVE_TIMEOUT", "CLIENT_INITIATED_DISCONNECT", "DUPLICATE_CLIENTID"];

/** Fills a broker with things that come and go, in always the same way. */
export function startFleet(broker: FakeBroker, wish: URLSearchParams): void {
  const count = Number(wish.get("things") ?? 60);
  const random = seeded(7);
  const things = Array.from({ length: count }, (_, index) => thingAt(index, random));
  broker.things = things;
  Object.assign(broker.access, { registry: registryOf(broker, wish) });

  for (const { thingName: name, indexedShadow } of things.slice(0, 400)) {
    if (indexedShadow) broker.setShadow(name, { ...indexedShadow });
  }
  setTimeout(() => {
    const [stop, drop] = [wish.get("stop"), wish.get("drop")];
    if (stop !== null) broker.drops(troubleOf(stop), true);
    else broker.connects();
    if (drop !== null) setTimeout(() => broker.drops(troubleOf(drop)), 1500);
  }, 100);
  obey(broker);
  comeAndGo(broker, things, Number(wish.get("perSecond") ?? 1), random);
}

function thingAt(index: number, random: () => number): Thing {
  const place = places[index % places.length] ?? "kyoto";
  const type = types[index % types.length] ?? "pump";
  const number = String(Math.floor(index / places.length) + 1).padStart(3, "0");
  const on = random() > 0.3 ? "ON" : "OFF";
  const pending = random() < 0.06;
  const target = 18 + Math.floor(random() * 12) / 2;
  const online = random();
  const at = Date.now() - Math.floor(random() * 40_000_000);
  const reported: JsonObject = {
    power: on,
    targetTemp: target,
    batteryPercent: Math.floor(random() * 100),
    firmware: "2.8.1",
    desiredHumidityPercent: 45,
    online: true,
    settings: { interval: 60, mode: "auto" },
  };
  const odd = index === 7 ? { note: "price \u202Etxt.exe <b>bold</b>", tags: ["a", "b"] } : {};
  return {
    thingName: thingName(`device_${place}_${number}`),
    thingTypeName: type,
    attributes: { site: place, line: String(1 + (index % 4)), ...(index === 7 ? { owner: "\u202Ekcatta <img>" } : {}) },
    connectivity: {
      connected: online > 0.08,
      at: online < 0.015 ? undefined : at,
      disconnectReason: online > 0.08 ? undefined : reasons[index % reasons.length],
      heardAt: Date.now(),
    },
    indexedShadow: {
      desired: { power: pending ? (on === "ON" ? "OFF" : "ON") : on, targetTemp: target, settings: { interval: 60 } },
      reported: { ...reported, ...odd },
    },
  };
}

function registryOf(broker: FakeBroker, wish: URLSearchParams): Registry {
  const list = wish.get("list");
  const fresh = (thing: Thing): Thing =>
    thing.connectivity && list !== "registry"
      ? { ...thing, connectivity: { ...thing.connectivity, heardAt: Date.now() } }
      : { ...thing, connectivity: undefined };
  return {
    listThings: async ({ nextToken }) => {
      await new Promise((resolve) => setTimeout(resolve, list === "slow" ? 20_000 : 15));
      if (list === "refused") throw new Trouble("not-authorized", { action: "iot:SearchIndex" });
      if (list === "none") return { things: [], nextToken: undefined, source: "index" };
      const from = Number(nextToken ?? 0);
      const to = from + 100;
      return {
        things: broker.things.slice(from, to).map(fresh),
        nextToken: to < broker.things.length ? String(to) : undefined,
        source: list === "registry" ? "registry" : "index",
      };
    },
    describeThing: async (name) => {
      const found = broker.things.find((thing) => thing.thingName === name);
      return found && fresh(found);
    },
  };
}

/** Devices obey after a human delay, but for those whose name ends in 3. */
function obey(broker: FakeBroker): void {
  let seen = 0;
  setInterval(() => {
    for (const { topic, document } of broker.published.slice(seen)) {
      const name = /^\$aws\/things\/(.+)\/shadow\/update$/.exec(topic)?.[1];
      const desired = objectAt(objectAt(document, "state") ?? {}, "desired");
      if (name === undefined || name.endsWith("3") || !desired) continue;
      const obeyed = Object.fromEntries(Object.entries(desired).filter(([, value]) => value !== null));
      setTimeout(() => broker.setShadow(name, { reported: obeyed }), 2500);
    }
    seen = broker.published.length;
  }, 200);
}

function comeAndGo(broker: FakeBroker, things: readonly Thing[], perSecond: number, random: () => number): void {
  if (perSecond === 0) return;
  let version = 100;
  let due = 0;
  let last = performance.now();
  setInterval(() => {
    due += ((performance.now() - last) / 1000) * perSecond;
    last = performance.now();
    const messages: [string, JsonObject][] = [];
    for (; due >= 1; due -= 1) {
      const clientId = things[Math.floor(random() * things.length)]?.thingName ?? "";
      version += 1;
      const told = { clientId, versionNumber: version, timestamp: Date.now() - 180 };
      const goes = random() < 0.25;
      const reason = reasons[version % reasons.length] ?? "CONNECTION_LOST";
      messages.push(
        goes
          ? [`$aws/events/presence/disconnected/${clientId}`, disconnected({ ...told, disconnectReason: reason })]
          : [`$aws/events/presence/connected/${clientId}`, connected(told)],
      );
    }
    if (messages.length > 0) broker.saysAll(messages);
  }, 20);
}

function troubleOf(code: string): Trouble {
  const facts = {
    identityId: "ap-northeast-1:3f0c6f4e-9f31-4c1a-8d2e-6a1f5d9b9f31",
    policyName: "yagura-operator",
    host: "localhost:4566",
  };
  // oxlint-disable-next-line no-unsafe-type-assertion -- whoever looks writes a code that there is
  return new Trouble(code as TroubleCode, facts);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
