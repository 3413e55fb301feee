import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { NotEmulated } from "#local/wire/errors.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { invalid } from "./shapes.ts";

/** Whose addresses are others than the plain HTTP door's. */
const lackingTypes = new Set(["iot:CredentialProvider", "iot:Jobs", "iot:ManagedIntegration"]);

/**
 * Answers an address that a client on this machine can use: AWS's own names would not resolve here.
 * @see https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeEndpoint.html
 */
export const describeEndpoint = ({ endpoints }: Pick<Account, "endpoints">) =>
  operation({
    name: "DescribeEndpoint",
    rest: { method: "GET", path: "/endpoint", query: { endpointType: "endpointType" } },
    input: v.object({ endpointType: v.optional(text(0, 128), "iot:Data") }),
    run: ({ endpointType }) => {
      if (lackingTypes.has(endpointType)) throw new NotEmulated(`the endpoint ${endpointType}`);
      if (endpointType !== "iot:Data" && endpointType !== "iot:Data-ATS")
        throw invalid(`Endpoint type ${endpointType} not recognized.`);
      return { endpointAddress: endpoints.http() };
    },
  });
