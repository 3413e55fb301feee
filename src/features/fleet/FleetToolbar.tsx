import type { Ref } from "react";

import { Button } from "#ui/Button.tsx";
import { Icon } from "#ui/Icon.tsx";
import { Select } from "#ui/Select.tsx";
import { TextField } from "#ui/TextField.tsx";
import * as icons from "#ui/icons.ts";
import { useWords } from "#words/useWords.ts";

import styles from "./FleetToolbar.module.css";
import { type FleetView, fleetSorts, presenceFilters } from "./fleet-view.ts";

interface FleetToolbarProps {
  readonly view: FleetView;
  /** As typed; the view follows. */
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onView: (change: Partial<FleetView>) => void;
  readonly search: Ref<HTMLInputElement>;
  /** Down from the search: into the list. */
  readonly onDown: () => void;
}

export function FleetToolbar({ view, typed, onType, onView, search, onDown }: FleetToolbarProps) {
  const { fleet } = useWords();
  return (
    <search className={styles["bar"]}>
      <div className={styles["search"]}>
        <SearchField value={typed} onChange={onType} search={search} onDown={onDown} />
      </div>
      <div className={styles["choices"]}>
        <Select
          label={fleet.presence}
          value={view.presence ?? "any"}
          marked={view.presence !== undefined}
          onChange={(chosen) => onView({ presence: presenceFilters.find((kind) => kind === chosen) })}
          options={[
            { value: "any", label: fleet.anyPresence },
            ...presenceFilters.map((kind) => ({ value: kind, label: fleet.onlyPresence[kind] })),
          ]}
        />
        <Select
          label={fleet.sort}
          value={view.sort}
          marked={view.sort !== "name"}
          onChange={(chosen) => onView({ sort: fleetSorts.find((sort) => sort === chosen) ?? "name" })}
          options={fleetSorts.map((sort) => ({ value: sort, label: fleet.sorts[sort] }))}
        />
      </div>
    </search>
  );
}

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly search: Ref<HTMLInputElement>;
  readonly onDown: () => void;
}

function SearchField({ value, onChange, search, onDown }: SearchFieldProps) {
  const { fleet } = useWords();
  return (
    <TextField
      ref={search}
      type="search"
      label={fleet.search}
      labelHidden
      placeholder={fleet.searchHint}
      value={value}
      maxLength={200}
      onChange={onChange}
      onKeyDown={(event) => {
        if (event.key === "Escape") onChange("");
        // While a word is being composed the arrows choose among its spellings.
        if (event.key !== "ArrowDown" || event.altKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onDown();
      }}
      before={<Icon path={icons.search} size={18} className={styles["glass"]} />}
      after={
        value === "" ? (
          <kbd className={styles["key"]} aria-hidden="true">
            /
          </kbd>
        ) : (
          <Button kind="quiet" iconOnly icon={icons.close} label={fleet.clearSearch} onPress={() => onChange("")} />
        )
      }
    />
  );
}
