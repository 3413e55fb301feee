import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { requirePermission } from "#local/account/guard.ts";
import type { Principal } from "#local/account/principal.ts";
import { type Published, publishFor } from "#local/account/publishing.ts";
import { type AwsError, NotEmulated } from "#local/wire/errors.ts";
import { booleanText, integerText } from "#local/wire/inputs.ts";
import { expiryOf, type Message } from "#local/wire/mqtt/message.ts";
import { type Call, operation } from "#local/wire/operation.ts";

import { dataPlaneError } from "./errors.ts";
import { readCorrelationData, readResponseTopic, readUserProperties } from "./publish-headers.ts";

type Needs = Pick<Account, "accountId" | "authorize" | "broker" | "clock" | "region" | "shadows" | "store" | "tell">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html */
export const publish = (account: Needs) => {
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
      // AWS's own sample in "HTTPS publish" puts the topic into the URL as it is, slashes and all.
      path: "/topics/{topic+}",
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
    resource: ({ topic }) => `arn:aws:iot:${account.region}:${account.accountId}:topic/${topic}`,
    run: async (input, { caller, request, requestId }: Call<Principal>) => {
      const { topic, payload, qos, retain, messageExpiry } = input;
      const published = publishFor(
        account,
        { may: (action, resource) => requirePermission(account, caller, { action, resource, request }) },
        {
          topic,
          payload: Buffer.from(payload),
          qos: qos === 0 ? 0 : 1,
          retain,
          properties: propertiesOf(input),
          expiresAt: expiryOf(messageExpiry, account.clock.now()),
        },
      );
      if (published.end !== "published") throw refusalOf(published);
      await published.safe;
      return { message: "OK", traceId: requestId };
    },
  });
};

function refusalOf(published: Exclude<Published, { end: "published" }>): AwsError {
  if (published.end === "not-emulated") return new NotEmulated(published.what);
  if (published.end === "too-large") return dataPlaneError(413, "The payload exceeds the maximum size allowed");
  return published.end === "denied" ? dataPlaneError(403, "Forbidden") : dataPlaneError(400, published.says);
}

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
    ...(responseTopic !== undefined && { responseTopic: readResponseTopic(responseTopic) }),
    ...(payloadFormatIndicator && { payloadFormatIndicator: payloadFormatIndicator === "UTF8_DATA" }),
    ...(correlationData !== undefined && { correlationData: readCorrelationData(correlationData) }),
    ...(userProperties !== undefined && { userProperties: readUserProperties(userProperties) }),
  };
}
