import type { Feed } from "#domain/connection.ts";
import { Button } from "#ui/Button.tsx";
import { TroubleHelp } from "#ui/TroubleHelp.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import * as icons from "#ui/icons.ts";
import { sayHelp } from "#words/say-help.ts";
import { useWords } from "#words/useWords.ts";

import type { Things } from "./use-things.ts";

/** What has to be known before the list is believed. */
export function FleetNotes({ things, feed }: { readonly things: Things; readonly feed: Feed }) {
  const words = useWords();
  const listed = things.things.length > 0;
  const said = things.trouble && sayHelp(words, things.trouble);
  return (
    <>
      {listed && things.source === "registry" && (
        <TroubleNote tone="warn" what={words.fleet.fromRegistry} tip={words.fleet.fromRegistryTip} />
      )}
      {listed && feed.live && said && (
        <TroubleHelp {...said} what={`${words.fleet.refreshFailed} ${said.what}`}>
          <Button small icon={icons.retry} label={words.common.retry} onPress={things.readAgain} />
        </TroubleHelp>
      )}
    </>
  );
}
