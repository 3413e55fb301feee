// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import type { Operator, SignIn, SignInStep } from "#domain/ports.ts";
import { Trouble, type TroubleCode } from "#domain/trouble.ts";

import { passwordRules } from "./password-rules.ts";
import { SignInAgain } from "./SignInAgain.tsx";
import { SignInScreen } from "./SignInScreen.tsx";

afterEach(cleanup);

const hanako: Operator = { username: "hanako", groups: ["operator"] };

function fakeSignIn(answers: Partial<SignIn> = {}): SignIn {
  return {
    restore: async () => undefined,
    signIn: async (): Promise<SignInStep> => ({ step: "signed-in", operator: hanako }),
    chooseNewPassword: async (): Promise<SignInStep> => ({ step: "signed-in", operator: hanako }),
    signOut: async () => {},
    onEnded: () => () => {},
    ...answers,
  };
}

function show(port: SignIn, { demo = false, online = true } = {}) {
  const onSignedIn = vi.fn<(operator: Operator) => void>();
  const demoOperators = demo ? [{ username: "hanako", password: "Yagura-demo-1", groups: ["operator"] }] : [];
  render(
    <SignInScreen port={Promise.resolve(port)} onSignedIn={onSignedIn} demoOperators={demoOperators} online={online} />,
  );
  return onSignedIn;
}

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const submit = () => act(async () => fireEvent.submit(screen.getByLabelText("Password").closest("form") ?? document));

const asksForNewPassword = async (): Promise<SignInStep> => ({ step: "new-password", username: "kenji" });
const sendNewPassword = () =>
  act(async () => fireEvent.submit(screen.getByLabelText("New password").closest("form") ?? document));

test("a user name and a password lead to the fleet", async () => {
  const signIn = vi.fn<SignIn["signIn"]>(async () => ({ step: "signed-in", operator: hanako }));
  const onSignedIn = show(fakeSignIn({ signIn }));
  type("User name", " hanako ");
  type("Password", "secret ");
  await submit();
  expect(signIn).toHaveBeenCalledWith("hanako", "secret ");
  expect(onSignedIn).toHaveBeenCalledWith(hanako);
});

test("the form is there before the code behind it, and what is pressed early is not lost", async () => {
  const loading: ((port: SignIn) => void)[] = [];
  const promise = new Promise<SignIn>((arrive) => void loading.push(arrive));
  const onSignedIn = vi.fn<(operator: Operator) => void>();
  render(<SignInScreen port={promise} onSignedIn={onSignedIn} demoOperators={[]} online />);
  type("User name", "hanako");
  type("Password", "secret");
  await submit();
  expect(screen.getByRole("button", { name: "Signing in…" }).getAttribute("aria-busy")).toBe("true");
  await act(async () => loading[0]?.(fakeSignIn()));
  expect(onSignedIn).toHaveBeenCalledOnce();
});

