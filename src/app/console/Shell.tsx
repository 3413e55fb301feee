import { Link, useMatch, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { Icon } from "#ui/Icon.tsx";
import * as icons from "#ui/icons.ts";
import { useWords } from "#words/useWords.ts";

import { ConnectionPill } from "./ConnectionPill.tsx";
import { useConsole } from "./console-context.ts";
import { OperatorMenu } from "./OperatorMenu.tsx";
import styles from "./Shell.module.css";

/** What stands around every screen: where one can go, how our connection is, and who one is. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { common, menu } = useWords();
  const { config } = useConsole();
  const opened = useParams({ strict: false }).thingName !== undefined;
  const listed = useMatch({ from: "/fleet/", shouldThrow: false }) !== undefined;
  return (
    <div className={styles["shell"]}>
      <a className={styles["skip"]} href="#content">
        {common.skipToContent}
      </a>
      <nav className={styles["rail"]} aria-label={menu.main}>
        <Link to="/" search={{}} className={styles["logo"]} aria-label={common.product} tabIndex={-1}>
          <Icon path={icons.yagura} size={24} />
        </Link>
        <Link to="/" search={{}} className={styles["link"]} aria-current={listed ? "page" : opened}>
          <Icon path={icons.fleet} size={20} />
          <span>{menu.fleet}</span>
        </Link>
      </nav>
      <header className={styles["bar"]}>
        <p className={styles["product"]}>
          <Icon path={icons.yagura} size={22} className={styles["mark"]} />
          <span className={styles["name"]}>{common.product}</span>
          <span className={styles["scope"]}>{menu.scope(config.thingNamePrefix, config.region)}</span>
        </p>
        <ConnectionPill />
        <OperatorMenu />
      </header>
      <div className={styles["content"]}>{children}</div>
    </div>
  );
}
