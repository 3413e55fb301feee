const numbers = new Intl.NumberFormat("en");
const rules = new Intl.PluralRules("en");

export const number = (value: number) => numbers.format(value);

/** `count` with its noun: 1 thing, 1,204 things. */
export function counted(count: number, one: string, other: string): string {
  return `${number(count)} ${rules.select(count) === "one" ? one : other}`;
}
