import { anything, assert, boolean, constantFrom, dictionary, option, property, record, string } from "fast-check";
import { expect, test } from "vitest";

import { fleetSorts, presenceFilters, readFleetView, searchOf, wholeFleet } from "./fleet-view.ts";

test("a view that went into the URL comes out the same", () => {
  const views = record({
    q: string({ maxLength: 200 }),
    presence: option(constantFrom(...presenceFilters), { nil: undefined }),
    asked: boolean(),
    sort: constantFrom(...fleetSorts),
  });
  assert(
    property(views, (view) => {
      expect(readFleetView(searchOf(view))).toEqual(view);
    }),
  );
});

test("whatever somebody writes into the URL, it is a view", () => {
  assert(
    property(dictionary(constantFrom("q", "presence", "asked", "sort", "__proto__"), anything()), (search) => {
      const view = readFleetView(search);
      expect(view.q.length).toBeLessThanOrEqual(200);
      expect([...presenceFilters, undefined]).toContain(view.presence);
      expect(fleetSorts).toContain(view.sort);
    }),
  );
});

test("the whole fleet leaves the URL empty", () => {
  expect(searchOf(wholeFleet)).toEqual({});
});
