// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { useTypedSearch } from "./use-typed-search.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A URL that changes only when it is told to, as a router's does that is busy. */
function openSearch(q = "") {
  const onSearch = vi.fn<(q: string) => void>();
  const { result, rerender } = renderHook((url: string) => useTypedSearch(url, onSearch), { initialProps: q });
  return {
    onSearch,
    typed: () => result.current.typed,
    type: (text: string) => act(() => result.current.type(text)),
    rests: () => {
      act(() => void vi.advanceTimersByTime(200));
    },
    urlSays: (url: string) => rerender(url),
  };
}

test("letters typed while the URL changes are kept, and told in their turn", () => {
  const { onSearch, typed, type, rests, urlSays } = openSearch();
  type("ab");
  rests();
  expect(onSearch).toHaveBeenLastCalledWith("ab");
  type("abc");
  urlSays("ab");
  expect(typed()).toBe("abc");
  rests();
  expect(onSearch).toHaveBeenLastCalledWith("abc");
  urlSays("abc");
  expect(typed()).toBe("abc");
});

test("a URL that follows late, twice, takes nothing away", () => {
  const { typed, type, rests, urlSays } = openSearch();
  type("a");
  rests();
  type("ab");
  rests();
  type("abc");
  urlSays("a");
  urlSays("ab");
  expect(typed()).toBe("abc");
});

test("the back button counts more than what was typed", () => {
  const { onSearch, typed, type, rests, urlSays } = openSearch("lab");
  type("lab b");
  rests();
  urlSays("lab b");
  type("lab bl");
  urlSays("lab");
  expect(typed()).toBe("lab");
  rests();
  expect(onSearch).toHaveBeenCalledTimes(1);
});
