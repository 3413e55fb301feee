import { type Act, beginLife, dueAt, type Happening, type Life } from "#devices/life/life.ts";
import { live } from "#devices/life/live.ts";
import type { Random } from "#devices/life/random.ts";
import type { Temper } from "#devices/life/temper.ts";
import type { Clock } from "#devices/wire/clock.ts";

import type { Tell } from "./events.ts";
import { type Connect, openLine } from "./line.ts";
import type { ShadowTopics } from "./shadow-topics.ts";

export interface DeviceOptions {
  readonly thingName: string;
  readonly topics: ShadowTopics;
  readonly temper: Temper;
  readonly firmware: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly connect: Connect;
  readonly tell: Tell;
}

/** A device: a life, and the line that it is lived over. */
export interface Device extends AsyncDisposable {
  readonly life: () => Life;
  readonly happen: (happening: Happening) => void;
  /** Resolves when the connection that the device left last has closed. */
  readonly left: () => Promise<void>;
  /** @throws Error when the device is not connected, or the broker refuses. */
  readonly publish: (topic: string, payload: string) => Promise<void>;
}

export function openDevice(options: DeviceOptions): Device {
  const { thingName: thing, topics, temper, firmware, clock, random, connect, tell } = options;
  const moment = () => ({ now: clock.now(), random });
  let life = beginLife(temper, firmware, moment());
  let callOff: (() => void) | undefined;

  const happen = (happening: Happening) => {
    const step = live(life, happening, moment());
    life = step.life;
    for (const act of step.acts) perform(act);
    callOff?.();
    const due = dueAt(life);
    callOff =
      due === undefined ? undefined : clock.after(Math.max(0, due - clock.now()), () => happen({ kind: "time" }));
  };

  const line = openLine({
    clock,
    connect,
    opened: () => {
      tell({ event: "connected", thing });
      happen({ kind: "connected" });
    },
    refused: ({ gate, message }) => {
      tell({ event: "refused", thing, gate, reason: message });
      happen({ kind: "refused" });
    },
    heard: (topic, payload) => {
      const meaning = topics.read(topic, payload);
      if (meaning) happen(meaning);
    },
    closed: (reason) => {
      tell({ event: "lost", thing, reason });
      happen({ kind: "closed" });
    },
  });

  const perform = (act: Act) => {
    switch (act.kind) {
      case "connect":
        line.open();
        return;
      case "ask":
        say(topics.get, "");
        return;
      case "report":
        say(topics.update, JSON.stringify({ state: { reported: act.state } }));
        tell({ event: "reported", thing, settings: Object.keys(act.state) });
        return;
      case "wake":
        line.wake();
        return;
      case "drop":
      default:
        tell({ event: "dropped", thing, reason: act.reason });
        line.drop(act.reason);
    }
  };

  const say = (topic: string, payload: string) => {
    line.publish(topic, payload).catch((error: unknown) => {
      // MQTT.js gives a PUBACK's reason code; without one the connection has ended, which is told elsewhere.
      if (!(error instanceof Error && "code" in error)) return;
      tell({ event: "refused", thing, gate: "puback", reason: `${topic}: ${error.message}` });
      happen({ kind: "rejected" });
    });
  };

  return {
    life: () => life,
    happen,
    left: line.left,
    publish: line.publish,
    [Symbol.asyncDispose]: async () => {
      happen({ kind: "stop" });
      await line[Symbol.asyncDispose]();
    },
  };
}
