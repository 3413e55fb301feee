import { execFile } from "node:child_process";
import { promisify } from "node:util";

import type { LocalAws } from "#local/index.ts";

const execute = promisify(execFile);

/** A Python that can import a module, and which version of it that is. */
export interface Python {
  readonly command: string;
  readonly version: string;
}

/**
 * Every Python of this machine that can import `module`, one for each version of the module, the one first on PATH first.
 * Old and new versions of botocore sign differently, so a test may want them all.
 * @throws when there is none, naming the package to install.
 */
export async function pythonsWith(module: string): Promise<readonly [Python, ...Python[]]> {
  const script = `import ${module}; print(${module}.__version__)`;
  const found = await findAll(["python3", "/usr/bin/python3"], ["-c", script]);
  const [first, ...others] = found;
  if (first) return [first, ...others];
  throw new Error(
    `No python3 here can import ${module}: install the Debian package python3-${module} (apt-get install).`,
  );
}

/** The AWS CLI of this machine. */
export async function awsCli(): Promise<string> {
  const [cli] = await findAll(["aws", "/usr/bin/aws"], ["--version"]);
  if (cli) return cli.command;
  throw new Error("There is no aws command here: install the Debian package awscli (apt-get install).");
}

async function findAll(commands: readonly string[], args: readonly string[]): Promise<readonly Python[]> {
  const found = await Promise.all(
    commands.map(async (command) => {
      try {
        const { stdout } = await execute(command, args);
        return { command, version: stdout.trim() };
      } catch {
        return undefined;
      }
    }),
  );
  const working = found.filter((tool) => tool !== undefined);
  return working.filter((tool, at) => working.findIndex(({ version }) => version === tool.version) === at);
}

/** How a program ended, and what it said. */
export interface Ran {
  /** 0 when all went well. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program as the administrator of `aws`, with no configuration of this machine's user in its way. */
export async function runTool(aws: LocalAws, command: string, args: readonly string[]): Promise<Ran> {
  const { admin, region, endpoints } = aws.outputs;
  try {
    const { stdout, stderr } = await execute(command, args, {
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        AWS_ACCESS_KEY_ID: admin.accessKeyId,
        AWS_SECRET_ACCESS_KEY: admin.secretAccessKey,
        AWS_DEFAULT_REGION: region,
        AWS_CONFIG_FILE: "/dev/null",
        AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_PAGER: "",
        ENDPOINT: endpoints.aws,
      },
      timeout: 25_000,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (error instanceof Error && "code" in error && typeof error.code === "number" && "stdout" in error) {
      return { code: error.code, stdout: String(error.stdout), stderr: "stderr" in error ? String(error.stderr) : "" };
    }
    throw error;
  }
}

/** Runs the AWS CLI against `aws`: `awsCommand(aws, "iot", "create-thing", …)`. */
export async function awsCommand(aws: LocalAws, ...args: readonly string[]): Promise<Ran> {
  return runTool(aws, await awsCli(), ["--endpoint-url", aws.outputs.endpoints.aws, "--output", "json", ...args]);
}
