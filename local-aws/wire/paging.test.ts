import * as fc from "fast-check";
import { expect, test } from "vitest";

import { AwsError } from "./errors.ts";
import { pageOf } from "./paging.ts";

const invalid = () => new AwsError(400, "InvalidParameterException", "Invalid token.");
const order = (a: string, b: string) => (a < b ? -1 : 1);

test("the pages together are the whole, each no longer than asked", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1, unit: "grapheme" })),
      fc.integer({ min: 1, max: 5 }),
      (names, limit) => {
        const items = names.toSorted(order);
        const seen: string[] = [];
        let token: string | undefined;
        do {
          const page = pageOf(items, (item) => item, { limit, token, invalid });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items);
          token = page.next;
        } while (token !== undefined);
        expect(seen).toEqual(items);
      },
    ),
  );
});

test("what goes between two pages makes no other item skipped", () => {
  const first = pageOf(["a", "b", "c"], (item) => item, { limit: 2, token: undefined, invalid });

  expect(pageOf(["a", "c"], (item) => item, { limit: 2, token: first.next, invalid }).items).toEqual(["c"]);
});

test("a token that was never given out is refused", () => {
  expect(() => pageOf(["a"], (item) => item, { limit: 2, token: "!!", invalid })).toThrow("Invalid token.");
});
