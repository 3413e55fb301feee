import { DataProblem, printOnce, startLocalAws } from "./index.ts";
import { readCommandLine } from "./options.ts";

const command = readCommandLine(process.argv.slice(2));
if (command.kind === "print") {
  (command.exitCode === 0 ? process.stdout : process.stderr).write(command.text);
  process.exitCode = command.exitCode;
} else {
  await run(command);
}

async function run({ options, printOutputs, quiet }: Extract<typeof command, { kind: "start" }>): Promise<void> {
  try {
    const aws = await startLocalAws({ ...options, warm: true, ...(quiet ? {} : { tell: printOnce(print) }) });
    const { endpoints } = aws.outputs;
    print(printOutputs ? JSON.stringify(aws.outputs, undefined, 2) : `The embedded AWS answers at ${endpoints.aws}`);
    if (!printOutputs) print(`Its endpoints, pools and keys: ${endpoints.aws}/_local/outputs.json`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void aws[Symbol.asyncDispose]());
  } catch (error) {
    process.stderr.write(`${whyNot(error, options.port)}\n`);
    process.exitCode = 1;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function whyNot(error: unknown, port: number | undefined): string {
  if (error instanceof DataProblem) return error.message;
  if (error instanceof Error && "code" in error) {
    if (error.code === "EADDRINUSE")
      return `Port ${port} is taken. Choose another with --port N, or --port 0 for any free one.`;
    if (error.code === "EACCES") return `This user may not open port ${port}. Choose one above 1023 with --port N.`;
    if (error.code === "EADDRNOTAVAIL") return "This machine has no such address. Choose another with --host ADDRESS.";
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
