import { lazy, Suspense, useState } from "react";

import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { PreferencesContext, useKeptPreferences } from "./preferences.ts";
import { Session } from "./Session.tsx";
import { Splash } from "./Splash.tsx";
import { useLoaded } from "./use-loaded.ts";
import type { World } from "./world.ts";

const ConfigTrouble = lazy(async () => ({ default: (await import("./ConfigTrouble.tsx")).ConfigTrouble }));

/** The whole console: what it is told to be, who is at it, and then the fleet. */
export function App({ world }: { readonly world: World }) {
  const preferences = useKeptPreferences();
  return (
    <PreferencesContext value={preferences}>
      <ErrorBoundary>
        <Configured world={world} />
      </ErrorBoundary>
    </PreferencesContext>
  );
}

function Configured({ world }: { readonly world: World }) {
  const [config] = useState(() => world.loadConfig());
  const loaded = useLoaded(config);
  if (loaded.kind === "loading") return <Splash />;
  if (loaded.kind === "failed") {
    return (
      <Suspense fallback={<Splash />}>
        <ConfigTrouble trouble={loaded.trouble} />
      </Suspense>
    );
  }
  return <Session world={world} config={loaded.value} />;
}
