import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { identityShape } from "./identity-shape.ts";
import { identityId } from "./inputs.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html */
export const describeIdentity = ({ identityPools }: Pick<Account, "identityPools">) =>
  operation({
    name: "DescribeIdentity",
    input: v.object({ IdentityId: identityId }),
    run: ({ IdentityId }) => identityShape(identityPools.identities.require(IdentityId)),
  });
