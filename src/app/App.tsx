import { useMemo, useState } from "react";

import { Announcer } from "#ui/Announcer.tsx";
import { TimeWordsContext } from "#ui/Time.tsx";
import { LanguageContext, useLanguage } from "#words/useWords.ts";

import { ConfigTrouble } from "./ConfigTrouble.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { PreferencesContext, useKeptPreferences } from "./preferences.ts";
import { Session } from "./Session.tsx";
import { Splash } from "./Splash.tsx";
import { UpdateNote } from "./UpdateNote.tsx";
import { useLoaded } from "./use-loaded.ts";
import type { World } from "./world.ts";

/** The whole console: what it is told to be, who is at it, and then the fleet. */
export function App({ world }: { readonly world: World }) {
  const preferences = useKeptPreferences();
  const language = useLanguage(preferences.zone);
  const timeWords = useMemo(() => ({ relative: language.formats.relative, exact: language.formats.exact }), [language]);
  return (
    <PreferencesContext value={preferences}>
      <LanguageContext value={language}>
        <TimeWordsContext value={timeWords}>
          <Announcer>
            <ErrorBoundary>
              <Configured world={world} />
              <UpdateNote />
            </ErrorBoundary>
          </Announcer>
        </TimeWordsContext>
      </LanguageContext>
    </PreferencesContext>
  );
}

function Configured({ world }: { readonly world: World }) {
  const [config] = useState(() => world.loadConfig());
  const loaded = useLoaded(config);
  if (loaded.kind === "loading") return <Splash />;
  if (loaded.kind === "failed") return <ConfigTrouble trouble={loaded.trouble} />;
  return <Session world={world} config={loaded.value} />;
}
