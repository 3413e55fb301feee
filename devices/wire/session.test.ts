import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { realAccess } from "./access.ts";
import { embeddedAccess } from "./embedded.ts";
import { openSession } from "./session.ts";
import { Trouble } from "./trouble.ts";

/** What a person is told: the cause and the next step. */
async function troubleOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Trouble);
  return error instanceof Trouble ? `${error.message} ${error.tip}` : "";
}

const now = () => Date.now();

test("where nothing answers, the trouble says so and how to start it", async () => {
  const words = await troubleOf(embeddedAccess("http://127.0.0.1:1", undefined));
  expect(words).toContain("No AWS answers at http://127.0.0.1:1.");
  expect(words).toContain("npm run local-aws");
});

test("credentials that AWS refuses are named as the cause", async () => {
  await using aws = await startLocalAws({ port: 0, seed: "empty" });
  const access = await embeddedAccess(aws.outputs.endpoints.aws, undefined);
  const session = openSession({
    access: async () => ({ ...access, credentials: { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "secret" } }),
    roleArn: () => "arn:aws:iam::000000000000:role/yagura-device",
    now,
  });
  const words = await troubleOf(session.pass());
  expect(words).toContain("does not accept the credentials");
  expect(words).toContain("Check the access key and its secret.");
});

test("a wrong region is named as the cause", async () => {
  await using aws = await startLocalAws({ port: 0, seed: "empty" });
  const session = openSession({
    access: () => embeddedAccess(aws.outputs.endpoints.aws, "eu-west-1"),
    roleArn: () => "arn:aws:iam::000000000000:role/yagura-device",
    now,
  });
  expect(await troubleOf(session.pass())).toContain("is not in the region eu-west-1. ");
});

test("a role that cannot be assumed is named, with the two ways out", async () => {
  await using aws = await startLocalAws({ port: 0, seed: "empty" });
  const session = openSession({
    access: () => embeddedAccess(aws.outputs.endpoints.aws, undefined),
    roleArn: () => "arn:aws:iam::000000000000:role/nobody",
    now,
  });
  const words = await troubleOf(session.pass());
  expect(words).toContain("The devices may not assume arn:aws:iam::000000000000:role/nobody.");
  expect(words).toContain("--no-role");
});

test("however many devices ask at once, AWS is asked once; and asked again for a refused pass only once in five seconds", async () => {
  await using aws = await startLocalAws({ port: 0, seed: "empty" });
  let asked = 0;
  let time = 0;
  const session = openSession({
    access: () => {
      asked++;
      return embeddedAccess(aws.outputs.endpoints.aws, undefined);
    },
    roleArn: () => undefined,
    now: () => time,
  });
  const passes = await Promise.all(Array.from({ length: 100 }, () => session.pass()));
  expect(asked).toBe(1);
  for (const pass of passes) session.distrust(pass);
  const second = await session.pass();
  expect(asked).toBe(2);
  session.distrust(second);
  await session.pass();
  expect(asked).toBe(2);
  time += 5_000;
  session.distrust(second);
  await session.pass();
  expect(asked).toBe(3);
});

test("a real account without its environment variables is refused by their names", async () => {
  expect(await troubleOf(realAccess({}, undefined))).toContain("AWS_ACCESS_KEY_ID");
  expect(await troubleOf(realAccess({ AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" }, undefined))).toContain(
    "AWS_REGION",
  );
});
