import {
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { openSignIn } from "#aws/sign-in.ts";
import type { Trouble } from "#domain/trouble.ts";
import { type ManualClock, manualClock } from "#local/index.ts";

import { configOf, memoryStorage, openWorld, password, troubleOf, type World } from "./world.ts";

let world: World;
let clock: ManualClock;
beforeAll(async () => {
  clock = manualClock(Date.now());
  world = await openWorld({ clock });
});
beforeEach(() => world.aws.reset());
afterEach(() => void vi.useRealTimers());
afterAll(() => world[Symbol.asyncDispose]());

const open = (storage = memoryStorage()) => openSignIn(configOf(world.aws), storage);

/** For AWS and for this machine alike; Amplify reads the machine's own clock. */
function anHourPasses() {
  // And a minute: Amplify measures both clocks against each other when it gets a token, and ours here stands still meanwhile.
  clock.advance(3_660_000);
  vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
}

function gate() {
  let unlock: (() => void) | undefined;
  const opened = new Promise<void>((resolve) => (unlock = resolve));
  return { opened, unlock: () => unlock?.() };
}

/** Holds back the answers to these requests until they are let go. */
function holdRequests(which: (body: string) => boolean) {
  const { fetch } = globalThis;
  const [asked, free, answered] = [gate(), gate(), gate()];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const held = which(await request.clone().text());
    const response = await fetch(request);
    if (!held) return response;
    asked.unlock();
    await free.opened;
    answered.unlock();
    return response;
  };
  return {
    asked: asked.opened,
    letGo: free.unlock,
    answered: answered.opened,
    [Symbol.dispose]: () => {
      globalThis.fetch = fetch;
    },
  };
}

