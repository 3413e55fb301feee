import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import { AwsError } from "#local/wire/errors.ts";
import type { Service } from "#local/wire/operation.ts";
import { query } from "#local/wire/query.ts";

import { assumeRole } from "./AssumeRole.ts";
import { getCallerIdentity } from "./GetCallerIdentity.ts";

/** AWS Security Token Service. */
export const sts = (account: Account): Service<Principal> => ({
  iamPrefix: "sts",
  protocol: query("https://sts.amazonaws.com/doc/2011-06-15/"),
  operations: [assumeRole(account), getCallerIdentity(account)],
  invalid: (message) => new AwsError(400, "ValidationError", message),
});
