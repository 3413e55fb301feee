import { expect, test } from "vitest";

import { manualClock, seededIds, startLocalAws } from "#local/index.ts";

test("the same seed of ids at the same time gives the same account", async () => {
  await using first = await startRepeatable();
  await using second = await startRepeatable();

  const { admin, userPool, identityPool } = first.outputs;
  expect(second.outputs).toMatchObject({ admin, userPool, identityPool });
});

test("a reset returns to the seed, with names of its own", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const before = aws.outputs;

  await aws.reset();

  expect(aws.outputs.userPool?.id).not.toBe(before.userPool?.id);
  expect(aws.outputs.operators).toEqual(before.operators);
  expect(aws.outputs.endpoints).toEqual(before.endpoints);
});

function startRepeatable() {
  return startLocalAws({ seed: "demo", port: 0, ids: seededIds("one"), clock: manualClock() });
}