/** Time that runs out by hand. */
function handClock() {
  const tasks = new Set<() => void>();
  return {
    after: (_ms: number, task: () => void) => {
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    runOut: () => {
      for (const task of tasks) task();
    },
  };
}

/** The administrator's side of the pool. */
function administrator() {
  const { region, endpoints, admin, userPool } = world.aws.outputs;
  const client = new CognitoIdentityProviderClient({ region, endpoint: endpoints.aws, credentials: admin });
  const of = (Username: string) => ({ UserPoolId: userPool?.id, Username });
  return {
    disables: (username: string) => client.send(new AdminDisableUserCommand(of(username))),
    signsOut: (username: string) => client.send(new AdminUserGlobalSignOutCommand(of(username))),
  };
}

test("an operator signs in, and is known by name and groups", async () => {
  expect(await open().signIn("hanako", password)).toEqual({
    step: "signed-in",
    operator: { username: "hanako", groups: ["operator"] },
  });
});

test("a wrong password and an unknown name are refused in the same words", async () => {
  const wrong = await troubleOf(open().signIn("hanako", "not this one"));
  const unknown = await troubleOf(open().signIn("nobody", "not this one"));
  expect([wrong.code, unknown.code]).toEqual(["wrong-password", "wrong-password"]);
  expect(wrong.facts).toEqual({ username: "hanako" });
});

test("somebody new chooses a password and is in; one that breaks the rules is refused with the rule", async () => {
  const signIn = open();
  expect(await signIn.signIn("kenji", "First-day-1")).toEqual({ step: "new-password", username: "kenji" });
  const refused = await troubleOf(signIn.chooseNewPassword("short"));
  expect(refused.code).toBe("password-not-accepted");
  expect(refused.facts["detail"]).toMatch(/password/i);
  expect(await signIn.chooseNewPassword("Second-day-2")).toMatchObject({ step: "signed-in" });
});

test("a new password without a sign-in before it means starting over", async () => {
  expect((await troubleOf(open().chooseNewPassword("Second-day-2"))).code).toBe("sign-in-timed-out");
});

test("a disabled user is told so", async () => {
  await administrator().disables("hanako");
  expect(await troubleOf(open().signIn("hanako", password))).toMatchObject({
    code: "user-disabled",
    facts: { username: "hanako" },
  });
});

test("after a reload the tab is still signed in; another tab is not", async () => {
  const tab = memoryStorage();
  await open(tab).signIn("hanako", password);
  expect(await open(tab).restore()).toEqual({ username: "hanako", groups: ["operator"] });
  expect(await open().restore()).toBeUndefined();
});

test("signing out leaves no token behind, and the refresh token is worth nothing", async () => {
  const tab = memoryStorage();
  const signIn = open(tab);
  await signIn.signIn("hanako", password);
  const stolen = new Map(tab.kept);
  await signIn.signOut();
  expect([...tab.kept.keys()]).toEqual([]);

  const thief = memoryStorage();
  for (const [name, value] of stolen) thief.setItem(name, value);
  anHourPasses();
  expect(await open(thief).restore()).toBeUndefined();
});

test("a renewal that comes back after signing out brings no token back", async () => {
  const tab = memoryStorage();
  const signIn = open(tab);
  await signIn.signIn("hanako", password);
  const heard: Trouble[] = [];
  signIn.onEnded((trouble) => heard.push(trouble));
  anHourPasses();
  using held = holdRequests((body) => body.includes("RefreshToken") && !body.includes('"Token"'));
  const renewal = signIn.idToken().catch(() => {});
  await held.asked;
  const leaving = signIn.signOut();
  expect(tab.kept.size).toBe(0);
  held.letGo();
  await Promise.all([renewal, leaving]);
  expect(tab.kept.size).toBe(0);
  expect(await signIn.restore()).toBeUndefined();
  expect(heard).toEqual([]);
});

test("signing out waits for no network: the tokens are gone at once, and the next operator signs in", async () => {
  const tab = memoryStorage();
  const signIn = open(tab);
  await signIn.signIn("hanako", password);
  using held = holdRequests((body) => body.includes('"Token"'));
  const leaving = signIn.signOut();
  await held.asked;
  expect(tab.kept.size).toBe(0);
  expect(await signIn.signIn("ichiro", password)).toMatchObject({ operator: { username: "ichiro" } });
  held.letGo();
  await leaving;
  expect(await open(tab).restore()).toMatchObject({ username: "ichiro" });
});

test("a user pool that never answers is unreachable, and tokens that come too late find nobody", async () => {
  const tab = memoryStorage();
  const patience = handClock();
  const signIn = openSignIn(configOf(world.aws), tab, patience);
  using held = holdRequests((body) => body.includes("PASSWORD_CLAIM_SIGNATURE"));
  const asked = troubleOf(signIn.signIn("hanako", password));
  await held.asked;
  patience.runOut();
  expect(await asked).toMatchObject({
    code: "unreachable",
    facts: { host: new URL(world.aws.outputs.endpoints.aws).host },
  });
  held.letGo();
  await held.answered;
  await new Promise((resolve) => setTimeout(resolve));
  expect(tab.kept.size).toBe(0);
});

test("an expired token is renewed once, however many ask", async () => {
  const signIn = open();
  await signIn.signIn("hanako", password);
  const first = await signIn.idToken();
  anHourPasses();
  const [one, two] = await Promise.all([signIn.idToken(), signIn.idToken()]);
  expect(one.text).not.toBe(first.text);
  expect(two.text).toBe(one.text);
});

test("a session that an administrator ended is over when the token is renewed, and everybody who listens hears why", async () => {
  const signIn = open();
  const heard: Trouble[] = [];
  signIn.onEnded((trouble) => heard.push(trouble));
  await signIn.signIn("hanako", password);
  await administrator().signsOut("hanako");
  anHourPasses();
  expect((await troubleOf(signIn.idToken())).code).toBe("session-ended");
  expect(heard.map(({ code }) => code)).toEqual(["session-ended"]);
});

test("a user pool that does not answer is unreachable, by name", async () => {
  const nowhere = configOf(world.aws, {
    endpoints: { cognitoIdp: "http://localhost:1", iotData: "ws://localhost:1/mqtt" },
  });
  expect(await troubleOf(openSignIn(nowhere, memoryStorage()).signIn("hanako", password))).toMatchObject({
    code: "unreachable",
    facts: { host: "localhost:1" },
  });
});

test("an app client that does not exist is a fault of the configuration", async () => {
  const wrong = configOf(world.aws, { userPoolClientId: "1nosuchclient" });
  expect(await troubleOf(openSignIn(wrong, memoryStorage()).signIn("hanako", password))).toMatchObject({
    code: "config-invalid",
    facts: { field: "userPoolClientId" },
  });
});
