import { Link } from "@tanstack/react-router";

import { useWords } from "#words/useWords.ts";

import styles from "./NoSuchPage.module.css";

/** For a URL that leads nowhere: anybody may have written it. */
export function NoSuchPage() {
  const { menu } = useWords();
  return (
    <main id="content" className={styles["page"]} tabIndex={-1}>
      <h1>{menu.noSuchPage}</h1>
      <p>{menu.noSuchPageTip}</p>
      <Link to="/" search={{}}>
        {menu.toFleet}
      </Link>
    </main>
  );
}
