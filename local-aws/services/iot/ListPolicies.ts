import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { IotPolicy } from "#local/account/iot-policy.ts";
import { booleanText } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { markedPage } from "./paging.ts";
import { marker, pageSize } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_ListPolicies.html */
export const listPolicies = ({ iotPolicies }: Pick<Account, "iotPolicies">) =>
  operation({
    name: "ListPolicies",
    rest: {
      method: "GET",
      path: "/policies",
      query: { marker: "marker", pageSize: "pageSize", ascendingOrder: "isAscendingOrder" },
    },
    input: v.object({ marker, pageSize, ascendingOrder: v.optional(booleanText, "false") }),
    run: ({ ascendingOrder, ...asked }) => {
      const page = markedPage([...iotPolicies.byName.values()], byCreation, {
        request: { ascendingOrder },
        marker: asked.marker,
        size: asked.pageSize,
        descending: !ascendingOrder,
      });
      return {
        policies: page.items.map(({ name, arn }) => ({ policyName: name, policyArn: arn })),
        nextMarker: page.nextMarker,
      };
    },
  });

/** "If true, the results are returned in ascending creation order." */
function byCreation({ createdAt, name }: IotPolicy): string {
  return `${String(createdAt).padStart(16, "0")} ${name}`;
}
