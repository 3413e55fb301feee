import * as v from "valibot";

import { integer, text, textMap } from "#local/wire/inputs.ts";

/** The members that many operations share, with the constraints of AWS's model. */

export const userPoolId = text(1, 55, /^[\w-]+_[0-9a-zA-Z]+$/);
export const clientId = text(1, 128, /^[\w+]+$/);
export const username = text(1, 128, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u);
export const groupName = username;
export const password = text(1, 256, /^\S+$/);
export const token = text(1, 32_768, /^[A-Za-z0-9\-_=.]+$/);
export const session = text(20, 2048);
export const roleArn = text(20, 2048, /^arn:[\w+=/,.@-]+:iam:[\w+=/,.@-]*:\d*:role\/[\w+=/,.@-]+$/);
/** A group as CreateGroup and UpdateGroup take it. */
export const groupInput = v.object({
  UserPoolId: userPoolId,
  GroupName: groupName,
  Description: v.optional(text(0, 2048)),
  RoleArn: v.optional(roleArn),
  Precedence: v.optional(integer(0, 2_147_483_647)),
});
export const pageToken = v.optional(text(1, 131_072, /^\S+$/));
/** `Limit`: none and 0 alike mean as many as a page may hold. */
export const limit = v.optional(integer(0, 60));
export const maxResults = integer(1, 60);

export const attributes = v.pipe(
  v.array(v.object({ Name: text(1, 32, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u), Value: v.optional(text(0, 2048), "") })),
  v.transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]))),
);

export const authParameters = v.optional(textMap, {});

export const authFlow = v.picklist([
  "USER_SRP_AUTH",
  "REFRESH_TOKEN_AUTH",
  "REFRESH_TOKEN",
  "CUSTOM_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "USER_AUTH",
]);

export const challengeName = v.picklist([
  "SMS_MFA",
  "EMAIL_OTP",
  "SOFTWARE_TOKEN_MFA",
  "SELECT_MFA_TYPE",
  "MFA_SETUP",
  "PASSWORD_VERIFIER",
  "CUSTOM_CHALLENGE",
  "SELECT_CHALLENGE",
  "DEVICE_SRP_AUTH",
  "DEVICE_PASSWORD_VERIFIER",
  "ADMIN_NO_SRP_AUTH",
  "NEW_PASSWORD_REQUIRED",
  "SMS_OTP",
  "PASSWORD",
  "WEB_AUTHN",
  "PASSWORD_SRP",
]);
