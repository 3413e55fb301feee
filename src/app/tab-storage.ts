/**
 * What this tab keeps until it is closed, or until somebody signs out. A browser that refuses storage keeps nothing, and nobody is bothered by it: what
 * is put here lasts as long as the page at least.
 */
export const tabStorage: Pick<Storage, "clear" | "getItem" | "removeItem" | "setItem"> = {
  getItem: (name) => attempt((kept) => kept.getItem(name)) ?? null,
  setItem: (name, value) => attempt((kept) => kept.setItem(name, value)),
  removeItem: (name) => attempt((kept) => kept.removeItem(name)),
  clear: () => attempt((kept) => kept.clear()),
};

function attempt<Result>(use: (kept: Storage) => Result): Result | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
