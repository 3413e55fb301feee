import process from "node:process";
import { parseArgs, type ParseArgsConfig } from "node:util";

/**
 * The options of a command; `--help` prints the help and ends the process. What is not understood ends it with 2 and says how to get help, as every
 * command of this project does.
 */
export function readOptions<const T extends NonNullable<ParseArgsConfig["options"]>>(
  command: string,
  help: string,
  options: T,
): ReturnType<typeof parseArgs<{ options: T }>>["values"] {
  if (process.argv.includes("--help")) {
    process.stdout.write(help);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\.$/);
    return refuse(command, line.replace(/ argument is ambiguous$/, " needs a value that does not begin with a dash"));
  }
}

/** A port number, 0 for any free one. */
export function readPort(command: string, option: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    refuse(command, `--${option} must be a number from 0 to 65535, not '${text}'`);
  return port;
}

export function refuse(command: string, why: string): never {
  process.stderr.write(`${why}.\nTry: ${command} -- --help\n`);
  process.exit(2);
}
