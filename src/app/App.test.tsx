// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, type Mock, test, vi } from "vitest";

import type { Config } from "#domain/config.ts";
import type { Operator, SignIn } from "#domain/ports.ts";
import { Trouble } from "#domain/trouble.ts";
import { type FakeBroker, openFakeBroker } from "#testing/FakeBroker.ts";
import { giveLayout } from "#testing/layout.ts";
import { thing } from "#testing/things.ts";

import { App } from "./App.tsx";
import type { World } from "./world.ts";

const config: Config = {
  region: "ap-northeast-1",
  userPoolId: "ap-northeast-1_TEST",
  userPoolClientId: "client",
  identityPoolId: "ap-northeast-1:pool",
  endpoints: { cognitoIdp: "", cognitoIdentity: "", iot: "", iotData: "" },
  attach: { route: "none" },
  thingNamePrefix: "device_",
  demo: undefined,
};
const hanako: Operator = { username: "hanako", groups: ["operator"] };

interface FakeWorld extends World {
  readonly broker: FakeBroker;
  readonly endSession: (trouble: Trouble) => void;
  readonly restore: Mock<SignIn["restore"]>;
  readonly signOut: Mock<SignIn["signOut"]>;
}

function fakeWorld(loadConfig: World["loadConfig"] = async () => config): FakeWorld {
  const broker = openFakeBroker({
    things: [thing("device_1", { heardAt: Date.now() }), thing("device_2", { heardAt: Date.now() })],
  });
  broker.setShadow("device_1", { desired: { power: "ON" }, reported: { power: "ON" } });
  const listeners = new Set<(trouble: Trouble) => void>();
  const restore = vi.fn<SignIn["restore"]>(async () => undefined);
  const signOut = vi.fn<SignIn["signOut"]>(async () => {});
  const signIn: SignIn = {
    restore,
    signIn: async (username) => ({ step: "signed-in", operator: { ...hanako, username } }),
    chooseNewPassword: async () => ({ step: "signed-in", operator: hanako }),
    signOut,
    onEnded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    broker,
    restore,
    signOut,
    loadConfig,
    endSession: (trouble) => {
      for (const listener of listeners) listener(trouble);
    },
    openEntrance: async () => ({ signIn, prepareFleet: async () => {}, openFleet: async () => broker.access }),
  };
}

const logIn = async (username = "hanako") => {
  fireEvent.change(await screen.findByLabelText("User name"), { target: { value: username } });
  fireEvent.change(screen.getByLabelText("Password"), { target: { value: "secret" } });
  fireEvent.submit(screen.getByLabelText("Password").closest("form") ?? document);
};
const firstRow = () => screen.findByRole("row", { name: /device_1/ });

// The screens are loaded when they are needed, which on a busy machine takes a while.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  giveLayout();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});
afterEach(cleanup);

test("an operator signs in, opens a thing, and the URL tells a colleague the same", async () => {
  render(<App world={fakeWorld()} />);
  await logIn();
  fireEvent.click(await firstRow());
  expect(await screen.findByRole("heading", { name: "device_1" })).toBeTruthy();
  expect(location.pathname).toBe("/things/device_1");
  fireEvent.click(screen.getByRole("button", { name: /Fleet|Close this thing/ }));
  await waitFor(() => expect(location.pathname).toBe("/"));
  await waitFor(() => expect(document.activeElement?.getAttribute("data-thing")).toBe("device_1"));
});

test("a link opens what it names: the thing, the filter, the search", async () => {
  history.replaceState(null, "", "/?q=device_2&sort=presence");
  render(<App world={fakeWorld()} />);
  await logIn();
  expect(await screen.findByRole("row", { name: /device_2/ })).toBeTruthy();
  expect(screen.queryByRole("row", { name: /device_1/ })).toBeNull();
  expect(screen.getByRole<HTMLInputElement>("searchbox").value).toBe("device_2");
});

