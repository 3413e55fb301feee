import { createContext, useContext } from "react";

import type { Config } from "#domain/config.ts";
import type { Operator } from "#domain/ports.ts";

import type { Workplace } from "./open-workplace.ts";

/** What every screen of a signed-in operator is given. */
interface ConsoleFacts extends Pick<Workplace, "access" | "desk" | "history"> {
  readonly config: Config;
  readonly operator: Operator;
  readonly onSignOut: () => void;
}

export const ConsoleContext = createContext<ConsoleFacts | undefined>(undefined);

export function useConsole(): ConsoleFacts {
  const facts = useContext(ConsoleContext);
  if (!facts) throw new Error("useConsole needs a ConsoleContext around it.");
  return facts;
}
