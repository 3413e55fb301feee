/** Where Amplify keeps the tokens of one sign-in: the part of `Storage` that it uses. */
export interface TokenStorage {
  setItem(name: string, value: string): Promise<void>;
  getItem(name: string): Promise<string | null>;
  removeItem(name: string): Promise<void>;
  clear(): Promise<void>;
  /** Takes the tokens out of the tab for good: what is still written here is kept nowhere. Returns the refresh token, if there was one. */
  leave(): string | undefined;
}

export type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const key = "yagura.tokens";

/**
 * The tokens that the tab keeps until it is closed (docs/adr/0004), under one name so that they come and go together. Where the tab keeps nothing
 * they are in memory, and the operator signs in again after a reload.
 */
export function openTokens(tab: TabStorage): TokenStorage {
  const tokens = read(tab.getItem(key));
  let left = false;
  const keep = () => {
    if (left) return;
    if (tokens.size === 0) tab.removeItem(key);
    else tab.setItem(key, JSON.stringify([...tokens]));
  };
  return {
    setItem: async (name, value) => {
      tokens.set(name, value);
      keep();
    },
    getItem: async (name) => tokens.get(name) ?? null,
    removeItem: async (name) => {
      if (tokens.delete(name)) keep();
    },
    clear: async () => {
      tokens.clear();
      keep();
    },
    leave: () => {
      const refreshToken = [...tokens].find(([name]) => name.endsWith(".refreshToken"))?.[1];
      tokens.clear();
      keep();
      left = true;
      return refreshToken;
    },
  };
}

function read(stored: string | null): Map<string, string> {
  try {
    const entries: readonly (readonly [string, string])[] = JSON.parse(stored ?? "[]");
    return new Map(entries);
  } catch {
    return new Map();
  }
}
