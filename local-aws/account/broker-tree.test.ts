import * as fc from "fast-check";
import { expect, test } from "vitest";

import { subscriptionTree } from "./broker-tree.ts";

/** The rules as a regular expression, where the tree walks level by level. */
function matches(filter: string, topic: string): boolean {
  if (topic.startsWith("$") && /^[+#]/.test(filter)) return false;
  const pattern = filter
    .replaceAll(/[.*?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("+", "[^/]*")
    .replace(/#$/, ".*");
  return new RegExp(`^${pattern}$`).test(topic);
}

const level = fc.constantFrom("a", "b", "", "$aws");
const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join("/"));
const filter = fc
  .tuple(fc.array(fc.oneof(level, fc.constant("+")), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([levels, rest]) => [...levels.slice(0, rest ? -1 : undefined), ...(rest ? ["#"] : [])].join("/"));

test("the tree finds exactly the filters that match, after any additions and removals", () => {
  const steps = fc.array(fc.tuple(filter, fc.boolean()), { maxLength: 20 });
  fc.assert(
    fc.property(steps, topic, (changes, name) => {
      const tree = subscriptionTree<string>();
      const present = new Set<string>();
      for (const [one, adds] of changes) {
        if (adds) {
          tree.add(one, one);
          present.add(one);
        } else {
          tree.remove(one, one);
          present.delete(one);
        }
      }
      const found: string[] = [];
      tree.match(name, (subscriber) => found.push(subscriber));

      expect(found.toSorted()).toEqual([...present].filter((one) => matches(one, name)).toSorted());
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["sensor/#", "sensor", false],
  ["sensor/#", "sensor/", true],
  ["sensor/#", "sensor/a/b", true],
  ["#", "sensor", true],
  ["#", "$aws/events", false],
  ["+/events", "$aws/events", false],
  ["$aws/#", "$aws/events", true],
  ["+/+", "/a", true],
])("%s matches %s: %s", (one, name, expected) => {
  const tree = subscriptionTree<string>();
  tree.add(one, "somebody");
  let found = false;
  tree.match(name, () => {
    found = true;
  });
  expect(found).toBe(expected);
});
