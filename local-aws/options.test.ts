import { expect, test } from "vitest";

import { readCommandLine } from "./options.ts";

const hint = "Try: npm run local-aws -- --help";

test.each([
  [["--port", "-1"], "Option '--port' needs a value that does not begin with a dash."],
  [["--port=-1"], "--port takes a port from 0 to 65535, not '-1'."],
  [["--port", "65536"], "--port takes a port from 0 to 65535, not '65536'."],
  [["--data", "--port", "1"], "Option '--data' needs a value that does not begin with a dash."],
  [["--region", "Tokyo"], "--region takes a region such as ap-northeast-1, not 'Tokyo'."],
])("%j is refused in one line", (args, line) => {
  expect(readCommandLine(args)).toEqual({ kind: "print", text: `${line}\n${hint}\n`, exitCode: 2 });
});

test("a port is taken as it was given", () => {
  expect(readCommandLine(["--port", "0"])).toMatchObject({ kind: "start", options: { port: 0 } });
});
