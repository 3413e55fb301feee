import {
  AttachPolicyCommand,
  CreateThingCommand,
  DetachPolicyCommand,
  IoTClient,
  UpdateIndexingConfigurationCommand,
} from "@aws-sdk/client-iot";
import { IoTDataPlaneClient, UpdateThingShadowCommand } from "@aws-sdk/client-iot-data-plane";
import mqtt, { type MqttClient } from "mqtt";

import { presign } from "#aws/presign.ts";
import type { JsonObject } from "#domain/json.ts";

import type { World } from "./world.ts";

/** What the account's owner can do, and what a device does. */
export interface Account {
  createThing(thingName: string): Promise<void>;
  attachPolicy(policyName: string, identityId: string): Promise<void>;
  detachPolicy(policyName: string, identityId: string): Promise<void>;
  turnOffIndex(): Promise<void>;
  updateShadow(thingName: string, state: JsonObject): Promise<void>;
  /** A device of this name, connected. */
  connectDevice(thingName: string): Promise<MqttClient>;
}

export function account({ aws }: World): Account {
  const { region, endpoints, admin } = aws.outputs;
  const iot = new IoTClient({ region, endpoint: endpoints.aws, credentials: admin });
  const data = new IoTDataPlaneClient({ region, endpoint: endpoints.aws, credentials: admin });
  return {
    createThing: async (thingName) => void (await iot.send(new CreateThingCommand({ thingName }))),
    attachPolicy: async (policyName, target) => {
      await iot.send(new AttachPolicyCommand({ policyName, target }));
    },
    detachPolicy: async (policyName, target) => {
      await iot.send(new DetachPolicyCommand({ policyName, target }));
    },
    turnOffIndex: async () => {
      const thingIndexingConfiguration = { thingIndexingMode: "OFF" as const };
      await iot.send(new UpdateIndexingConfigurationCommand({ thingIndexingConfiguration }));
    },
    updateShadow: async (thingName, state) => {
      const payload = new TextEncoder().encode(JSON.stringify({ state }));
      await data.send(new UpdateThingShadowCommand({ thingName, payload }));
    },
    connectDevice: (clientId) => {
      const credentials = { ...admin, sessionToken: "" };
      const url = presign({ url: endpoints.websocket, region, credentials, now: Date.now() });
      return mqtt.connectAsync(url.replace(/&X-Amz-Security-Token=$/, ""), {
        clientId,
        protocolVersion: 5,
        reconnectPeriod: 0,
      });
    },
  };
}
