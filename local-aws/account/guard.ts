import type { HttpRequest } from "#local/wire/http.ts";
import type { Refusal } from "#local/wire/sigv4-model.ts";
import { type Expectation, verifySignature } from "#local/wire/sigv4.ts";

import type { Account } from "./account.ts";
import type { Authorization } from "./authorization.ts";
import { contextOf, type Principal } from "./principal.ts";

/** A signature that does not hold. The terminal has been told. */
export class Unauthenticated extends Error {
  override readonly name = "Unauthenticated";
  readonly refusal: Refusal;
  /** Whose key it was, where the account knows the key. */
  readonly supposed: Principal | undefined;

  constructor(refusal: Refusal, detail: string, supposed: Principal | undefined) {
    super(detail);
    this.refusal = refusal;
    this.supposed = supposed;
  }
}

/** Something that no policy allows. The terminal has been told why; the message is AWS's, which does not say. */
export class Denied extends Error {
  override readonly name = "Denied";

  constructor(caller: Principal, action: string, resource: string) {
    super(`User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`);
  }
}

interface Asked extends Pick<Expectation<Principal>, "services" | "token"> {
  /** What is refused, in the terminal's words. */
  readonly what: string;
}

/**
 * Who signed the request, and with which key.
 * @throws Unauthenticated
 */
export function authenticate(
  { clock, credentials, region, tell }: Pick<Account, "clock" | "credentials" | "region" | "tell">,
  request: HttpRequest,
  { what, ...expected }: Asked,
): { readonly caller: Principal; readonly accessKeyId: string } {
  const find = (accessKeyId: string) => credentials.find(accessKeyId);
  const verified = verifySignature(request, { ...expected, find, now: clock.now(), region });
  if (verified.ok) return verified;
  tell(`refused ${what} from ${request.origin.ip}: ${verified.detail}`);
  const supposed = verified.accessKeyId === undefined ? undefined : find(verified.accessKeyId)?.caller;
  throw new Unauthenticated(verified.refusal, verified.detail, supposed);
}

/** What is to be done, to what, on whose request. */
interface Deed {
  readonly action: string;
  readonly resource: string;
  readonly request: HttpRequest;
  /** Condition keys, in lower case, beside those of every request. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Asks whether the caller may.
 * @throws Denied
 */
export function requirePermission(
  { authorize, clock, tell }: Pick<Account, "authorize" | "clock" | "tell">,
  caller: Principal,
  { action, resource, request, extra = {} }: Deed,
): Authorization {
  const context = contextOf(caller, { sourceIp: request.origin.ip, now: clock.now() });
  for (const [key, values] of Object.entries(extra)) context.set(key, values);
  const decision = authorize(caller, action, resource, context);
  if (decision.allowed) return decision;
  tell(`denied ${action} on ${resource} to ${caller.arn}: ${decision.why}`);
  throw new Denied(caller, action, resource);
}
