import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import { invalidParameter } from "#local/account/user-pools/refusals.ts";
import { awsJson } from "#local/wire/aws-json.ts";
import type { Service } from "#local/wire/operation.ts";

import { adminAddUserToGroup } from "./AdminAddUserToGroup.ts";
import { adminCreateUser } from "./AdminCreateUser.ts";
import { adminDeleteUser } from "./AdminDeleteUser.ts";
import { adminDisableUser } from "./AdminDisableUser.ts";
import { adminEnableUser } from "./AdminEnableUser.ts";
import { adminGetUser } from "./AdminGetUser.ts";
import { adminInitiateAuth } from "./AdminInitiateAuth.ts";
import { adminListGroupsForUser } from "./AdminListGroupsForUser.ts";
import { adminRemoveUserFromGroup } from "./AdminRemoveUserFromGroup.ts";
import { adminRespondToAuthChallenge } from "./AdminRespondToAuthChallenge.ts";
import { adminSetUserPassword } from "./AdminSetUserPassword.ts";
import { adminUserGlobalSignOut } from "./AdminUserGlobalSignOut.ts";
import { changePassword } from "./ChangePassword.ts";
import { createGroup } from "./CreateGroup.ts";
import { createUserPool } from "./CreateUserPool.ts";
import { createUserPoolClient } from "./CreateUserPoolClient.ts";
import { deleteGroup } from "./DeleteGroup.ts";
import { deleteUserPool } from "./DeleteUserPool.ts";
import { deleteUserPoolClient } from "./DeleteUserPoolClient.ts";
import { describeUserPool } from "./DescribeUserPool.ts";
import { describeUserPoolClient } from "./DescribeUserPoolClient.ts";
import { getGroup } from "./GetGroup.ts";
import { getTokensFromRefreshToken } from "./GetTokensFromRefreshToken.ts";
import { getUser } from "./GetUser.ts";
import { globalSignOut } from "./GlobalSignOut.ts";
import { initiateAuth } from "./InitiateAuth.ts";
import { listGroups } from "./ListGroups.ts";
import { listUserPoolClients } from "./ListUserPoolClients.ts";
import { listUserPools } from "./ListUserPools.ts";
import { listUsers } from "./ListUsers.ts";
import { listUsersInGroup } from "./ListUsersInGroup.ts";
import { respondToAuthChallenge } from "./RespondToAuthChallenge.ts";
import { revokeToken } from "./RevokeToken.ts";
import { updateGroup } from "./UpdateGroup.ts";
import { updateUserPoolClient } from "./UpdateUserPoolClient.ts";
import { openSignIn } from "./sign-in.ts";

/** Amazon Cognito user pools. */
export function cognitoIdp(account: Account): Service<Principal> {
  const signIn = openSignIn(account);
  return {
    iamPrefix: "cognito-idp",
    protocol: awsJson,
    operations: [
      adminAddUserToGroup(account),
      adminCreateUser(account),
      adminDeleteUser(account),
      adminDisableUser(account),
      adminEnableUser(account),
      adminGetUser(account),
      adminInitiateAuth(account, signIn),
      adminListGroupsForUser(account),
      adminRemoveUserFromGroup(account),
      adminRespondToAuthChallenge(account, signIn),
      adminSetUserPassword(account),
      adminUserGlobalSignOut(account),
      changePassword(account, signIn),
      createGroup(account),
      createUserPool(account),
      createUserPoolClient(account),
      deleteGroup(account),
      deleteUserPool(account),
      deleteUserPoolClient(account),
      describeUserPool(account),
      describeUserPoolClient(account),
      getGroup(account),
      getTokensFromRefreshToken(account, signIn),
      getUser(account),
      globalSignOut(account),
      initiateAuth(account, signIn),
      listGroups(account),
      listUserPoolClients(account),
      listUserPools(account),
      listUsers(account),
      listUsersInGroup(account),
      respondToAuthChallenge(account, signIn),
      revokeToken(account),
      updateGroup(account),
      updateUserPoolClient(account),
    ],
    invalid: invalidParameter,
  };
}
