import { useAtTime } from "#ui/clock.ts";
import { cx } from "#ui/cx.ts";
import { Icon } from "#ui/Icon.tsx";
import * as icons from "#ui/icons.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import columnStyles from "./columns.module.css";
import styles from "./GridHeader.module.css";
import type { FleetSort } from "./fleet-view.ts";

interface GridHeaderProps {
  readonly sort: FleetSort;
  readonly onSort: (sort: FleetSort) => void;
  /** When the index was read, milliseconds since the epoch; 0 for never. */
  readonly readAt: number;
}

const columns = [
  ["presence", "presence"],
  ["thing", "name"],
  ["since", "recent"],
  ["shadow", "asked"],
  ["type", undefined],
  ["attributes", undefined],
] as const;

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- see ThingRow */
export function GridHeader({ sort, onSort, readAt }: GridHeaderProps) {
  const { fleet } = useWords();
  const { relative } = useFormats();
  const age = useAtTime((now) => (readAt === 0 ? undefined : fleet.shadowAsOf(relative(readAt, now))));
  return (
    <div role="rowgroup" className={styles["head"]}>
      <div role="row" aria-rowindex={1} className={cx(columnStyles["columns"], styles["row"])}>
        {columns.map(([column, by]) => (
          <span
            key={column}
            role="columnheader"
            aria-sort={by === sort ? (by === "name" ? "ascending" : "descending") : undefined}
          >
            {by === undefined ? (
              fleet.column[column]
            ) : (
              <button type="button" title={fleet.sorts[by]} data-sorted={by === sort} onClick={() => onSort(by)}>
                {fleet.column[column]}
                {by === sort && <Icon path={icons.chevron} size={14} />}
              </button>
            )}
            {column === "shadow" && age !== undefined && <small>{age}</small>}
          </span>
        ))}
      </div>
    </div>
  );
}
