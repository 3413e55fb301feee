import { boot, common, offline, update } from "./en/common.ts";
import { connection, menu } from "./en/connection.ts";
import { fleet } from "./en/fleet.ts";
import { presence } from "./en/presence.ts";
import { signIn } from "./en/sign-in.ts";
import { change, thing } from "./en/thing.ts";
import { troubles } from "./en/troubles.ts";

/** Every word that an operator reads, in English. Another language is another object of this type. */
export const en = {
  locale: "en",
  boot,
  change,
  common,
  connection,
  fleet,
  menu,
  offline,
  presence,
  signIn,
  thing,
  troubles,
  update,
};

export type Words = typeof en;
