import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { poolSettingsInput, poolShape, readPoolSettings } from "./pool-input.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export const createIdentityPool = ({ identityPools }: Pick<Account, "identityPools">) =>
  operation({
    name: "CreateIdentityPool",
    input: v.object(poolSettingsInput),
    run: (input) => poolShape(identityPools.create(readPoolSettings(input))),
  });
