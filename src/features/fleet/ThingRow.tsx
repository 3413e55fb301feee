import { memo, type MouseEvent, useState } from "react";

import type { ThingName } from "#domain/thing.ts";
import { useLive } from "#live/useLive.ts";
import { cx } from "#ui/cx.ts";
import { SafeText } from "#ui/SafeText.tsx";
import { StatusBadge } from "#ui/StatusBadge.tsx";
import { presenceSigns } from "#words/presence-signs.ts";
import { useWords } from "#words/useWords.ts";

import columns from "./columns.module.css";
import type { FleetRow } from "./fleet-rows.ts";
import { ShadowCell } from "./ShadowCell.tsx";
import { SinceCell } from "./SinceCell.tsx";
import styles from "./ThingRow.module.css";

interface ThingRowProps {
  readonly row: FleetRow;
  /** From 0, in the whole list. */
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly height: number;
  /** The one row that the tab key reaches. */
  readonly active: boolean;
  readonly open: boolean;
  readonly href: string;
  readonly onOpen: (thingName: ThingName) => void;
  readonly onActive: (thingName: ThingName) => void;
}

// The roles are said one by one: rows that are placed one by one are no table to a browser.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
export const ThingRow = memo(function ThingRow(props: ThingRowProps) {
  const { row, index, top, height, active, open, href, onOpen, onActive } = props;
  const { thing, event, state, shadow } = row;
  const { presence } = useWords();
  const { clock } = useLive();
  const [drawnFrom] = useState(() => clock.now());
  const { thingName, thingTypeName, attributes } = thing;

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid hears the keys for all its rows
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={open}
      tabIndex={active ? 0 : -1}
      data-thing={thingName}
      className={cx(columns["columns"], styles["row"], open && styles["open"])}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => onOpen(thingName)}
      onFocus={() => onActive(thingName)}
    >
      {event && event.heardAt > drawnFrom && (
        <span key={event.heardAt} className={cx(styles["flash"], styles[presenceSigns[state.kind].tone])} aria-hidden />
      )}
      <span role="gridcell" className={styles["presence"]}>
        <StatusBadge {...presenceSigns[state.kind]} label={presence.state[state.kind]} />
      </span>
      <span role="gridcell" className={styles["thing"]}>
        <a href={href} tabIndex={-1} onClick={followLink}>
          {thingName}
        </a>
      </span>
      <span role="gridcell" className={styles["since"]}>
        <SinceCell state={state} />
      </span>
      <span role="gridcell" className={styles["shadow"]}>
        <ShadowCell shadow={shadow} />
      </span>
      <span role="gridcell" className={styles["type"]}>
        {thingTypeName !== undefined && <SafeText text={thingTypeName} longest={60} />}
      </span>
      <span role="gridcell" className={styles["attributes"]}>
        {Object.entries(attributes).map(([name, value]) => (
          <span key={name} className={styles["attribute"]}>
            <SafeText text={name} longest={40} /> <SafeText text={value} longest={60} />
          </span>
        ))}
      </span>
    </div>
  );
});

function followLink(click: MouseEvent): void {
  // With a key held, the browser opens the link elsewhere.
  if (click.ctrlKey || click.metaKey || click.shiftKey) click.stopPropagation();
  else click.preventDefault();
}
