import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import type { Service } from "#local/wire/operation.ts";

import { deleteThingShadow } from "./DeleteThingShadow.ts";
import { dataPlane, dataPlaneError } from "./errors.ts";
import { getRetainedMessage } from "./GetRetainedMessage.ts";
import { getThingShadow } from "./GetThingShadow.ts";
import { listRetainedMessages } from "./ListRetainedMessages.ts";
import { publish } from "./Publish.ts";
import { recordDenial, recordRefusal } from "./refusals.ts";
import { updateThingShadow } from "./UpdateThingShadow.ts";

/** AWS IoT's data plane over HTTP. */
export const iotData = (account: Account): Service<Principal> => ({
  iamPrefix: "iot",
  protocol: dataPlane,
  operations: [
    getThingShadow(account),
    updateThingShadow(account),
    deleteThingShadow(account),
    publish(account),
    getRetainedMessage(account),
    listRetainedMessages(account),
  ],
  invalid: (message) => dataPlaneError(400, message),
  wrongMethod: dataPlaneError(405, "The specified combination of HTTP verb and URI is not supported."),
  denied: (refused) => recordDenial(account, refused),
  refused: (refused, error) => recordRefusal(account, refused, error),
});
