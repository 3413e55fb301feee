import type { Presence } from "#domain/presence.ts";
import { Disclosure } from "#ui/Disclosure.tsx";
import { SafeText } from "#ui/SafeText.tsx";
import { useFormats, useWords } from "#words/useWords.ts";

import { Facts } from "./Facts.tsx";

/** What the last event said of the connection. */
export function Session({ event }: { readonly event: Presence | undefined }) {
  const { common, thing } = useWords();
  const { number } = useFormats();
  const text = (value: string | undefined) =>
    value === undefined || value === "" ? common.nothing : <SafeText text={value} longest={90} more={common.showAll} />;
  return (
    <Disclosure label={thing.sessionTitle}>
      {event ? (
        <Facts
          facts={[
            [thing.session.clientId, text(event.clientId)],
            [thing.session.ipAddress, text(event.ipAddress)],
            [thing.session.principal, text(event.principalIdentifier)],
            [thing.session.session, text(event.sessionIdentifier)],
            [thing.session.version, number(event.versionNumber)],
          ]}
        />
      ) : (
        <p>{thing.noSession}</p>
      )}
    </Disclosure>
  );
}
