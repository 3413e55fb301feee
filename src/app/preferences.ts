import { createContext, useContext, useEffect, useMemo, useState } from "react";

import { applyTheme, type Theme } from "#ui/theme.ts";
import type { Zone } from "#words/formats.ts";

/** What an operator likes, kept by this browser. */
export interface Preferences {
  readonly theme: Theme;
  readonly zone: Zone;
}

interface Choosing extends Preferences {
  readonly choose: (part: Partial<Preferences>) => void;
}

const key = "yagura.preferences";

export const PreferencesContext = createContext<Choosing>({ theme: "system", zone: "local", choose: () => {} });

export function usePreferences(): Choosing {
  return useContext(PreferencesContext);
}

/** The preferences of this browser; the theme is applied as it is chosen. */
export function useKeptPreferences(): Choosing {
  const [kept, setKept] = useState(readPreferences);
  useEffect(() => applyTheme(kept.theme), [kept.theme]);
  return useMemo(
    () => ({
      ...kept,
      choose: (part) => {
        const next = { ...kept, ...part };
        setKept(next);
        try {
          localStorage.setItem(key, `${next.theme} ${next.zone}`);
        } catch {
          // The browser keeps nothing for us: the choice holds as long as the page.
        }
      },
    }),
    [kept],
  );
}

function readPreferences(): Preferences {
  try {
    const [theme, zone] = localStorage.getItem(key)?.split(" ") ?? [];
    return {
      theme: (["light", "dark"] as const).find((name) => name === theme) ?? "system",
      zone: zone === "utc" ? "utc" : "local",
    };
  } catch {
    return { theme: "system", zone: "local" };
  }
}
