import type { Account } from "#local/account/account.ts";
import type { Authorization } from "#local/account/authorization.ts";
import { contextOf } from "#local/account/principal.ts";

import type { Visitor } from "./visitor.ts";

type Needs = Pick<Account, "authorize" | "permissions" | "clock">;

/** What one client may do. */
export interface Permissions {
  ask(action: string, resource: string): Permission;
}

interface Permission extends Authorization {
  /** It was not asked before, or something has changed since. */
  readonly isNew: boolean;
}

const mostKept = 4096;

/** Dates in conditions are compared again this often. */
const keptForMs = 60_000;

/**
 * Asks the account, and keeps what it said until a role, a policy or an attachment changes: every delivery is authorized.
 * `extra`: condition keys in lower case that this client's requests carry beside its principal's.
 */
export function openPermissions(
  { authorize, permissions, clock }: Needs,
  { principal, sourceIp }: Visitor,
  extra: Readonly<Record<string, readonly string[]>>,
): Permissions {
  const kept = new Map<string, Map<string, Permission>>();
  let size = 0;
  let generation = permissions.number;
  let keptUntil = 0;

  const decide = (action: string, resource: string, now: number) => {
    const context = contextOf(principal, { sourceIp, now });
    for (const [key, values] of Object.entries(extra)) context.set(key, values);
    return authorize(principal, action, resource, context);
  };
  return {
    ask: (action, resource) => {
      const now = clock.now();
      if (generation !== permissions.number || now >= keptUntil || size >= mostKept) {
        kept.clear();
        size = 0;
        generation = permissions.number;
        keptUntil = now + keptForMs;
      }
      const ofAction = kept.get(action) ?? new Map<string, Permission>();
      const known = ofAction.get(resource);
      if (known) return known;
      const decision = decide(action, resource, now);
      kept.set(action, ofAction.set(resource, { ...decision, isNew: false }));
      size += 1;
      return { ...decision, isNew: true };
    },
  };
}