test.each(["/nonsense", "/things/", "/things/%", "/things/%ff", "/things/device_1/extra"])(
  "%s is no page: it says so, and leads to the fleet",
  async (path) => {
    history.replaceState(null, "", path);
    render(<App world={fakeWorld()} />);
    await logIn();
    expect(await screen.findByRole("heading", { name: "There is no such page" })).toBeTruthy();
    expect(screen.queryByRole("grid")).toBeNull();
    expect(screen.getByRole("link", { name: "Fleet" }).getAttribute("aria-current")).not.toBe("page");
    fireEvent.click(screen.getByRole("link", { name: "To the fleet" }));
    expect(await firstRow()).toBeTruthy();
    expect(location.pathname).toBe("/");
  },
);

test("what is typed into the search comes into the URL", async () => {
  render(<App world={fakeWorld()} />);
  await logIn();
  await firstRow();
  fireEvent.change(screen.getByRole("searchbox"), { target: { value: "42" } });
  await waitFor(() => expect(new URLSearchParams(location.search).get("q")).toBe('"42"'));
  fireEvent.click(screen.getByRole("button", { name: "Show all things" }));
  await waitFor(() => expect(location.search).toBe(""));
});

test("when the session ends the screen stays, and the same operator goes on where they were", async () => {
  const world = fakeWorld();
  render(<App world={world} />);
  await logIn();
  fireEvent.click(await firstRow());
  const power = await screen.findByRole("button", { name: /Change power/ });
  fireEvent.click(power);
  fireEvent.click(await screen.findByRole("button", { name: "Edit as JSON" }));
  fireEvent.change(screen.getByRole("textbox", { name: "New value" }), { target: { value: '"HALF' } });

  await act(async () => {
    world.broker.drops(new Trouble("session-ended"), true);
    world.endSession(new Trouble("session-ended"));
  });
  const dialog = within(await screen.findByRole("dialog", { name: "Sign in again" }));
  fireEvent.change(dialog.getByLabelText("Password"), { target: { value: "secret" } });
  fireEvent.submit(dialog.getByLabelText("Password").closest("form") ?? document);
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Sign in again" })).toBeNull());
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "New value" }).value).toBe('"HALF');
  // Nobody has to wait for the next attempt either.
  await waitFor(() => expect(world.broker.connection.state.kind).toBe("connected"));
});

const said = () =>
  screen
    .getAllByRole("status")
    .map(({ textContent }) => textContent)
    .join("");

test("what becomes of the connection is read out with its cause, once; and the list is the page only while nothing lies over it", async () => {
  const world = fakeWorld();
  render(<App world={world} />);
  await logIn();
  await firstRow();
  expect(screen.getByRole("link", { name: "Fleet" }).getAttribute("aria-current")).toBe("page");
  expect(said()).not.toContain("Connection to AWS IoT");
  await act(async () => world.broker.drops(new Trouble("connection-lost", { detail: "Socket closed" })));
  await waitFor(() => expect(said()).toContain("Connection to AWS IoT: Not connected. The connection was lost."));
  await act(async () => world.broker.connects());
  await waitFor(() => expect(said()).toContain("Connection to AWS IoT: Live"));
  fireEvent.click(await firstRow());
  await screen.findByRole("heading", { name: "device_1" });
  expect(screen.getByRole("link", { name: "Fleet" }).getAttribute("aria-current")).toBe("true");
});

const beginDraft = async () => {
  fireEvent.click(await firstRow());
  fireEvent.click(await screen.findByRole("button", { name: /Change power/ }));
  expect(Object.keys(sessionStorage).some((name) => name.includes("drafts"))).toBe(true);
};

test("signing out leaves nothing of the operator and waits for nobody, and the next one starts anew", async () => {
  const world = fakeWorld();
  world.signOut.mockReturnValue(new Promise(() => {}));
  render(<App world={world} />);
  await logIn();
  await beginDraft();
  const menu = screen.getByRole("button", { name: /settings/ });
  const popover = document.getElementById(menu.getAttribute("popovertarget") ?? "");
  await act(async () => {
    popover?.dispatchEvent(Object.assign(new Event("toggle"), { newState: "open" }));
  });
  fireEvent.click(within(popover ?? document.body).getByText("Sign out"));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
  await waitFor(() => expect(world.signOut).toHaveBeenCalledOnce());
  expect([sessionStorage.length, localStorage.length]).toEqual([0, 0]);
});

