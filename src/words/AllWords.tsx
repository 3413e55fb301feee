import { type ReactNode, useMemo } from "react";

import { en } from "./en.ts";
import { openFormats, type Zone } from "./formats.ts";
import { LanguageContext } from "./useWords.ts";

/** Gives all the words to what stands within; whoever uses it is loaded together with them. */
export function AllWords({ zone = "local", children }: { readonly zone?: Zone; readonly children: ReactNode }) {
  const language = useMemo(() => ({ words: en, formats: openFormats(en.locale, zone) }), [zone]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}
