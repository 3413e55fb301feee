import { AwsError } from "#local/wire/errors.ts";

/** The refusals of Cognito identity pools: every exception but InternalErrorException has the status 400 in its model. */

export const invalidParameter = (message: string) => new AwsError(400, "InvalidParameterException", message);

export const notAuthorized = (message: string) => new AwsError(400, "NotAuthorizedException", message);

export const resourceConflict = (message: string) => new AwsError(400, "ResourceConflictException", message);

/** No role, or one that does not let the identity in: AWS tells its caller no more than this. */
export const badConfiguration = () =>
  new AwsError(
    400,
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );

export const loginsDoNotMatch = () =>
  notAuthorized("Logins don't match. Please include at least one valid login for this identity or identity pool");
