import { parseArgs } from "node:util";

import type { LocalAwsOptions } from "./index.ts";

/** What the command line asks for; or, when it cannot be understood or asks for help, what to print. */
export type CommandLine =
  | {
      readonly kind: "start";
      readonly options: LocalAwsOptions;
      readonly printOutputs: boolean;
      readonly quiet: boolean;
    }
  | { readonly kind: "print"; readonly text: string; readonly exitCode: 0 | 2 };

export const help = `The embedded AWS: Cognito, STS, IAM and AWS IoT on this machine, with signatures, tokens and policies really checked.

  npm run local-aws -- [options]

  --seed demo|empty     what the account holds at first: the demo operators and roles, or only an administrator (default demo)
  --port N              the HTTP door, where every API and the WebSocket answer; 0 takes any free port (default 4566)
  --host ADDRESS        where to listen (default 127.0.0.1: this machine only); whoever reaches another address may call every API,
                        but /_local/outputs.json with the administrator's key, and /_local/reset, answer this machine alone
  --data DIR            keep the state in DIR across restarts, for one process at a time (default: in memory)
  --region NAME         (default ap-northeast-1)
  --log-level LEVEL     refusals: one line for each refusal and fault · silent (default refusals)
  --print-outputs       print the endpoints, pools, keys and people as JSON, as GET /_local/outputs.json answers them
  --help                this text
`;

const known = {
  seed: { type: "string", default: "demo" },
  port: { type: "string", default: "4566" },
  host: { type: "string", default: "127.0.0.1" },
  data: { type: "string" },
  region: { type: "string", default: "ap-northeast-1" },
  "log-level": { type: "string", default: "refusals" },
  "print-outputs": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** Reads the arguments after the program's name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({ args: [...args], options: known, strict: true });
    if (values.help) return { kind: "print", text: help, exitCode: 0 };
    const { seed, host, data } = values;
    const options: LocalAwsOptions = {
      seed: oneOf("seed", seed, ["demo", "empty"]),
      port: readPort("port", values.port),
      host,
      region: matching("region", values.region, /^[a-z]{2}(-[a-z]+)+-\d$/, "a region such as ap-northeast-1"),
      ...(data === undefined ? {} : { data }),
    };
    const quiet = oneOf("log-level", values["log-level"], ["refusals", "silent"]) === "silent";
    return { kind: "start", options, printOutputs: values["print-outputs"], quiet };
  } catch (error) {
    const problem = inOneLine(error instanceof Error ? error.message : String(error));
    return { kind: "print", text: `${problem}\nTry: npm run local-aws -- --help\n`, exitCode: 2 };
  }
}

/** Node explains in three lines that it cannot tell a value from an option. */
function inOneLine(problem: string): string {
  const [line = ""] = problem.split("\n");
  return line.replace(/ argument is ambiguous\.$/, " needs a value that does not begin with a dash.");
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new Error(`--${name} takes ${allowed.join(" or ")}, not '${value}'.`);
  return found;
}

function readPort(name: string, value: string): number {
  const port = Number(matching(name, value, /^\d{1,5}$/, "a port from 0 to 65535"));
  if (port > 65_535) throw new Error(`--${name} takes a port from 0 to 65535, not '${value}'.`);
  return port;
}

function matching(name: string, value: string, pattern: RegExp, what: string): string {
  if (!pattern.test(value)) throw new Error(`--${name} takes ${what}, not '${value}'.`);
  return value;
}
