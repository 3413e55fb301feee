import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import { awsJson } from "#local/wire/aws-json.ts";
import type { Service } from "#local/wire/operation.ts";

import { createIdentityPool } from "./CreateIdentityPool.ts";
import { deleteIdentities } from "./DeleteIdentities.ts";
import { deleteIdentityPool } from "./DeleteIdentityPool.ts";
import { describeIdentity } from "./DescribeIdentity.ts";
import { describeIdentityPool } from "./DescribeIdentityPool.ts";
import { getCredentialsForIdentity } from "./GetCredentialsForIdentity.ts";
import { getId } from "./GetId.ts";
import { getIdentityPoolRoles } from "./GetIdentityPoolRoles.ts";
import { listIdentities } from "./ListIdentities.ts";
import { listIdentityPools } from "./ListIdentityPools.ts";
import { setIdentityPoolRoles } from "./SetIdentityPoolRoles.ts";
import { updateIdentityPool } from "./UpdateIdentityPool.ts";
import { invalidParameter } from "./refusals.ts";

/** Amazon Cognito identity pools. */
export const cognitoIdentity = (account: Account): Service<Principal> => ({
  iamPrefix: "cognito-identity",
  protocol: awsJson,
  operations: [
    createIdentityPool(account),
    deleteIdentities(account),
    deleteIdentityPool(account),
    describeIdentity(account),
    describeIdentityPool(account),
    getCredentialsForIdentity(account),
    getId(account),
    getIdentityPoolRoles(account),
    listIdentities(account),
    listIdentityPools(account),
    setIdentityPoolRoles(account),
    updateIdentityPool(account),
  ],
  invalid: invalidParameter,
});
