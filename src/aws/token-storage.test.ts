import { expect, test } from "vitest";

import { openTokens } from "./token-storage.ts";

function openTab() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

test("tokens outlive the page, and go without a trace", async () => {
  const tab = openTab();
  await openTokens(tab).setItem("x.accessToken", "secret");
  const again = openTokens(tab);
  expect(await again.getItem("x.accessToken")).toBe("secret");
  await again.removeItem("x.accessToken");
  expect(await openTokens(tab).getItem("x.accessToken")).toBeNull();
  expect(tab.kept.size).toBe(0);
});

test("what comes after they were left is kept nowhere, and harms no later sign-in", async () => {
  const tab = openTab();
  const left = openTokens(tab);
  await left.setItem("x.refreshToken", "long");
  expect(left.leave()).toBe("long");
  expect(tab.kept.size).toBe(0);
  await openTokens(tab).setItem("y.refreshToken", "another");
  await left.setItem("x.refreshToken", "late");
  await left.clear();
  const now = openTokens(tab);
  expect([await now.getItem("x.refreshToken"), await now.getItem("y.refreshToken")]).toEqual([null, "another"]);
});

test("what somebody else wrote there is not taken for tokens", async () => {
  const tab = openTab();
  for (const text of ["{", "null", "7", '{"a":1}']) {
    tab.setItem("yagura.tokens", text);
    expect(openTokens(tab).leave()).toBeUndefined();
  }
});
