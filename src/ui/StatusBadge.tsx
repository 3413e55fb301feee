import { cx } from "./cx.ts";
import { Glyph, type Shape, type Tone } from "./Glyph.tsx";
import styles from "./StatusBadge.module.css";

/** A state in three ways at once: shape, colour, word. */
export function StatusBadge({
  shape,
  tone,
  label,
}: {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly label: string;
}) {
  return (
    <span className={cx(styles["badge"], styles[tone])}>
      <Glyph shape={shape} tone={tone} />
      <span className={styles["label"]}>{label}</span>
    </span>
  );
}
