import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { integerText } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { dataPlaneError } from "./errors.ts";

type Needs = Pick<Account, "broker">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_ListRetainedMessages.html */
export const listRetainedMessages = ({ broker }: Needs) =>
  operation({
    name: "ListRetainedMessages",
    input: v.object({ nextToken: v.optional(v.string()), maxResults: v.optional(integerText(1, 200), "200") }),
    rest: { method: "GET", path: "/retainedMessage", query: { nextToken: "nextToken", maxResults: "maxResults" } },
    run: ({ nextToken, maxResults }) => {
      const after = nextToken === undefined ? undefined : readToken(nextToken);
      const rest = broker.retained.all().filter(({ topic }) => after === undefined || topic > after);
      const page = rest.slice(0, maxResults);
      const last = page.at(-1);
      return {
        retainedTopics: page.map(({ topic, payload, qos, lastModifiedAt }) => ({
          topic,
          payloadSize: payload.length,
          qos,
          lastModifiedTime: lastModifiedAt,
        })),
        ...(last && rest.length > page.length && { nextToken: Buffer.from(last.topic).toString("base64url") }),
      };
    },
  });

/** The topic after which the next page begins. */
function readToken(token: string): string {
  const topic = Buffer.from(token, "base64url").toString();
  if (topic === "" || Buffer.from(topic).toString("base64url") !== token)
    throw dataPlaneError(400, "Invalid nextToken");
  return topic;
}
