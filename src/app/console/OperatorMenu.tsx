import { Button } from "#ui/Button.tsx";
import { Icon } from "#ui/Icon.tsx";
import { Popover } from "#ui/Popover.tsx";
import { SafeText } from "#ui/SafeText.tsx";
import { Segmented } from "#ui/Segmented.tsx";
import * as icons from "#ui/icons.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import { usePreferences } from "#app/preferences.ts";
import { useConsole } from "./console-context.ts";
import styles from "./OperatorMenu.module.css";

const themes = ["system", "light", "dark"] as const;
const zones = ["local", "utc"] as const;

/** Who is at the console, and how they like it. */
export function OperatorMenu() {
  const { menu } = useWords();
  const { list } = useFormats();
  const { operator, onSignOut } = useConsole();
  const { theme, zone, choose } = usePreferences();
  const { username, groups } = operator;
  return (
    <Popover
      title={menu.title}
      buttonClassName={styles["button"]}
      buttonLabel={menu.open(username)}
      button={
        <>
          <Icon path={icons.person} size={20} />
          <span className={styles["name"]}>
            <SafeText text={username} longest={40} />
          </span>
          <Icon path={icons.chevron} size={16} className={styles["chevron"]} />
        </>
      }
    >
      <div className={styles["menu"]}>
        <div>
          <p className={styles["who"]}>
            <SafeText text={username} longest={128} />
          </p>
          <p className={styles["groups"]}>
            {menu.groups}: <SafeText text={groups.length === 0 ? menu.noGroup : list(groups)} longest={200} />
          </p>
        </div>
        <Segmented
          label={menu.theme}
          labelShown
          options={themes.map((value) => ({ value, label: menu.themes[value] }))}
          value={theme}
          onChange={(chosen) => choose({ theme: chosen })}
        />
        <Segmented
          label={menu.zone}
          labelShown
          options={zones.map((value) => ({ value, label: menu.zones[value] }))}
          value={zone}
          onChange={(chosen) => choose({ zone: chosen })}
        />
        <Button wide icon={icons.signOut} label={menu.signOut} onPress={onSignOut} />
      </div>
    </Popover>
  );
}
