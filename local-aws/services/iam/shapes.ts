import type { ManagedPolicy } from "#local/account/managed-policies.ts";
import type { Role } from "#local/account/roles.ts";
import { text } from "#local/wire/inputs.ts";

/** The shapes that several operations of IAM's model share. */

export const roleName = text(1, 64, /^[\w+=,.@-]+$/);
export const policyName = text(1, 128, /^[\w+=,.@-]+$/);
export const arn = text(20, 2048);
export const path = text(1, 512, /^(\/|\/[\u0021-\u007e]+\/)$/);
export const document = text(1, 131_072, /^[\t\n\r\u0020-\u00ff]+$/);

/** IAM answers documents percent-encoded (RFC 3986). */
export function encoded(source: string): string {
  return encodeURIComponent(source).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function describeRole(role: Role) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encoded(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
  };
}

export function describePolicy(policy: ManagedPolicy, attachmentCount: number) {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: "v1",
    AttachmentCount: attachmentCount,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.createdAt),
  };
}
