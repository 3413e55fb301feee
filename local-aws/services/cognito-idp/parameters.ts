import { AwsError } from "#local/wire/errors.ts";
import { invalidParameter } from "#local/account/user-pools/refusals.ts";

/** `AuthParameters` or `ChallengeResponses`. */
export type Parameters = Readonly<Record<string, string>>;

/** @throws InvalidParameterException when it is not there */
export function requireParameter(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === "") throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

export function requireUsername(parameters: Parameters): string {
  const username = requireParameter(parameters, "USERNAME");
  if (username.length <= 128) return username;
  throw invalidParameter(
    "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must have length less than or equal to 128",
  );
}

/** No pool here remembers devices. Amplify drops the key that it kept and signs in without, when it hears this. */
export function refuseDeviceKey(deviceKey: string | undefined): void {
  if (deviceKey !== undefined) throw new AwsError(400, "ResourceNotFoundException", "Device does not exist.");
}
