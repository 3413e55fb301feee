import { habitOf } from "#devices/life/names.ts";

import type { FleetEvent } from "./events.ts";

interface Words {
  readonly message: string;
  readonly tip: string;
}

const tips: Readonly<Record<Extract<FleetEvent, { event: "refused" }>["gate"], string>> = {
  network: "Is AWS there, and can this machine reach it? The devices keep trying, ever more slowly.",
  upgrade:
    "AWS did not accept the signature: check the region (--region), the clock of this machine, and that the credentials are those of this account.",
  connack: "Allow iot:Connect on client/device_* in the policies of the role that the devices act as.",
  suback:
    "Allow iot:Subscribe on topicfilter/$aws/things/device_* in the policies of the role that the devices act as.",
  puback: "Allow iot:Publish on topic/$aws/things/device_* in the policies of the role that the devices act as.",
};

/** What a person should know of an event, when it is not part of the play. */
export function troubleIn(event: FleetEvent): Words | undefined {
  if (event.event === "refused" && habitOf(event.thing) !== "refused") {
    return { message: `${event.thing} was refused at ${event.gate}: ${event.reason}.`, tip: tips[event.gate] };
  }
  if (event.event === "connected" && habitOf(event.thing) === "refused") {
    return {
      message: `${event.thing} was let in.`,
      tip: "To see refusals, deny iot:Connect on client/device_refused_* in the policies of the role that the devices act as.",
    };
  }
  return undefined;
}

/** Finds what a person should know; each piece of advice once, however many devices it is about. */
export function adviser() {
  const given = new Set<string>();
  let hasBegun = false;
  return {
    /** Before this, a device that is refused is not advised on: whoever starts the fleet hears of it otherwise. */
    begin: () => {
      hasBegun = true;
    },
    on: (event: FleetEvent): FleetEvent | undefined => {
      const trouble = hasBegun ? troubleIn(event) : undefined;
      if (!trouble || given.has(trouble.tip)) return undefined;
      given.add(trouble.tip);
      return { event: "trouble", ...trouble };
    },
  };
}
