import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";

import type { Config } from "#domain/config.ts";
import type { Operator } from "#domain/ports.ts";
import { LiveContext } from "#live/useLive.ts";
import { Announcer } from "#ui/Announcer.tsx";
import { Button } from "#ui/Button.tsx";
import * as icons from "#ui/icons.ts";
import { TimeWordsContext } from "#ui/Time.tsx";
import { TroubleHelp } from "#ui/TroubleHelp.tsx";
import { AllWords } from "#words/AllWords.tsx";
import { sayHelp } from "#words/say-help.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import { usePreferences } from "#app/preferences.ts";
import plain from "#app/Plain.module.css";
import { Splash } from "#app/Splash.tsx";
import type { Entrance } from "#app/world.ts";
import { ConsoleContext } from "./console-context.ts";
import { openWorkplace, type Workplace } from "./open-workplace.ts";
import { makeRouter } from "./router.tsx";
import { useOpened } from "./use-opened.ts";

interface ConsoleProps {
  readonly config: Config;
  readonly entrance: Promise<Entrance>;
  readonly operator: Operator;
  /** Whether the session stands; if not, the screen stays and waits. */
  readonly signedIn: boolean;
  readonly onSignOut: () => void;
}

/** The console of one operator: connection, registry and what they told us, and the screens on top. */
export function Console(props: ConsoleProps) {
  const { zone } = usePreferences();
  return (
    <AllWords zone={zone}>
      <Announcer>
        <Opening {...props} />
      </Announcer>
    </AllWords>
  );
}

function Opening({ config, entrance, operator, signedIn, onSignOut }: ConsoleProps) {
  const words = useWords();
  const { relative, exact } = useFormats();
  const timeWords = useMemo(() => ({ relative, exact }), [relative, exact]);
  const opened = useOpened(() => openWorkplace({ entrance, config, operator }));
  if (opened.kind === "loading") return <Splash />;
  if (opened.kind === "failed") {
    return (
      <main className={plain["page"]}>
        <TroubleHelp {...sayHelp(words, opened.trouble)} />
        <Button kind="primary" icon={icons.retry} label={words.boot.reload} onPress={() => location.reload()} />
        <Button kind="quiet" icon={icons.signOut} label={words.menu.signOut} onPress={onSignOut} />
      </main>
    );
  }
  return (
    <TimeWordsContext value={timeWords}>
      <Opened workplace={opened.value} config={config} operator={operator} signedIn={signedIn} onSignOut={onSignOut} />
    </TimeWordsContext>
  );
}

function Opened({
  workplace,
  config,
  operator,
  signedIn,
  onSignOut,
}: Omit<ConsoleProps, "entrance"> & { readonly workplace: Workplace }) {
  const [router] = useState(makeRouter);
  const { live, queries } = workplace;
  useEffect(() => {
    // Whoever has signed in again need not wait for the next attempt.
    if (signedIn && live.connection.getState().kind !== "connected") live.connectNow();
  }, [signedIn, live]);
  return (
    <LiveContext value={live}>
      <QueryClientProvider client={queries}>
        <ConsoleContext value={{ config, operator, onSignOut, ...workplace }}>
          <RouterProvider router={router} />
        </ConsoleContext>
      </QueryClientProvider>
    </LiveContext>
  );
}
