import { useMutation } from "@tanstack/react-query";

import { isObject, type Json } from "#domain/json.ts";
import { desiredAt } from "#domain/shadow.ts";
import type { ShadowChange } from "#domain/shadow-change.ts";
import type { ThingName } from "#domain/thing.ts";
import type { Trouble } from "#domain/trouble.ts";
import { useLive } from "#live/useLive.ts";

import type { Desk } from "./desk.ts";

export interface Asking {
  readonly path: readonly string[];
  /** `null` stops asking. */
  readonly value: Json;
  /** What it would go back to: what is asked until now, or where nothing is, what the device reports. Undefined for a new field. */
  readonly before: Json | undefined;
}

/** Asks for a change of desired state. How it goes on is told by the change itself, in the store. */
export function useAsk(thingName: ThingName, desk: Desk) {
  const { shadows } = useLive();
  return useMutation<number, Trouble, Asking>({
    mutationFn: ({ path, value, before }) => {
      const answer = shadows.setDesired(thingName, desiredAt(path, value));
      const begun = shadows.changes.getState().get(thingName)?.[0];
      if (begun) desk.before.set(begun.clientToken, before);
      return answer;
    },
    // Now or never: a change that waits for the network and fires by itself hours later could hurt somebody.
    networkMode: "always",
    retry: false,
  });
}

/** The one field that a change of this console asks for. */
export function askedField({ desired }: ShadowChange): { readonly path: readonly string[]; readonly value: Json } {
  const [path, value] = onlyLeaf([], desired);
  return { path, value };
}

function onlyLeaf(path: readonly string[], value: Json): readonly [readonly string[], Json] {
  const [member, ...others] = isObject(value) ? Object.entries(value) : [];
  return member && others.length === 0 ? onlyLeaf([...path, member[0]], member[1]) : [path, value];
}
