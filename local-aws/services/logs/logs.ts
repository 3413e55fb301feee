import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import { awsJson } from "#local/wire/aws-json.ts";
import type { Service } from "#local/wire/operation.ts";

import { describeLogGroups } from "./DescribeLogGroups.ts";
import { describeLogStreams } from "./DescribeLogStreams.ts";
import { filterLogEvents } from "./FilterLogEvents.ts";
import { getLogEvents } from "./GetLogEvents.ts";
import { invalid } from "./shapes.ts";

/** Amazon CloudWatch Logs, for reading what AWS services wrote. */
export const logs = (account: Account): Service<Principal> => ({
  iamPrefix: "logs",
  protocol: awsJson,
  operations: [
    describeLogGroups(account),
    describeLogStreams(account),
    filterLogEvents(account),
    getLogEvents(account),
  ],
  invalid,
});
