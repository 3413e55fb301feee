import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { booleanText } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { markedPage } from "./paging.ts";
import { marker, pageSize } from "./shapes.ts";
import { requireTarget } from "./targets.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_ListAttachedPolicies.html */
export const listAttachedPolicies = (account: Needs) =>
  operation({
    name: "ListAttachedPolicies",
    rest: {
      method: "POST",
      path: "/attached-policies/{target}",
      query: { recursive: "recursive", marker: "marker", pageSize: "pageSize" },
    },
    // `recursive` asks for the groups of a target too, and nothing here is in a group.
    input: v.object({ target: v.string(), marker, pageSize, recursive: v.optional(booleanText) }),
    run: ({ target, ...asked }) => {
      requireTarget(target);
      const names = account.iotPolicies.attached.get(target) ?? [];
      const page = markedPage(names, (name) => name, {
        request: { target },
        marker: asked.marker,
        size: asked.pageSize,
      });
      return {
        policies: page.items.map((name) => ({ policyName: name, policyArn: arnsOf(account)("policy", name) })),
        nextMarker: page.nextMarker,
      };
    },
  });
