import type { Clock } from "#domain/clock.ts";
import { isObject, isWritable, type Json, type JsonObject, stringAt } from "#domain/json.ts";
import type { MqttConnection } from "#domain/ports.ts";
import { readRejection, type ShadowRejection } from "#domain/shadow.ts";
import type { ThingName } from "#domain/thing.ts";
import { type ShadowNews, shadowGetTopic, shadowUpdateTopic } from "#domain/topics.ts";
import { asTrouble, Trouble } from "#domain/trouble.ts";

/** Questions to the shadow service, each matched with its own answer by its client token. */
export interface ShadowRequests extends Disposable {
  /** Resolves with the accepted document. Rejects with shadow-missing, shadow-rejected, no-answer, …. */
  ask(request: ShadowRequest): Promise<JsonObject>;
  hear(news: ShadowNews, document: Json): void;
  /** The connection broke: what is under way will not be answered on it. */
  lose(trouble: Trouble): void;
}

export interface ShadowRequest {
  readonly thingName: ThingName;
  readonly operation: "get" | "update";
  readonly clientToken: string;
  /** The members of the request beside the token. */
  readonly body: JsonObject;
}

interface Open {
  readonly request: ShadowRequest;
  readonly resolve: (accepted: JsonObject) => void;
  readonly reject: (trouble: Trouble) => void;
}

/** @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html#device-shadow-limits in-flight, unacknowledged messages per thing */
const inFlightPerThing = 10;
const answerWithinMs = 10_000;

const utf8 = new TextEncoder();

export function openShadowRequests(connection: Pick<MqttConnection, "publish">, clock: Clock): ShadowRequests {
  const waiting = new Map<ThingName, Open[]>();
  const inFlight = new Map<string, Open>();
  const inFlightOf = (thingName: ThingName) =>
    [...inFlight.values()].filter(({ request }) => request.thingName === thingName).length;

  const sendNext = (thingName: ThingName) => {
    const queue = waiting.get(thingName) ?? [];
    while (queue.length > 0 && inFlightOf(thingName) < inFlightPerThing) {
      const open = queue.shift();
      if (open) send(open);
    }
    if (queue.length === 0) waiting.delete(thingName);
  };

  const send = ({ request, resolve, reject }: Open) => {
    const { thingName, operation, clientToken, body } = request;
    const settled = () => {
      callOff();
      inFlight.delete(clientToken);
    };
    const open: Open = {
      request,
      resolve: (accepted) => {
        settled();
        resolve(accepted);
        sendNext(thingName);
      },
      reject: (trouble) => {
        settled();
        reject(trouble);
        sendNext(thingName);
      },
    };
    const callOff = clock.after(answerWithinMs, () => {
      open.reject(new Trouble("no-answer", { thingName, seconds: answerWithinMs / 1000 }));
    });
    inFlight.set(clientToken, open);
    const topic = operation === "get" ? shadowGetTopic(thingName) : shadowUpdateTopic(thingName);
    connection.publish(topic, utf8.encode(JSON.stringify({ ...body, clientToken }))).catch((error: unknown) => {
      // The answer may have come before the acknowledgement was lost: then there is nothing left to refuse.
      if (inFlight.get(clientToken) === open) open.reject(asTrouble(error));
    });
  };

  const lose = (trouble: Trouble) => {
    const queued = [...waiting.values()].flat();
    waiting.clear();
    // Whatever ended the connection, it says nothing of what was under way.
    const lost = new Trouble("connection-lost", {}, trouble);
    for (const open of inFlight.values()) open.reject(lost);
    for (const { reject } of queued) reject(new Trouble("not-connected", {}, trouble));
  };

  return {
    lose,
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (!isWritable(request.body)) throw new Trouble("unexpected", { detail: "JSON cannot carry such a number." });
        const queue = waiting.get(request.thingName) ?? [];
        waiting.set(request.thingName, [...queue, { request, resolve, reject }]);
        sendNext(request.thingName);
      }),
    hear(news, document) {
      const open = isObject(document) ? inFlight.get(stringAt(document, "clientToken") ?? "") : undefined;
      if (!open || !isObject(document) || !news.startsWith(`${open.request.operation}/`)) return;
      if (news.endsWith("/accepted")) open.resolve(document);
      const rejection = news.endsWith("/rejected") ? readRejection(document) : undefined;
      if (rejection) open.reject(troubleOf(open.request, rejection));
    },
    [Symbol.dispose]: () => lose(new Trouble("not-connected")),
  };
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-error-messages.html */
function troubleOf({ thingName, operation }: ShadowRequest, { code, message }: ShadowRejection): Trouble {
  const detail = message;
  if (code === 404) return new Trouble("shadow-missing", { thingName, detail });
  if (code === 429) return new Trouble("throttled", { action: `shadow/${operation}`, detail });
  return new Trouble("shadow-rejected", { thingName, code, detail });
}
