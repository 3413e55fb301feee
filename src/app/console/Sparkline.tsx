import styles from "./Sparkline.module.css";

const slots = 60;
const height = 24;

/** The last minute, a bar a second. The number beside it says the rest. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const most = Math.max(1, ...values);
  const shift = slots - values.length;
  return (
    <svg
      className={styles["line"]}
      viewBox={`0 0 ${slots * 3} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect y={height - 1} width={slots * 3} height={1} opacity={0.3} />
      {values.map((value, index) => {
        const tall = Math.max(1, (value / most) * height);
        // oxlint-disable-next-line no-array-index-key -- a bar is its place
        return <rect key={index} x={(shift + index) * 3} y={height - tall} width={2} height={tall} />;
      })}
    </svg>
  );
}
