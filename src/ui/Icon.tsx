/** A line drawing that says nothing by itself: the words stand beside it. */
export function Icon({
  path,
  size = 20,
  className,
}: {
  /** One of icons.ts. */
  readonly path: string;
  readonly size?: number;
  readonly className?: string | undefined;
}) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
}
