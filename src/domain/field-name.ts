/** How a path is written for people. */
export const fieldName = (path: readonly string[]) => path.map(levelName).join(".");

/** One level of it: in quotation marks where it would not be seen, or be taken for several. */
export const levelName = (name: string) => (/^$|^["\s]|\s$|\./.test(name) ? JSON.stringify(name) : name);

/** Reads what a person wrote: a dot goes a level deeper. Undefined for a name that is none. */
export function readFieldName(text: string): readonly string[] | undefined {
  const path = text.trim().split(".");
  return path.every((name) => name !== "") ? path : undefined;
}
