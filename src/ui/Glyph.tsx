import { cx } from "./cx.ts";
import styles from "./Glyph.module.css";

export type Tone = "ok" | "warn" | "bad" | "mute" | "accent";
/** A shape of its own for every state, so that colour is never the only difference. */
export type Shape = "disc" | "half" | "ring" | "dashed" | "question" | "cross" | "spin" | "diamond";

export function Glyph({
  shape,
  tone,
  size = 14,
}: {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly size?: number;
}) {
  return (
    <svg
      className={cx(styles["glyph"], styles[tone], shape === "spin" && styles["spin"])}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[shape]}
    </svg>
  );
}

const ring = <circle cx="7" cy="7" r="5.4" />;

const drawings: Readonly<Record<Shape, React.ReactNode>> = {
  disc: <circle cx="7" cy="7" r="6" fill="currentColor" stroke="none" />,
  half: (
    <>
      {ring}
      <path d="M7 1.6a5.4 5.4 0 0 1 0 10.8z" fill="currentColor" stroke="none" />
    </>
  ),
  ring: <circle cx="7" cy="7" r="5.2" strokeWidth={2} />,
  dashed: <circle cx="7" cy="7" r="5.4" strokeDasharray="1.7 2.54" />,
  question: (
    <>
      {ring}
      <path d="M5.5 5.6a1.6 1.6 0 1 1 2.4 1.3c-.6.4-.9.7-.9 1.3M7 10.1v.05" strokeWidth={1.4} />
    </>
  ),
  cross: (
    <>
      {ring}
      <path d="M5.2 5.2l3.6 3.6M8.8 5.2L5.2 8.8" strokeWidth={1.4} />
    </>
  ),
  spin: <path d="M12.4 7A5.4 5.4 0 1 1 7 1.6" />,
  diamond: <path d="M7 1.4L12.6 7 7 12.6 1.4 7z" fill="currentColor" stroke="none" />,
};
