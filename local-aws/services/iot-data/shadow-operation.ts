import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { ShadowAction } from "#local/account/shadows.ts";
import { NotEmulated } from "#local/wire/errors.ts";
import { text } from "#local/wire/inputs.ts";
import { operation, type RestBinding } from "#local/wire/operation.ts";

import { shadowError } from "./errors.ts";

export type ShadowNeeds = Pick<Account, "accountId" | "region" | "shadows">;

/** One of the three operations on a thing's shadow; they differ in what they ask of it. */
export function shadowOperation(
  { accountId, region, shadows }: ShadowNeeds,
  name: "GetThingShadow" | "UpdateThingShadow" | "DeleteThingShadow",
  action: ShadowAction,
  rest: Pick<RestBinding, "method" | "payload">,
) {
  return operation({
    name,
    input: v.object({
      thingName: text(1, 128, /^[a-zA-Z0-9:_-]+$/),
      shadowName: v.optional(text(1, 64, /^[$a-zA-Z0-9:_-]+$/)),
      payload: v.optional(v.instance(Uint8Array), new Uint8Array()),
    }),
    rest: { ...rest, path: "/things/{thingName}/shadow", query: { shadowName: "name" } },
    resource: ({ thingName, shadowName }) =>
      `arn:aws:iot:${region}:${accountId}:thing/${thingName}${shadowName === undefined ? "" : `/${shadowName}`}`,
    run: async ({ thingName, shadowName, payload }) => {
      if (shadowName !== undefined) throw new NotEmulated("named shadows");
      const answer = await shadows.request(action, thingName, payload, "HTTP");
      if (!answer.accepted) throw shadowError(answer.refused);
      return Buffer.from(JSON.stringify(answer.document));
    },
  });
}
