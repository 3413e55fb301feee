import { createContext, useContext } from "react";

import type { Words } from "./en.ts";
import { entry, type EntryWords } from "./entry.ts";
import type { Formats } from "./formats.ts";

export interface Language {
  readonly words: Words;
  readonly formats: Formats;
}

export const EntryWordsContext = createContext<EntryWords>(entry);
export const LanguageContext = createContext<Language | undefined>(undefined);

/** The words until somebody is signed in, which the first page carries. */
export function useEntryWords(): EntryWords {
  return useContext(EntryWordsContext);
}

function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error("useWords needs a LanguageContext around it.");
  return language;
}

/** All the words of the operator's language, which come with the screens that need them. */
export function useWords(): Words {
  return useLanguage().words;
}

/** Numbers and times in that language, and in the zone of the operator's choice. */
export function useFormats(): Formats {
  return useLanguage().formats;
}
