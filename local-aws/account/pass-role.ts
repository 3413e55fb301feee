import { AwsError } from "#local/wire/errors.ts";
import type { HttpRequest } from "#local/wire/http.ts";

import type { Account } from "./account.ts";
import { contextOf, type Principal } from "./principal.ts";

/**
 * Whoever hands a role to a service needs the right to do so: else he could give himself any role of the account.
 * @throws AccessDeniedException
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function requirePassRole(
  { authorize, clock, tell }: Pick<Account, "authorize" | "clock" | "tell">,
  { caller, request }: { readonly caller: Principal; readonly request: HttpRequest },
  roleArn: string,
  service: string,
): void {
  const context = contextOf(caller, { sourceIp: request.origin.ip, now: clock.now() });
  context.set("iam:passedtoservice", [service]);
  const { allowed, why } = authorize(caller, "iam:PassRole", roleArn, context);
  if (allowed) return;
  tell(`denied iam:PassRole on ${roleArn} to ${caller.arn}: ${why}`);
  throw new AwsError(
    403,
    "AccessDeniedException",
    `User: ${caller.arn} is not authorized to perform: iam:PassRole on resource: ${roleArn}`,
  );
}
