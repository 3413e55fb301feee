import { createContext, useContext, useMemo } from "react";

import { en, type Words } from "./en.ts";
import { type Formats, openFormats, type Zone } from "./formats.ts";

export interface Language {
  readonly words: Words;
  readonly formats: Formats;
}

export const LanguageContext = createContext<Language>({ words: en, formats: openFormats(en.locale, "local") });

/** The words of the operator's language, with times in the zone of their choice. */
export function useLanguage(zone: Zone): Language {
  return useMemo(() => ({ words: en, formats: openFormats(en.locale, zone) }), [zone]);
}

export function useWords(): Words {
  return useContext(LanguageContext).words;
}

export function useFormats(): Formats {
  return useContext(LanguageContext).formats;
}
