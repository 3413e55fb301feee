import type { Account } from "#local/account/account.ts";
import { inWords } from "#local/account/data-problem.ts";
import { contextOf, type Principal } from "#local/account/principal.ts";
import { AwsError } from "#local/wire/errors.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import { restJson } from "#local/wire/rest-json.ts";
import { signatureError } from "#local/wire/sigv4-errors.ts";
import { verifySignature } from "#local/wire/sigv4.ts";

import type { Found, openServices } from "./mounts.ts";

/** Answers one request to an AWS API: finds the operation, verifies who asks, asks whether he may, runs it. */
export function answering(account: Account, find: ReturnType<typeof openServices>) {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const requestId = account.ids.uuid();
    const found = find(request);
    if (!found) return restJson.refuse(noSuchDoor(request), requestId);
    if ("error" in found) return found.protocol.refuse(found.error, requestId);
    const { protocol } = found.service;
    try {
      const output = await run(account, found, request);
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

async function run(account: Account, found: Found, request: HttpRequest): Promise<unknown> {
  const { service, operation } = found;
  if (operation.access === "unsigned") {
    return operation.accept(found.readInput(service.invalid), service.invalid).run({ caller: nobody, request });
  }
  const caller = authenticate(account, found, request);
  const accepted = operation.accept(found.readInput(service.invalid), service.invalid);
  if (operation.access === "authorized") authorize(account, found, caller, accepted.resource, request);
  return accepted.run({ caller, request });
}

/** Stands for the caller where none is asked for, so that no operation can mistake an unsigned caller for somebody. */
const nobody: Principal = { kind: "user", arn: "anonymous", principalId: "anonymous" };

function authenticate(account: Account, { signingNames, dialect, operation }: Found, request: HttpRequest): Principal {
  const verified = verifySignature(request, {
    find: (accessKeyId) => account.credentials.find(accessKeyId),
    now: account.clock.now(),
    region: account.region,
    services: signingNames,
  });
  if (verified.ok) return verified.caller;
  account.tell(`refused ${operation.name} from ${request.origin.ip}: ${verified.detail}`);
  throw signatureError(verified.refusal, verified.detail, dialect);
}

function authorize(
  account: Account,
  { service, operation, dialect }: Found,
  caller: Principal,
  resource: string,
  request: HttpRequest,
): void {
  const action = operation.action ?? `${service.iamPrefix}:${operation.name}`;
  const context = contextOf(caller, { sourceIp: request.origin.ip, now: account.clock.now() });
  const { allowed, why } = account.authorize(caller, action, resource, context);
  if (allowed) return;
  account.tell(`denied ${action} on ${resource} to ${caller.arn}: ${why}`);
  if (service.denied) throw service.denied({ operationName: operation.name, resource, caller, request });
  const code = dialect === "query" ? "AccessDenied" : "AccessDeniedException";
  throw new AwsError(403, code, `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`);
}

function noSuchDoor({ method, path, headers }: HttpRequest): AwsError {
  const target = headers["x-amz-target"];
  const asked = target === undefined ? `${method} ${path}` : target;
  return new AwsError(
    501,
    "NotEmulated",
    `The embedded AWS does not know what '${asked}' asks for. What it does is listed in local-aws/SPEC.md.`,
  );
}
