import { expect, test } from "vitest";

import { Trouble, type TroubleCode } from "#domain/trouble.ts";
import { manualClock } from "#testing/manualClock.ts";

import { openCredentials } from "./credentials.ts";
import type { Credentials } from "./identity-pool.ts";

const hour = 3_600_000;

/** An identity pool that gives an hour at a time, or refuses as often as it is told to. */
function openWorld() {
  const clock = manualClock();
  const refusals: TroubleCode[] = [];
  let fetched = 0;
  const holder = openCredentials({
    clock,
    now: () => clock.now(),
    random: () => 1,
    fetch: async (): Promise<Credentials> => {
      fetched += 1;
      const code = refusals.shift();
      if (code) throw new Trouble(code);
      const secret = { secretAccessKey: "s", sessionToken: "t" };
      return { identityId: "i", accessKeyId: `key ${fetched}`, ...secret, expiresAt: clock.now() + hour };
    },
  });
  return { clock, holder, refusals, fetched: () => fetched };
}

test("however many ask, they are fetched once", async () => {
  const { holder, fetched } = openWorld();
  const all = await Promise.all(Array.from({ length: 50 }, () => holder.get()));
  expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(["key 1"]));
  await holder.get();
  expect(fetched()).toBe(1);
});

test("they are renewed ten minutes before they expire, once", async () => {
  const { clock, holder, fetched } = openWorld();
  await holder.get();
  clock.advance(hour - 10 * 60_000 - 1);
  await holder.get();
  expect(fetched()).toBe(1);
  clock.advance(1);
  const all = await Promise.all([holder.get(), holder.get()]);
  expect(all.map(({ accessKeyId }) => accessKeyId)).toEqual(["key 2", "key 2"]);
});

test("they are renewed when nobody asks, too, until it is over", async () => {
  const { clock, holder, fetched } = openWorld();
  await holder.get();
  await clock.advanceAsync(hour - 10 * 60_000);
  expect(holder.held()?.accessKeyId).toBe("key 2");
  await clock.advanceAsync(hour - 10 * 60_000);
  expect(fetched()).toBe(3);
  holder[Symbol.dispose]();
  await clock.advanceAsync(10 * hour);
  expect(fetched()).toBe(3);
});

test("a passing trouble is waited out, a lasting one is not asked again", async () => {
  const { clock, holder, refusals, fetched } = openWorld();
  refusals.push("unreachable", "throttled");
  const given = holder.get();
  await clock.advanceAsync(10_000);
  expect((await given).accessKeyId).toBe("key 3");

  refusals.push("identity-pool-refused");
  clock.advance(hour);
  await expect(holder.get()).rejects.toMatchObject({ code: "identity-pool-refused" });
  expect(fetched()).toBe(4);
});

test("three times unreachable is unreachable", async () => {
  const { clock, holder, refusals, fetched } = openWorld();
  refusals.push("unreachable", "unreachable", "unreachable");
  const refused = holder.get().catch((error: unknown) => error);
  await clock.advanceAsync(10_000);
  expect(await refused).toMatchObject({ code: "unreachable" });
  expect(fetched()).toBe(3);
});

test("the old ones serve while new ones cannot be had, as long as they hold", async () => {
  const { clock, holder, refusals } = openWorld();
  await holder.get();
  refusals.push("identity-pool-refused");
  clock.advance(hour - 60_000);
  expect((await holder.get()).accessKeyId).toBe("key 1");
  clock.advance(50_000);
  refusals.push("identity-pool-refused");
  await expect(holder.get()).rejects.toMatchObject({ code: "identity-pool-refused" });
});

test("what AWS has refused is not given again", async () => {
  const { holder } = openWorld();
  const refused = await holder.get();
  holder.discard(refused);
  const fresh = await holder.get();
  expect(fresh.accessKeyId).toBe("key 2");
  holder.discard(refused);
  expect(holder.held()).toBe(fresh);
});
