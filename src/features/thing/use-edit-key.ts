import type { RefObject } from "react";

import type { ShadowField } from "#domain/shadow.ts";
import { useKeyIn } from "#ui/use-key-in.ts";

import type { Drafts } from "./desk.ts";
import { type Draft, draftOf } from "./draft.ts";
import { fieldKey } from "./field-key.ts";

interface Editing {
  readonly place: RefObject<HTMLElement | null>;
  readonly fields: readonly ShadowField[];
  readonly drafts: Drafts;
  readonly type: (key: string, draft: Draft) => void;
}

/** `e` edits the field that has the focus, or the first one that can be edited. */
export function useEditKey({ place, fields, drafts, type }: Editing): void {
  useKeyIn(place, "e", () => {
    const focused = document.activeElement?.closest("[data-field]")?.getAttribute("data-field");
    const field =
      fields.find(({ path }) => fieldKey(path) === focused) ?? fields.find(({ desired }) => desired) ?? fields[0];
    if (!field) return;
    const key = fieldKey(field.path);
    // What is typed already stays as it is.
    if (drafts.has(key)) controlIn(place.current, key)?.focus();
    else type(key, draftOf(field.desired?.value, field.reported?.value));
  });
}

function controlIn(place: HTMLElement | null, key: string): HTMLElement | null | undefined {
  const row = [...(place?.querySelectorAll("[data-field]") ?? [])].find(
    (one) => one.getAttribute("data-field") === key,
  );
  return row?.querySelector<HTMLElement>("form :is(input:checked, input:not([type=radio]), textarea)");
}
