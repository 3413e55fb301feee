import styles from "./ProgressBar.module.css";

/** Something of unknown length is under way. */
export function ProgressBar({ label }: { readonly label: string }) {
  return <progress className={styles["bar"]} aria-label={label} />;
}
