import { cx } from "#ui/cx.ts";
import { Glyph } from "#ui/Glyph.tsx";
import { presenceSigns } from "#words/presence-signs.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import styles from "./CountCards.module.css";
import type { FleetCounts } from "./fleet-rows.ts";
import { type FleetView, presenceFilters } from "./fleet-view.ts";

interface CountCardsProps {
  /** Undefined until something is known. */
  readonly counts: FleetCounts | undefined;
  readonly view: FleetView;
  readonly onView: (change: Partial<FleetView>) => void;
}

/** How many are in which state; a press shows only those. */
export function CountCards({ counts, view, onView }: CountCardsProps) {
  const { common, fleet } = useWords();
  const { number } = useFormats();
  const shown = (name: keyof FleetCounts) => (counts ? number(counts[name]) : common.nothing);
  const asked = counts?.asked ?? 0;
  const all = view.presence === undefined && !view.asked;
  return (
    <section className={styles["summary"]} aria-label={fleet.counts}>
      <div className={styles["cards"]}>
        <button
          type="button"
          className={styles["card"]}
          aria-pressed={all}
          aria-label={fleet.showAll(counts?.things ?? 0)}
          onClick={() => onView({ presence: undefined, asked: false })}
        >
          <span className={styles["count"]}>{shown("things")}</span>
          <span className={styles["name"]}>{fleet.things}</span>
        </button>
        {presenceFilters.map((kind) => (
          <button
            key={kind}
            type="button"
            className={cx(styles["card"], counts && counts[kind] > 0 && styles[kind])}
            aria-pressed={view.presence === kind}
            aria-label={fleet.showOnly(fleet.countName[kind], counts?.[kind] ?? 0)}
            onClick={() => onView({ presence: view.presence === kind ? undefined : kind })}
          >
            <span className={styles["count"]}>{shown(kind)}</span>
            <span className={styles["name"]}>
              <Glyph {...presenceSigns[kind]} size={12} />
              {fleet.countName[kind]}
            </span>
          </button>
        ))}
        <button
          type="button"
          className={cx(styles["card"], asked > 0 && styles["asked"])}
          aria-pressed={view.asked}
          aria-label={fleet.showOnly(fleet.countName.asked, counts?.asked ?? 0)}
          title={fleet.askedMeaning}
          onClick={() => onView({ asked: !view.asked })}
        >
          <span className={styles["count"]}>{shown("asked")}</span>
          <span className={styles["name"]}>
            <Glyph shape="diamond" tone={asked > 0 ? "warn" : "mute"} size={12} />
            {fleet.countName.asked}
          </span>
        </button>
      </div>
      <div className={styles["share"]} aria-hidden="true">
        {presenceFilters.map((kind) => (
          <span key={kind} className={styles[`share-${kind}`]} style={{ flexGrow: counts?.[kind] ?? 0 }} />
        ))}
      </div>
    </section>
  );
}
