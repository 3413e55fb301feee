import { expect, test } from "vitest";

import { readArguments } from "./arguments.ts";

const refusal = (...args: string[]) => {
  const command = readArguments(args);
  return command.kind === "print" && command.exitCode === 2 ? command.text : "(understood)";
};
const options = (...args: string[]) => {
  const command = readArguments(["fleet", ...args]);
  return command.kind === "fleet" ? command.options : command.text;
};

test("help is not an error and names every route and option", () => {
  const command = readArguments(["--help"]);
  expect(command).toMatchObject({ kind: "print", exitCode: 0 });
  const text = command.kind === "print" ? command.text : "";
  for (const word of ["fleet", "x509", "role-alias", "custom-auth", "krypton", "--things", "--churn", "--json"]) {
    expect(text).toContain(word);
  }
});

test.each(["x509", "role-alias", "custom-auth", "krypton"])("the route %s says that it is not built yet", (route) => {
  expect(refusal(route)).toContain(`The route '${route}' is not built yet.`);
});

test.each([
  [[], "Which route?"],
  [["ship"], "There is no route 'ship'."],
  [["fleet", "more"], "'more' is not understood."],
  [["fleet", "--things", "0"], "--things takes a whole number from 1 to 100000, not '0'."],
  [["fleet", "--things", "two"], "not 'two'"],
  [["fleet", "--endpoint", "localhost"], "--endpoint takes a URL such as http://localhost:4566, not 'localhost'."],
  [["fleet", "--report-seconds", "60-20"], "--report-seconds takes seconds, such as 20-60 or 5, not '60-20'."],
  [["fleet", "--obey-seconds", ""], "--obey-seconds takes seconds"],
  [["fleet", "--churn", "often"], "--churn takes a number from 0 up"],
  [["fleet", "--names", "a,a"], "'a' is not one"],
  [["fleet", "--names", "a/b"], "'a/b' is not one"],
  [["fleet", "--names", "a", "--things", "3"], "exclude each other"],
  [["fleet", "--aws", "--endpoint", "http://localhost"], "exclude each other"],
  [["fleet", "--no-role", "--role-arn", "arn"], "exclude each other"],
  [["fleet", "--json", "--quiet"], "--json and --quiet exclude each other."],
  [["fleet", "--sped", "3"], "Unknown option '--sped'"],
  [["fleet", "--things", "-1"], "Option '--things' needs a value that does not begin with a dash."],
])("%j is refused with the reason and the way to help", (args, reason) => {
  expect(refusal(...args)).toContain(reason);
  expect(refusal(...args)).toContain("--help");
});

test("every option arrives in the unit that the fleet counts in", () => {
  expect(
    options("--things", "7", "--report-seconds", "0.5-2", "--obey-seconds", "3", "--churn", "2.5", "--no-register"),
  ).toMatchObject({ things: 7, reportMs: [500, 2_000], delayMs: [3_000, 3_000], churn: 2.5, register: false });
});

test("no role, the usual role and a named role are three different things", () => {
  expect(options()).not.toHaveProperty("roleArn");
  expect(options("--no-role")).toHaveProperty("roleArn", undefined);
  expect(options("--role-arn", "arn:x")).toHaveProperty("roleArn", "arn:x");
});
