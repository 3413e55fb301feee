import { parseArgs } from "node:util";

import type { FleetOptions } from "#devices/fleet/options.ts";

import { help } from "./help.ts";
import { readCount, readNames, readNumber, readRange, readUrl, UsageError } from "./values.ts";

export type Style = "summary" | "verbose" | "json" | "quiet";

/** What the command line asks for; or, when it cannot be done, what to print. */
export type CommandLine =
  | { readonly kind: "fleet"; readonly options: FleetOptions; readonly style: Style }
  | { readonly kind: "print"; readonly text: string; readonly exitCode: 0 | 2 };

const known = {
  things: { type: "string" },
  names: { type: "string" },
  seed: { type: "string" },
  endpoint: { type: "string" },
  aws: { type: "boolean", default: false },
  region: { type: "string" },
  "role-arn": { type: "string" },
  "no-role": { type: "boolean", default: false },
  "no-register": { type: "boolean", default: false },
  "register-rate": { type: "string" },
  "connect-rate": { type: "string" },
  "report-seconds": { type: "string" },
  "obey-seconds": { type: "string" },
  churn: { type: "string" },
  json: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const later = new Set(["x509", "role-alias", "custom-auth", "krypton"]);

/** Reads the arguments after the program's name. */
export function readArguments(args: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: known,
      strict: true,
      allowPositionals: true,
    });
    const [route, ...more] = positionals;
    if (values.help) return { kind: "print", text: help, exitCode: 0 };
    if (route === undefined) throw new UsageError("Which route? There is 'fleet'.");
    if (later.has(route)) throw new UsageError(`The route '${route}' is not built yet. There is 'fleet'.`);
    if (route !== "fleet") throw new UsageError(`There is no route '${route}'. There is 'fleet'.`);
    if (more.length > 0) throw new UsageError(`'${more.join(" ")}' is not understood.`);
    return { kind: "fleet", options: fleetOptions(values), style: styleOf(values) };
  } catch (error) {
    const problem = inOneLine(error instanceof Error ? error.message : String(error));
    return { kind: "print", text: `${problem}\nTry: npm run device -- --help\n`, exitCode: 2 };
  }
}

/** Node explains in three lines that it cannot tell a value from an option. */
function inOneLine(problem: string): string {
  const [line = ""] = problem.split("\n");
  return line.replace(/ argument is ambiguous\.$/, " needs a value that does not begin with a dash.");
}

type Values = ReturnType<typeof parseArgs<{ options: typeof known }>>["values"];

function fleetOptions(values: Values): FleetOptions {
  if (values.aws && values.endpoint !== undefined) throw new UsageError("--aws and --endpoint exclude each other.");
  if (values["no-role"] && values["role-arn"] !== undefined) {
    throw new UsageError("--no-role and --role-arn exclude each other.");
  }
  if (values.names !== undefined && values.things !== undefined) {
    throw new UsageError("--names and --things exclude each other.");
  }
  return {
    things: maybe(values.things, (text) => readCount("things", text)),
    names: maybe(values.names, readNames),
    seed: values.seed,
    endpoint: values.aws ? "aws" : maybe(values.endpoint, (text) => readUrl("endpoint", text)),
    region: values.region,
    ...roleOf(values),
    register: !values["no-register"],
    registrationsPerSecond: maybe(values["register-rate"], (text) => readCount("register-rate", text)),
    connectsPerSecond: maybe(values["connect-rate"], (text) => readCount("connect-rate", text)),
    reportMs: maybe(values["report-seconds"], (text) => readRange("report-seconds", text)),
    delayMs: maybe(values["obey-seconds"], (text) => readRange("obey-seconds", text)),
    churn: maybe(values.churn, (text) => readNumber("churn", text)),
  };
}

/** Absent is the usual role; undefined is none. */
function roleOf(values: Values): Pick<FleetOptions, "roleArn"> {
  if (values["no-role"]) return { roleArn: undefined };
  return values["role-arn"] === undefined ? {} : { roleArn: values["role-arn"] };
}

function styleOf({ json, verbose, quiet }: Values): Style {
  const chosen = (["json", "verbose", "quiet"] as const).filter((style) => ({ json, verbose, quiet })[style]);
  if (chosen.length > 1) throw new UsageError(`--${chosen.join(" and --")} exclude each other.`);
  return chosen[0] ?? "summary";
}

function maybe<Value>(text: string | undefined, read: (text: string) => Value): Value | undefined {
  return text === undefined ? undefined : read(text);
}
