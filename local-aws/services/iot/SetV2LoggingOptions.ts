import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { requirePassRole } from "#local/account/pass-role.ts";
import type { Principal } from "#local/account/principal.ts";
import { lacking, text } from "#local/wire/inputs.ts";
import { type Call, operation } from "#local/wire/operation.ts";

type Needs = Pick<Account, "iotLoggingOptions" | "authorize" | "clock" | "tell">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_SetV2LoggingOptions.html */
export const setV2LoggingOptions = (account: Needs) =>
  operation({
    name: "SetV2LoggingOptions",
    rest: { method: "POST", path: "/v2LoggingOptions" },
    input: v.object({
      roleArn: v.optional(text(20, 2048)),
      defaultLogLevel: v.optional(v.picklist(["DEBUG", "INFO", "ERROR", "WARN", "DISABLED"])),
      disableAllLogs: v.optional(v.boolean()),
      eventConfigurations: lacking("log levels of single events (eventConfigurations)"),
    }),
    run: (input, call: Call<Principal>) => {
      if (input.roleArn !== undefined) requirePassRole(account, call, input.roleArn, "iot.amazonaws.com");
      account.iotLoggingOptions.change(input);
    },
  });
