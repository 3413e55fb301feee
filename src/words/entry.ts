import { boot, common, offline } from "./en/common.ts";
import { entryTroubles } from "./en/entry-troubles.ts";
import { signIn } from "./en/sign-in.ts";

/** Every word that may be read before somebody is signed in. The first page carries these and no others. */
export const entry = {
  locale: "en",
  boot,
  common,
  offline,
  signIn,
  troubles: entryTroubles,
};

export type EntryWords = typeof entry;
