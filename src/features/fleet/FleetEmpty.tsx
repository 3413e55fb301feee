import type { Feed } from "#domain/connection.ts";
import { Button } from "#ui/Button.tsx";
import { EmptyState } from "#ui/EmptyState.tsx";
import { ProgressBar } from "#ui/ProgressBar.tsx";
import { TroubleHelp } from "#ui/TroubleHelp.tsx";
import * as icons from "#ui/icons.ts";
import { sayHelp } from "#words/say-help.ts";
import { useWords } from "#words/useWords.ts";

import type { Things } from "./use-things.ts";

interface FleetEmptyProps {
  readonly things: Things;
  readonly feed: Feed;
  readonly prefix: string;
  readonly onShowAll: () => void;
}

const notAllowed: ReadonlySet<string> = new Set(["not-authorized", "not-an-operator", "attach-refused"]);

/** Why there is no row: five different things, each with its own next step. */
export function FleetEmpty({ things, feed, prefix, onShowAll }: FleetEmptyProps) {
  const words = useWords();
  const { empty } = words.fleet;
  const { trouble } = things;
  if (things.things.length > 0) {
    return (
      <EmptyState icon={icons.search} title={empty.filtered.title} text={empty.filtered.text(things.things.length)}>
        <Button label={empty.filtered.clear} onPress={onShowAll} />
      </EmptyState>
    );
  }
  if (trouble) {
    const said = sayHelp(words, trouble);
    const title = notAllowed.has(trouble.code) ? empty.refused.title : feed.live ? said.what : empty.feedDown.title;
    return (
      <EmptyState icon={icons.alert} title={title} text={feed.live ? "" : empty.feedDown.text}>
        <TroubleHelp {...said} />
        <Button icon={icons.retry} label={words.common.retry} onPress={things.readAgain} />
      </EmptyState>
    );
  }
  if (things.loading) {
    return (
      <EmptyState icon={icons.hourglass} title={empty.notHeard.title} text={empty.notHeard.text}>
        <ProgressBar label={words.fleet.loading} />
      </EmptyState>
    );
  }
  return <EmptyState icon={icons.yagura} title={empty.none.title} text={empty.none.text(prefix)} />;
}
