/** Where Amplify keeps its tokens: the part of `Storage` that it uses. */
export interface TokenStorage {
  setItem(name: string, value: string): Promise<void>;
  getItem(name: string): Promise<string | null>;
  removeItem(name: string): Promise<void>;
  clear(): Promise<void>;
}

/**
 * The tokens of this tab, until it is closed (docs/adr/0004). A browser that refuses storage keeps them in memory, and its operator signs in again
 * after a reload.
 */
export function tokenStorage(storage: () => Storage = () => globalThis.sessionStorage): TokenStorage {
  const memory = new Map<string, string>();
  const attempt = <Result>(use: (kept: Storage) => Result, otherwise: () => Result) => {
    try {
      return use(storage());
    } catch {
      return otherwise();
    }
  };
  return {
    setItem: async (name, value) =>
      attempt(
        (kept) => kept.setItem(name, value),
        () => void memory.set(name, value),
      ),
    getItem: async (name) =>
      memory.get(name) ??
      attempt(
        (kept) => kept.getItem(name),
        () => null,
      ),
    removeItem: async (name) => {
      memory.delete(name);
      attempt(
        (kept) => kept.removeItem(name),
        () => {},
      );
    },
    clear: async () => {
      memory.clear();
      attempt(
        (kept) => kept.clear(),
        () => {},
      );
    },
  };
}
