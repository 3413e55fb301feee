import { jsonMessage } from "#local/wire/mqtt/message.ts";

import type { Broker } from "./broker.ts";
import type { Environment } from "./environment.ts";
import type { IotLogs } from "./iot-logs.ts";
import { describeShadow, type StoredShadow, updateShadow } from "./shadow-document.ts";
import { readShadowDelete, readShadowGet, readShadowUpdate, ShadowRefused } from "./shadow-request.ts";
import type { Table } from "./store.ts";
import { sweeper } from "./sweep.ts";

export type ShadowAction = "get" | "update" | "delete";

/** What came of a request: the document of the answer, or why there is none. */
type ShadowAnswer =
  | { readonly accepted: true; readonly document: unknown }
  | { readonly accepted: false; readonly refused: ShadowRefused };

export interface Shadows {
  /** Thing name → its classic shadow. */
  readonly classic: Table<StoredShadow>;
  /**
   * Does what is asked of a thing's classic shadow, and tells the subscribers of its topics. Resolves when the change is safe.
   * A refusal is told on the `rejected` topic, and logged, only if the request came by MQTT: else whoever asked has it, and its service logs it.
   */
  request(action: ShadowAction, thingName: string, payload: Uint8Array, via: "MQTT" | "HTTP"): Promise<ShadowAnswer>;
}

interface Deleted {
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A shadow made again this soon continues the versions of the deleted one. */
const versionsEndAfterMs = 48 * 3_600_000;

/** What is published, by the end of its topic; undefined values are not. */
interface Outcome {
  readonly document: unknown;
  readonly publish: Readonly<Record<string, unknown>>;
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-mqtt.html */
export function openShadows({
  store,
  clock,
  broker,
  iotLogs,
  tell,
}: Pick<Environment, "store" | "clock" | "tell"> & {
  readonly broker: Broker;
  readonly iotLogs: IotLogs;
}): Shadows {
  const classic = store.table<StoredShadow>("iot-shadows");
  const deleted = store.table<Deleted>("iot-deleted-shadows");
  // Subscribers hear of changes in the order in which they were made, however the disk orders their ends.
  let told: Promise<unknown> = Promise.resolve();

  const forgetVersions = sweeper(() => {
    const limit = clock.now() - versionsEndAfterMs;
    for (const [thingName, { at }] of deleted.entries()) if (at <= limit) deleted.delete(thingName);
  });
  const lastVersion = (thingName: string): number => {
    const current = classic.get(thingName);
    if (current) return current.version;
    const gone = deleted.get(thingName);
    return gone && clock.now() - gone.at < versionsEndAfterMs ? gone.version : 0;
  };
  const find = (thingName: string, clientToken: string | undefined): StoredShadow => {
    const current = classic.get(thingName);
    if (current) return current;
    throw new ShadowRefused(404, `No shadow exists with name: ${thingName}`, clientToken);
  };

  const actions: Record<ShadowAction, (thingName: string, payload: Uint8Array, at: number) => Outcome> = {
    get: (thingName, payload, at) => {
      const clientToken = readShadowGet(payload);
      const document = describeShadow(find(thingName, clientToken), at, clientToken);
      return { document, publish: { "get/accepted": document } };
    },
    update: (thingName, payload, at) => {
      const update = readShadowUpdate(payload);
      const change = updateShadow(classic.get(thingName), lastVersion(thingName), update, at);
      classic.set(thingName, change.next);
      deleted.delete(thingName);
      const { accepted, delta, documents } = change;
      return {
        document: accepted,
        publish: { "update/accepted": accepted, "update/delta": delta, "update/documents": documents },
      };
    },
    delete: (thingName, payload, at) => {
      const clientToken = readShadowDelete(payload);
      const { version } = find(thingName, clientToken);
      classic.delete(thingName);
      forgetVersions();
      deleted.set(thingName, { version, at: clock.now() });
      const document = { version, timestamp: at, ...(clientToken !== undefined && { clientToken }) };
      return { document, publish: { "delete/accepted": document } };
    },
  };

  return {
    classic,
    request: async (action, thingName, payload, via) => {
      const at = Math.floor(clock.now() / 1000);
      const publish = (documents: Readonly<Record<string, unknown>>) => {
        for (const [end, document] of Object.entries(documents)) {
          if (document !== undefined) broker.publish(jsonMessage(`$aws/things/${thingName}/shadow/${end}`, document));
        }
      };
      try {
        const outcome = actions[action](thingName, payload, at);
        const before = told;
        const safe = store.settled();
        told = Promise.allSettled([before, safe]).then(() => undefined);
        await before;
        await safe;
        // Who reads by HTTP has his answer there.
        if (action !== "get" || via === "MQTT") publish(outcome.publish);
        return { accepted: true, document: outcome.document };
      } catch (error) {
        if (!(error instanceof ShadowRefused)) throw error;
        const { code, message, clientToken } = error;
        const rejected = { code, message, timestamp: at, ...(clientToken !== undefined && { clientToken }) };
        if (via === "MQTT") {
          publish({ [`${action}/rejected`]: rejected });
          logRefusal(iotLogs, action, thingName, message);
          // Every new device asks for a shadow that is not there yet; whoever watches the terminal looks for what went wrong.
          if (code !== 404) tell(`refused ${operationOf(action)} of ${thingName} over MQTT: ${message}`);
        }
        return { accepted: false, refused: error };
      }
    },
  };
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html#device-shadow-logs */
function logRefusal(iotLogs: IotLogs, action: ShadowAction, thingName: string, details: string): void {
  const topicName = `$aws/things/${thingName}/shadow/${action}`;
  iotLogs({
    level: "ERROR",
    eventType: operationOf(action),
    members: { protocol: "MQTT", deviceShadowName: thingName, topicName, details },
  });
}

function operationOf(action: ShadowAction): string {
  return `${action.charAt(0).toUpperCase()}${action.slice(1)}ThingShadow`;
}
