import { connection, menu } from "./en/connection.ts";
import { fleet } from "./en/fleet.ts";
import { presence } from "./en/presence.ts";
import { change, thing } from "./en/thing.ts";
import { troubles } from "./en/troubles.ts";
import { configuration, update } from "./en/seldom.ts";
import { newPassword, signInAgain } from "./en/sign-in-steps.ts";
import { entry } from "./entry.ts";

/** Every word that an operator reads, in English. Another language is another object of this type. */
export const en = {
  ...entry,
  change,
  configuration,
  connection,
  fleet,
  menu,
  newPassword,
  presence,
  signInAgain,
  thing,
  troubles,
  update,
};

export type Words = typeof en;
