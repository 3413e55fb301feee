import type { Feed } from "#domain/connection.ts";
import { Button } from "#ui/Button.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import { sayTrouble } from "#words/say-trouble.ts";
import { useWords } from "#words/useWords.ts";

import type { Things } from "./use-things.ts";

/** What has to be known before the list is believed. */
export function FleetNotes({ things, feed }: { readonly things: Things; readonly feed: Feed }) {
  const words = useWords();
  const listed = things.things.length > 0;
  return (
    <>
      {listed && things.source === "registry" && (
        <TroubleNote tone="warn" what={words.fleet.fromRegistry} tip={words.fleet.fromRegistryTip} />
      )}
      {listed && feed.live && things.trouble && (
        <TroubleNote {...sayTrouble(words, things.trouble)} what={words.fleet.refreshFailed}>
          <Button small icon="retry" label={words.common.retry} onPress={things.readAgain} />
        </TroubleNote>
      )}
    </>
  );
}
