import styles from "./Watchtower.module.css";

/** A yagura above a plain of small lights, some lit, some not: what the console is for. Nothing in it needs to be read. */
export function Watchtower() {
  return (
    <svg className={styles["picture"]} viewBox="0 0 600 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle className={styles["moon"]} cx="455" cy="180" r="58" />
      <g className={styles["waves"]}>
        <circle cx="300" cy="470" r="110" />
        <circle cx="300" cy="470" r="185" />
        <circle cx="300" cy="470" r="270" />
        <circle cx="300" cy="470" r="365" />
      </g>
      <path className={styles["far"]} d="M0 640q120-70 230-30t190-40 180 10v320H0z" />
      <path className={styles["near"]} d="M0 735q140-55 300-30t300-25v220H0z" />
      <g className={styles["tower"]}>
        <path d="M196 452q58-14 104-62 46 48 104 62l-8 12H204z" />
        <path d="M226 464h148v18H226z" />
        <path d="M214 540h172v14H214zM222 522h156v6H222z" />
        <path d="M232 482h9v62h-9zM359 482h9v62h-9zM296 482h8v60h-8z" />
        <path d="M238 554l-32 202h12l31-202zM362 554l32 202h-12l-31-202z" />
        <path d="M230 620h140v7H230zM219 690h162v7H219z" />
        <path d="M232 624l138 66-3 6-138-66zM368 624L230 690l3 6 138-66z" />
      </g>
      <path className={styles["lamp"]} d="M246 486h46v32h-46zM308 486h46v32h-46z" />
      <path className={styles["ground"]} d="M0 800q180-65 330-42t270-18v160H0z" />
      <g className={styles["lit"]}>
        <circle cx="72" cy="700" r="4" />
        <circle cx="140" cy="672" r="3" />
        <circle cx="498" cy="664" r="3" />
        <circle cx="545" cy="720" r="4" />
        <circle cx="110" cy="800" r="5" />
        <circle cx="470" cy="770" r="5" />
        <circle cx="250" cy="815" r="5" />
        <circle cx="545" cy="810" r="5" />
      </g>
      <g className={styles["unlit"]}>
        <circle cx="442" cy="698" r="3.5" />
        <circle cx="44" cy="782" r="4.5" />
        <circle cx="372" cy="806" r="4.5" />
      </g>
    </svg>
  );
}
