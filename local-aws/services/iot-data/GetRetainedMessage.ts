import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { dataPlaneError } from "./errors.ts";

type Needs = Pick<Account, "accountId" | "region" | "broker">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_GetRetainedMessage.html */
export const getRetainedMessage = ({ accountId, region, broker }: Needs) =>
  operation({
    name: "GetRetainedMessage",
    input: v.object({ topic: v.string() }),
    rest: { method: "GET", path: "/retainedMessage/{topic}" },
    resource: ({ topic }) => `arn:aws:iot:${region}:${accountId}:topic/${topic}`,
    run: ({ topic }) => {
      const kept = broker.retained.get(topic);
      if (!kept) throw dataPlaneError(404, `No retained message exists for topic: ${topic}`);
      const { userProperties } = kept.properties;
      return {
        topic,
        payload: Buffer.from(kept.payload).toString("base64"),
        qos: kept.qos,
        lastModifiedTime: kept.lastModifiedAt,
        ...(userProperties && {
          userProperties: Buffer.from(JSON.stringify(listOf(userProperties))).toString("base64"),
        }),
      };
    },
  });

function listOf(properties: Readonly<Record<string, string | readonly string[]>>): readonly object[] {
  return Object.entries(properties).flatMap(([name, values]) =>
    (typeof values === "string" ? [values] : values).map((value) => Object.fromEntries([[name, value]])),
  );
}
