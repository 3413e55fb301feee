import type { HttpRequest } from "#local/wire/http.ts";

import type { Account } from "./account.ts";
import { requirePermission } from "./guard.ts";
import type { Principal } from "./principal.ts";

/**
 * Whoever hands a role to a service needs the right to do so: else he could give himself any role of the account.
 * @throws Denied
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function requirePassRole(
  account: Pick<Account, "authorize" | "clock" | "tell">,
  { caller, request }: { readonly caller: Principal; readonly request: HttpRequest },
  roleArn: string,
  service: string,
): void {
  const extra = { "iam:passedtoservice": [service] };
  requirePermission(account, caller, { action: "iam:PassRole", resource: roleArn, request, extra });
}
