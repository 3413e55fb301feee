import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { useOf } from "#local/account/broker-reserved.ts";
import { contextOf, type Principal } from "#local/account/principal.ts";
import { NotEmulated } from "#local/wire/errors.ts";
import { booleanText, integerText } from "#local/wire/inputs.ts";
import { expiryOf, type Message } from "#local/wire/mqtt/message.ts";
import { isReserved, problemWithTopicName } from "#local/wire/mqtt/topics.ts";
import { type Call, operation } from "#local/wire/operation.ts";

import { recordDenial } from "./denied.ts";
import { dataPlaneError } from "./errors.ts";
import { readCorrelationData, readUserProperties } from "./publish-headers.ts";

type Needs = Pick<
  Account,
  "accountId" | "authorize" | "broker" | "clock" | "ids" | "iotLogs" | "region" | "shadows" | "tell"
>;

const largestPayload = 128 * 1024;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html */
export const publish = (account: Needs) => {
  const topicArn = (topic: string) => `arn:aws:iot:${account.region}:${account.accountId}:topic/${topic}`;

  return operation({
    name: "Publish",
    input: v.object({
      topic: v.string(),
      payload: v.instance(Uint8Array),
      qos: v.optional(integerText(0, 1), "0"),
      retain: v.optional(booleanText, "false"),
      contentType: v.optional(v.string()),
      responseTopic: v.optional(v.string()),
      messageExpiry: v.optional(integerText(0, 0xffff_ffff)),
      payloadFormatIndicator: v.optional(v.picklist(["UNSPECIFIED_BYTES", "UTF8_DATA"])),
      correlationData: v.optional(v.string()),
      userProperties: v.optional(v.string()),
    }),
    rest: {
      method: "POST",
      path: "/topics/{topic}",
      query: {
        qos: "qos",
        retain: "retain",
        contentType: "contentType",
        responseTopic: "responseTopic",
        messageExpiry: "messageExpiry",
      },
      headers: {
        userProperties: "x-amz-mqtt5-user-properties",
        payloadFormatIndicator: "x-amz-mqtt5-payload-format-indicator",
        correlationData: "x-amz-mqtt5-correlation-data",
      },
      payload: "payload",
    },
    resource: ({ topic }) => topicArn(topic),
    run: async (input, { caller, request }: Call<Principal>) => {
      const { topic, payload, qos, retain, messageExpiry } = input;
      const problem = problemWithTopicName(topic);
      if (problem !== undefined) throw dataPlaneError(400, problem);
      if (payload.length > largestPayload) throw dataPlaneError(413, "The payload exceeds the maximum size allowed");
      if (retain) {
        const context = contextOf(caller, { sourceIp: request.origin.ip, now: account.clock.now() });
        const { allowed, why } = account.authorize(caller, "iot:RetainPublish", topicArn(topic), context);
        if (!allowed) {
          account.tell(`denied iot:RetainPublish on ${topicArn(topic)} to ${caller.arn}: ${why}`);
          throw recordDenial(account, { operationName: "Publish", resource: topicArn(topic), caller, request });
        }
      }
      await send(account, {
        topic,
        payload: Buffer.from(payload),
        qos: qos === 0 ? 0 : 1,
        retain,
        properties: propertiesOf(input),
        expiresAt: expiryOf(messageExpiry, account.clock.now()),
      });
      return { message: "OK", traceId: account.ids.uuid() };
    },
  });
};

function propertiesOf(input: {
  readonly contentType?: string | undefined;
  readonly responseTopic?: string | undefined;
  readonly payloadFormatIndicator?: "UNSPECIFIED_BYTES" | "UTF8_DATA" | undefined;
  readonly correlationData?: string | undefined;
  readonly userProperties?: string | undefined;
}): Message["properties"] {
  const { contentType, responseTopic, payloadFormatIndicator, correlationData, userProperties } = input;
  return {
    ...(contentType !== undefined && { contentType }),
    ...(responseTopic !== undefined && { responseTopic }),
    ...(payloadFormatIndicator && { payloadFormatIndicator: payloadFormatIndicator === "UTF8_DATA" }),
    ...(correlationData !== undefined && { correlationData: readCorrelationData(correlationData) }),
    ...(userProperties !== undefined && { userProperties: readUserProperties(userProperties) }),
  };
}

async function send({ broker, shadows }: Needs, message: Message): Promise<void> {
  if (!isReserved(message.topic)) {
    broker.publish(message);
    return;
  }
  if (message.retain) throw dataPlaneError(400, "You can't publish to a reserved topic with the RETAIN flag set.");
  const reserved = useOf(message.topic);
  if (reserved.use === "not-emulated") throw new NotEmulated(reserved.what);
  if (reserved.use === "none") throw dataPlaneError(400, "Clients cannot publish to this reserved topic.");
  broker.publish(message);
  await shadows.request(reserved.action, reserved.thingName, message.payload, "MQTT");
}
