import { expect, test } from "vitest";

import { manualClock } from "#local/account/clock.ts";
import { seededIds } from "#local/account/ids.ts";
import { memoryStore } from "#local/account/store.ts";
import { openUserPools } from "#local/account/user-pools.ts";

function userPools() {
  return openUserPools({
    store: memoryStore(),
    clock: manualClock(),
    ids: seededIds("users"),
    region: "eu-west-1",
    accountId: "000000000000",
  });
}

test("a user joins two groups and gets a password, all by the record that he was first read as", () => {
  const pools = userPools();
  const { users, groups } = pools;
  const pool = pools.create({ name: "p" });
  const ann = users.create(pool, { username: "ann" });

  groups.addUser(groups.create(pool, "a"), ann);
  groups.addUser(groups.create(pool, "b"), ann);
  groups.addUser(groups.require(pool, "b"), ann);
  users.setPassword(pool, ann, "Watch-the-fleet-1", "permanent");

  expect(users.require(pool, "ann")).toMatchObject({ groups: ["a", "b"], status: "CONFIRMED" });
});

test("two pools may each have a user of the same name", () => {
  const pools = userPools();
  const { users } = pools;
  const [one, other] = [pools.create({ name: "one" }), pools.create({ name: "other" })];
  const ann = users.create(one, { username: "ann" });

  expect(users.find(other, "ann")).toBeUndefined();
  expect(users.find(other, ann.sub)).toBeUndefined();
  expect(users.create(other, { username: "ann" }).sub).not.toBe(ann.sub);
});

test("a pool that is deleted takes everything with it", () => {
  const world = userPools();
  const pool = world.create({ name: "p", usernameAttributes: ["email"] });
  const client = world.clients.create({ poolId: pool.id, name: "c" });
  const ann = world.users.create(pool, { username: "ann@example.com" });
  world.groups.create(pool, "g");
  world.sessions.open(ann, client);

  world.delete(pool);

  expect(world.users.find(pool, "ann@example.com")).toBeUndefined();
  expect(world.users.find(pool, ann.sub)).toBeUndefined();
  expect(world.clients.byId.size + world.sessions.byId.size + world.pools.byId.size).toBe(0);
  expect(world.groups.of(pool.id)).toEqual([]);
});

test("a refresh token is not kept as it is, and every letter of it counts", () => {
  const pools = userPools();
  const { users, clients, sessions } = pools;
  const pool = pools.create({ name: "p" });
  const client = clients.create({ poolId: pool.id, name: "c" });

  const { session, refreshToken } = sessions.open(users.create(pool, { username: "ann" }), client);

  expect(JSON.stringify([...sessions.byId.entries()])).not.toContain(refreshToken);
  expect(sessions.ofRefreshToken(refreshToken)).toEqual(session);
  expect(sessions.ofRefreshToken(refreshToken.slice(0, -1))).toBeUndefined();
  expect(sessions.ofRefreshToken(session.id)).toBeUndefined();
  expect(sessions.ofRefreshToken("")).toBeUndefined();
});
