import styles from "./Watchtower.module.css";
import picture from "./watchtower.svg?no-inline";

/** A yagura above a plain of small lights, some lit, some not: what the console is for. Nothing in it needs to be read. */
export function Watchtower() {
  return <img className={styles["picture"]} src={picture} alt="" />;
}
