export type Theme = "system" | "light" | "dark";

/** Draws the page in the theme; `system` follows the device. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
}
