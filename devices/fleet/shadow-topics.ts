import { type Json, ownAt, readJson } from "#devices/life/json.ts";
import type { Happening } from "#devices/life/life.ts";

export interface ShadowTopics {
  readonly get: string;
  readonly update: string;
  /** What the device subscribes to. */
  readonly heard: readonly string[];
  /** What a message means to the device; undefined when nothing. */
  readonly read: (topic: string, payload: Uint8Array) => Happening | undefined;
}

/**
 * The topics of a thing's classic shadow that its device uses.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-mqtt.html
 */
export function shadowTopics(thingName: string): ShadowTopics {
  const prefix = `$aws/things/${thingName}/shadow`;
  const delta = `${prefix}/update/delta`;
  const got = `${prefix}/get/accepted`;
  const rejected = `${prefix}/update/rejected`;
  return {
    get: `${prefix}/get`,
    update: `${prefix}/update`,
    heard: [delta, got, rejected],
    read: (topic, payload) => {
      if (topic === rejected) return { kind: "rejected" };
      const document = readJson(payload);
      const version = ownAt(document, "version");
      if (typeof version !== "number") return undefined;
      const state: Json | undefined = ownAt(document, "state");
      if (topic === delta) return { kind: "delta", delta: state, version };
      return topic === got ? { kind: "delta", delta: ownAt(state, "delta"), version } : undefined;
    },
  };
}
