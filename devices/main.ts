import { startFleet } from "./fleet/fleet.ts";
import { planFleet } from "./fleet/options.ts";
import { type CommandLine, readArguments } from "./terminal/arguments.ts";
import { openScreen } from "./terminal/screen.ts";
import { systemClock } from "./wire/clock.ts";
import { Trouble } from "./wire/trouble.ts";

const command = readArguments(process.argv.slice(2));
if (command.kind === "print") {
  (command.exitCode === 0 ? process.stdout : process.stderr).write(command.text);
  process.exitCode = command.exitCode;
} else {
  await run(command);
}

async function run({ options, style }: Extract<CommandLine, { kind: "fleet" }>): Promise<void> {
  const { stdout, stderr } = process;
  const paper = {
    out: (text: string) => void stdout.write(text),
    error: (text: string) => void stderr.write(text),
    isTerminal: stdout.isTTY,
  };
  const things = planFleet(options).names.length;
  using screen = openScreen({ style, things, paper, clock: systemClock });
  const stop = new AbortController();
  // Not once: whoever started this may pass on the Ctrl-C that the terminal has sent already.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
  try {
    await using fleet = await startFleet({ ...options, tell: screen.hear, signal: stop.signal });
    screen.say(`${fleet.connected()} of ${things} devices are connected. Ctrl-C disconnects them.`);
    await until(stop.signal);
    screen.say("Disconnecting …");
  } catch (error) {
    if (stop.signal.aborted) return;
    process.exitCode = 1;
    if (error instanceof Trouble) screen.fail(error.message, error.tip);
    else throw error;
  }
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
