import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { markedPage } from "./paging.ts";
import { marker, pageSize, policyName } from "./shapes.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_ListTargetsForPolicy.html */
export const listTargetsForPolicy = (account: Needs) =>
  operation({
    name: "ListTargetsForPolicy",
    rest: { method: "POST", path: "/policy-targets/{policyName}", query: { marker: "marker", pageSize: "pageSize" } },
    input: v.object({ policyName, marker, pageSize }),
    resource: (input) => arnsOf(account)("policy", input.policyName),
    run: ({ policyName: name, ...asked }) => {
      account.iotPolicies.require(name);
      const targets = account.iotPolicies.targetsOf(name);
      const page = markedPage(targets, (target) => target, {
        request: { name },
        marker: asked.marker,
        size: asked.pageSize,
      });
      return { targets: page.items, nextMarker: page.nextMarker };
    },
  });