test("when the session ends and somebody else takes over, nothing that was typed stays", async () => {
  const world = fakeWorld();
  render(<App world={world} />);
  await logIn();
  await beginDraft();
  await act(async () => world.endSession(new Trouble("session-ended")));
  fireEvent.click(await screen.findByRole("button", { name: "Leave, and sign in as somebody else" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
  expect(sessionStorage.length).toBe(0);
});

test("after a reload that nobody's session outlived, only the same operator finds what was typed", async () => {
  const { unmount } = render(<App world={fakeWorld()} />);
  await logIn();
  await beginDraft();
  unmount();
  const taro = render(<App world={fakeWorld()} />);
  await logIn("taro");
  expect(await screen.findByRole("button", { name: /Change power/ })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Edit as JSON" })).toBeNull();
  taro.unmount();
  sessionStorage.removeItem("yagura.signed-in");
  render(<App world={fakeWorld()} />);
  await logIn();
  expect(await screen.findByRole("button", { name: "Edit as JSON" })).toBeTruthy();
});

test("a browser that refuses storage opens the fleet all the same", async () => {
  const refused = vi.spyOn(globalThis, "sessionStorage", "get").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  try {
    render(<App world={fakeWorld()} />);
    await logIn();
    expect(await firstRow()).toBeTruthy();
  } finally {
    refused.mockRestore();
  }
});

test("that somebody is signed in is known to this tab alone", async () => {
  render(<App world={fakeWorld()} />);
  await logIn();
  await firstRow();
  expect(localStorage.length).toBe(0);
  expect(Object.keys(sessionStorage)).toEqual(["yagura.signed-in"]);
});

test("whoever was signed in before finds the fleet without a form", async () => {
  sessionStorage.setItem("yagura.signed-in", "1");
  const world = fakeWorld();
  world.restore.mockResolvedValue(hanako);
  render(<App world={world} />);
  expect(await firstRow()).toBeTruthy();
});

test("who was here cannot be asked without a network; as soon as there is one, they are", async () => {
  sessionStorage.setItem("yagura.signed-in", "1");
  const world = fakeWorld();
  world.restore.mockRejectedValueOnce(new Trouble("unreachable", { host: "cognito.example" }));
  render(<App world={world} />);
  expect(await screen.findByText("cognito.example does not answer.")).toBeTruthy();
  world.restore.mockResolvedValue(hanako);
  await act(async () => void dispatchEvent(new Event("online")));
  expect(await firstRow()).toBeTruthy();
});

test("where the code behind the form did not load, it says so and offers a new start", async () => {
  const world = fakeWorld();
  render(
    <App world={{ ...world, openEntrance: () => Promise.reject(new Trouble("code-missing", { detail: "why" })) }} />,
  );
  expect(await screen.findByRole("heading", { name: "A part of the console did not load." })).toBeTruthy();
  expect(screen.getByText("why")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Open again" })).toBeTruthy();
});

test("where the code of the connection did not load there is a new start, and a way out", async () => {
  const world = fakeWorld();
  const openEntrance: World["openEntrance"] = async (given) => ({
    ...(await world.openEntrance(given)),
    openFleet: () => Promise.reject(new Trouble("code-missing")),
  });
  render(<App world={{ ...world, openEntrance }} />);
  await logIn();
  expect(await screen.findByText("A part of the console did not load.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Open again" })).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Sign out" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
});

test("every mistake in config.json is named before anything else happens", async () => {
  const problem = "region is missing; endpoints.iotData must be a wss: URL";
  const world = fakeWorld(() => Promise.reject(new Trouble("config-invalid", { field: "region", problem })));
  render(<App world={world} />);
  expect(await screen.findByRole("heading", { name: "The console is not set up" })).toBeTruthy();
  expect(screen.getByText("region")).toBeTruthy();
  expect(screen.getByText("must be a wss: URL", { exact: false })).toBeTruthy();
});

test("a config.json that did not come says so", async () => {
  render(<App world={fakeWorld(() => Promise.reject(new Trouble("config-invalid", { status: 404 })))} />);
  expect(await screen.findByText("config.json did not come")).toBeTruthy();
});
