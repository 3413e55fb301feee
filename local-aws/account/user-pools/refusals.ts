import { AwsError } from "#local/wire/errors.ts";

/** The refusals of Cognito user pools: every exception but InternalErrorException has the status 400 in its model. */

export const invalidParameter = (message: string) => new AwsError(400, "InvalidParameterException", message);

export const notAuthorized = (message: string) => new AwsError(400, "NotAuthorizedException", message);

export const resourceNotFound = (message: string) => new AwsError(400, "ResourceNotFoundException", message);

export const userNotFound = () => new AwsError(400, "UserNotFoundException", "User does not exist.");

/** A wrong password, and every case that must not differ from one. */
export const incorrect = () => notAuthorized("Incorrect username or password.");
