import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { schemaOf } from "#local/account/fleet-index/configuration.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { requireIndex } from "./indices.ts";
import { indexName } from "./shapes.ts";

type Needs = Pick<Account, "fleetIndex" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeIndex.html */
export const describeIndex = (account: Needs) =>
  operation({
    name: "DescribeIndex",
    rest: { method: "GET", path: "/indices/{indexName}" },
    input: v.object({ indexName }),
    resource: (input) => arnsOf(account)("index", input.indexName),
    run: ({ indexName: name }) => {
      const configuration = requireIndex(account, name);
      // There is nothing to build: queries read what the account holds.
      return { indexName: name, indexStatus: "ACTIVE", schema: schemaOf(configuration) };
    },
  });
