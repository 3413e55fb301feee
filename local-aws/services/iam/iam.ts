import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import { AwsError } from "#local/wire/errors.ts";
import type { Service } from "#local/wire/operation.ts";
import { query } from "#local/wire/query.ts";

import { attachRolePolicy } from "./AttachRolePolicy.ts";
import { createPolicy } from "./CreatePolicy.ts";
import { createRole } from "./CreateRole.ts";
import { deletePolicy } from "./DeletePolicy.ts";
import { deleteRole } from "./DeleteRole.ts";
import { deleteRolePolicy } from "./DeleteRolePolicy.ts";
import { detachRolePolicy } from "./DetachRolePolicy.ts";
import { getPolicy } from "./GetPolicy.ts";
import { getPolicyVersion } from "./GetPolicyVersion.ts";
import { getRole } from "./GetRole.ts";
import { getRolePolicy } from "./GetRolePolicy.ts";
import { listAttachedRolePolicies } from "./ListAttachedRolePolicies.ts";
import { listRolePolicies } from "./ListRolePolicies.ts";
import { listRoles } from "./ListRoles.ts";
import { putRolePolicy } from "./PutRolePolicy.ts";
import { updateAssumeRolePolicy } from "./UpdateAssumeRolePolicy.ts";
import { updateRole } from "./UpdateRole.ts";

/** AWS Identity and Access Management, as far as roles and their policies go. */
export const iam = (account: Account): Service<Principal> => ({
  iamPrefix: "iam",
  protocol: query("https://iam.amazonaws.com/doc/2010-05-08/"),
  operations: [
    attachRolePolicy(account),
    createPolicy(account),
    createRole(account),
    deletePolicy(account),
    deleteRole(account),
    deleteRolePolicy(account),
    detachRolePolicy(account),
    getPolicy(account),
    getPolicyVersion(account),
    getRole(account),
    getRolePolicy(account),
    listAttachedRolePolicies(account),
    listRolePolicies(account),
    listRoles(account),
    putRolePolicy(account),
    updateAssumeRolePolicy(account),
    updateRole(account),
  ],
  invalid: (message) => new AwsError(400, "ValidationError", message),
});
