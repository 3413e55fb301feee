import { CreateThingCommand, IoTClient } from "@aws-sdk/client-iot";

import type { LocalAws } from "#local/index.ts";

export const thingCount = 1000;

export async function registerThings({ outputs }: LocalAws): Promise<void> {
  const iot = new IoTClient({ endpoint: outputs.endpoints.aws, region: outputs.region, credentials: outputs.admin });
  await Promise.all(
    Array.from({ length: thingCount }, (_, index) => iot.send(new CreateThingCommand({ thingName: thingName(index) }))),
  );
}

export function thingName(index: number): string {
  return `device_storm_${String(index).padStart(4, "0")}`;
}
