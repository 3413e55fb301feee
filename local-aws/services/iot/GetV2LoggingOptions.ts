import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { AwsError } from "#local/wire/errors.ts";
import { operation } from "#local/wire/operation.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_GetV2LoggingOptions.html */
export const getV2LoggingOptions = ({ iotLoggingOptions }: Pick<Account, "iotLoggingOptions">) =>
  operation({
    name: "GetV2LoggingOptions",
    rest: { method: "GET", path: "/v2LoggingOptions" },
    input: v.object({}),
    run: () => {
      const options = iotLoggingOptions.get();
      if (options) return options;
      throw new AwsError(404, "NotConfiguredException", "The logging options are not configured.");
    },
  });
