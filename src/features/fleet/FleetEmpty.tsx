import type { Feed } from "#domain/connection.ts";
import { Trouble } from "#domain/trouble.ts";
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
  /** Those of the operator; empty for somebody who is in none. */
  readonly groups: readonly string[];
  readonly onShowAll: () => void;
}

const notAllowed: ReadonlySet<string> = new Set(["not-authorized", "not-an-operator", "attach-refused"]);

/** Why there is no row: five different things, each with its own next step. */
export function FleetEmpty({ things, feed, prefix, groups, onShowAll }: FleetEmptyProps) {
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
    // A refusal stays one when the connection is back.
    const refused = notAllowed.has(trouble.code);
    const down = !feed.live && !refused;
    const title = refused ? empty.refused.title : down ? empty.feedDown.title : said.what;
    // The role of a group is no matter of somebody who is in none.
    const { tip, command } = groups.length > 0 ? said : sayHelp(words, new Trouble("not-an-operator"));
    return (
      <EmptyState icon={icons.alert} title={title} text={down ? empty.feedDown.text : ""}>
        <TroubleHelp {...said} {...(refused && { tip, command })} />
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
