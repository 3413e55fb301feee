import type { Group } from "#local/account/user-pools/groups.ts";

/** A group as operations answer it. Dates are seconds since the epoch. */
export function groupShape(group: Group) {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    CreationDate: group.createdAt / 1000,
    LastModifiedDate: group.modifiedAt / 1000,
  };
}