test("what is missing is said at its place, and gets the focus", async () => {
  const onSignedIn = show(fakeSignIn());
  await submit();
  expect(screen.getByText("Type your user name.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("User name"));
  type("User name", "hanako");
  await submit();
  expect(screen.getByLabelText("Password").getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
  expect(onSignedIn).not.toHaveBeenCalled();
});

const refusals: readonly (readonly [TroubleCode, string])[] = [
  ["wrong-password", "The user name or the password is not right."],
  ["user-disabled", "This user is disabled."],
  ["too-many-attempts", "Too many attempts."],
  ["password-reset-required", "An administrator has reset this password."],
  ["user-not-confirmed", "This user is not confirmed yet."],
  ["unreachable", "cognito.example does not answer."],
];

test.each(refusals)("%s is said in words, with what to do next", async (code, what) => {
  show(fakeSignIn({ signIn: () => Promise.reject(new Trouble(code, { host: "cognito.example" })) }));
  type("User name", "hanako");
  type("Password", "secret");
  await submit();
  const note = within(screen.getByRole("alert"));
  expect(note.getByText(what)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("secret");
});

test("a temporary password is exchanged for one's own, with the rules as they are met", async () => {
  const chooseNewPassword = vi.fn<SignIn["chooseNewPassword"]>(async () => ({ step: "signed-in", operator: hanako }));
  const onSignedIn = show(fakeSignIn({ signIn: asksForNewPassword, chooseNewPassword }));
  type("User name", "kenji");
  type("Password", "First-day-1");
  await submit();
  await screen.findByRole("button", { name: "Use this password" });
  expect(screen.getByRole("heading", { name: "Choose your own password" })).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("New password"));
  type("New password", "lower1");
  expect(within(screen.getByText("a digit").closest("li") ?? document.body).getByText("met")).toBeTruthy();
  expect(
    within(screen.getByText("a symbol, such as ! # % or -").closest("li") ?? document.body).getByText("not yet"),
  ).toBeTruthy();
  type("New password", "My-own-pass-1");
  type("The same once more", "My-own-pass-2");
  const form = screen.getByLabelText("New password").closest("form") ?? document;
  await act(async () => fireEvent.submit(form));
  expect(screen.getByText("The two are not the same.")).toBeTruthy();
  expect(chooseNewPassword).not.toHaveBeenCalled();
  type("The same once more", "My-own-pass-1");
  await act(async () => fireEvent.submit(form));
  expect(chooseNewPassword).toHaveBeenCalledWith("My-own-pass-1");
  expect(onSignedIn).toHaveBeenCalledOnce();
});

test("a new password that the pool refuses says so in the pool's words; one that came too late starts over", async () => {
  let trouble = new Trouble("password-not-accepted", { detail: "Password does not conform to policy: too short" });
  show(
    fakeSignIn({
      signIn: asksForNewPassword,
      chooseNewPassword: () => Promise.reject(trouble),
    }),
  );
  type("User name", "kenji");
  type("Password", "First-day-1");
  await submit();
  await screen.findByLabelText("New password");
  type("New password", "My-own-pass-1");
  type("The same once more", "My-own-pass-1");
  await sendNewPassword();
  expect(screen.getByText("Password does not conform to policy: too short")).toBeTruthy();
  trouble = new Trouble("sign-in-timed-out");
  await sendNewPassword();
  expect(screen.getByRole("heading", { name: "Sign in" })).toBeTruthy();
  expect(screen.getByText("The sign-in took too long.")).toBeTruthy();
});

test("a press on a demo operator fills the form", async () => {
  const onSignedIn = show(fakeSignIn(), { demo: true });
  await act(async () => fireEvent.click(screen.getByRole("button", { name: /the password of hanako/ })));
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("Yagura-demo-1");
  await submit();
  expect(onSignedIn).toHaveBeenCalledOnce();
});

test("without a network the form says so", () => {
  show(fakeSignIn(), { online: false });
  expect(screen.getByText("No network")).toBeTruthy();
});

test("a password can be looked at, and hidden again", () => {
  show(fakeSignIn());
  fireEvent.click(screen.getByRole("button", { name: "Show the password" }));
  expect(screen.getByLabelText("Password").getAttribute("type")).toBe("text");
  fireEvent.click(screen.getByRole("button", { name: "Hide the password" }));
  expect(screen.getByLabelText("Password").getAttribute("type")).toBe("password");
});

test("whose session ended signs in again as the same operator, or leaves", async () => {
  const onSignedIn = vi.fn<(operator: Operator) => void>();
  const onLeave = vi.fn<() => void>();
  render(
    <SignInAgain
      port={Promise.resolve(fakeSignIn())}
      operator={hanako}
      ended={new Trouble("session-ended")}
      onSignedIn={onSignedIn}
      onLeave={onLeave}
    />,
  );
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText("Your session has ended.")).toBeTruthy();
  expect(dialog.getByLabelText<HTMLInputElement>("User name").disabled).toBe(true);
  type("Password", "secret");
  await submit();
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(hanako));
  fireEvent.click(dialog.getByRole("button", { name: "Leave, and sign in as somebody else" }));
  expect(onLeave).toHaveBeenCalledOnce();
});

test.each([
  ["Yagura-demo-1", []],
  ["short-1A", []],
  ["alllowercase", ["upper", "digit", "symbol"]],
  [" Leading-1", ["noOuterSpace"]],
  ["a b-C1", ["length"]],
])("%j breaks the rules %j", (password, broken) => {
  expect(passwordRules(password).flatMap(({ rule, met }) => (met ? [] : [rule]))).toEqual(broken);
});
