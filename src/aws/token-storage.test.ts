// @vitest-environment happy-dom
import { expect, test } from "vitest";

import { tokenStorage } from "./token-storage.ts";

test("tokens are kept for the tab, and nowhere else", async () => {
  const storage = tokenStorage();
  await storage.setItem("token", "secret");
  expect(sessionStorage.getItem("token")).toBe("secret");
  expect(localStorage.length).toBe(0);
  await storage.removeItem("token");
  expect(await storage.getItem("token")).toBeNull();
  expect(sessionStorage.length).toBe(0);
});

test("where storage is refused they are kept in memory", async () => {
  const storage = tokenStorage(() => {
    throw new DOMException("denied", "SecurityError");
  });
  await storage.setItem("token", "secret");
  expect(await storage.getItem("token")).toBe("secret");
  await storage.clear();
  expect(await storage.getItem("token")).toBeNull();
});
