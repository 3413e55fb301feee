import type { Account } from "#local/account/account.ts";
import { inWords } from "#local/account/data-problem.ts";
import { authenticate, Denied, requirePermission, Unauthenticated } from "#local/account/guard.ts";
import type { Principal } from "#local/account/principal.ts";
import { AwsError } from "#local/wire/errors.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import { signatureError } from "#local/wire/sigv4-errors.ts";

import type { Found, openServices } from "./mounts.ts";
import { refuseUnknown } from "./no-such-door.ts";

/** Answers one request to an AWS API: finds the operation, verifies who asks, asks whether he may, runs it. */
export function answering(account: Account, find: ReturnType<typeof openServices>) {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const requestId = account.ids.uuid();
    const found = find(request);
    if (!found) return refuseUnknown(request, requestId);
    if ("error" in found) return found.protocol.refuse(found.error, requestId);
    const { protocol } = found.service;
    try {
      const output = await run(account, found, request, requestId);
      await account.store.settled();
      return protocol.answer(found.operation.name, output, requestId);
    } catch (error) {
      if (error instanceof AwsError) return protocol.refuse(error, requestId);
      account.tell(`fault in ${found.operation.name}: ${inWords(error)}`);
      return protocol.refuse(
        new AwsError(500, "InternalFailure", "The embedded AWS failed; its terminal says how."),
        requestId,
      );
    }
  };
}

async function run(account: Account, found: Found, request: HttpRequest, requestId: string): Promise<unknown> {
  const { service, operation } = found;
  const caller = operation.access === "unsigned" ? nobody : identify(account, found, request);
  const call = { caller, request, requestId };
  let resource: string | undefined;
  try {
    const accepted = operation.accept(found.readInput(service.invalid), service.invalid);
    ({ resource } = accepted);
    if (operation.access === "authorized") {
      const action = operation.action ?? `${service.iamPrefix}:${operation.name}`;
      requirePermission(account, caller, { action, resource, request });
    }
    return await accepted.run(call);
  } catch (error) {
    const refused = { ...call, operationName: operation.name, resource };
    if (error instanceof Denied) throw service.denied?.(refused) ?? accessDenied(found, error);
    if (error instanceof AwsError) service.refused?.(refused, error);
    throw error;
  }
}

/** Stands for the caller where none is asked for, so that no operation can mistake an unsigned caller for somebody. */
const nobody: Principal = { kind: "user", arn: "anonymous", principalId: "anonymous" };

function identify(account: Account, { signingNames, dialect, operation }: Found, request: HttpRequest): Principal {
  try {
    return authenticate(account, request, { services: signingNames, what: operation.name }).caller;
  } catch (error) {
    throw error instanceof Unauthenticated ? signatureError(error.refusal, error.message, dialect) : error;
  }
}

function accessDenied({ dialect }: Found, { message }: Denied): AwsError {
  return new AwsError(403, dialect === "query" ? "AccessDenied" : "AccessDeniedException", message);
}
