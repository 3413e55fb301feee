import { startFunction, type RunningFunction } from "./function-runtime.ts";
import type { Account } from "./account.ts";
import type { Table } from "./store.ts";

/** A function as Lambda keeps it. */
export interface LambdaFunction {
  readonly name: string;
  /** The module whose export `handler` is called. */
  readonly file: string;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Functions of the account, and running them: with the credentials of their role and nothing of the host's environment. */
export interface Functions extends AsyncDisposable {
  readonly byName: Table<LambdaFunction>;
  /** What the handler answers to `event`. Rejects with what it threw. */
  invoke(name: string, event: unknown): Promise<unknown>;
  /** Starts the function before the first call asks for it. */
  warm(name: string): void;
}

type Needs = Pick<Account, "store" | "roles" | "clock" | "region" | "endpoints" | "tell">;

const sessionSeconds = 3600;

export function openFunctions(account: Needs): Functions {
  const byName = account.store.table<LambdaFunction>("lambda-functions");
  const running = new Map<string, RunningFunction & { readonly until: number }>();

  const runningAs = (name: string): RunningFunction => {
    const known = running.get(name);
    // Renewed a little before its credentials end, as Lambda does.
    if (known && account.clock.now() < known.until - 60_000 && !known.ended()) return known;
    if (known) void known[Symbol.asyncDispose]();
    const definition = byName.get(name);
    if (!definition) throw new Error(`There is no function '${name}'.`);
    const session = openSession(account, definition);
    const started = {
      ...startFunction(definition.file, {
        ...definition.environment,
        AWS_REGION: account.region,
        AWS_ENDPOINT_URL: `http://${account.endpoints.http()}`,
        AWS_ACCESS_KEY_ID: session.accessKeyId,
        AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
        AWS_SESSION_TOKEN: session.sessionToken,
        AWS_LAMBDA_FUNCTION_NAME: name,
      }),
      until: session.expiresAt,
    };
    running.set(name, started);
    return started;
  };

  return {
    byName,
    invoke: (name, event) => runningAs(name).invoke(event),
    warm: (name) => void runningAs(name),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(Array.from(running.values(), (one) => one[Symbol.asyncDispose]()));
    },
  };
}

function openSession({ roles, clock, tell }: Needs, { name, roleArn }: LambdaFunction) {
  const role = roles.byArn(roleArn);
  if (!role) throw new Error(`The role ${roleArn} of function '${name}' does not exist.`);
  const assumption = {
    role,
    applicant: { type: "Service", name: "lambda.amazonaws.com" },
    action: "sts:AssumeRole",
    sessionName: name,
    durationSeconds: sessionSeconds,
    context: new Map([["aws:currenttime", [new Date(clock.now()).toISOString()]]]),
  } as const;
  if (!roles.mayAssume(assumption).allowed) {
    tell(`function ${name}: the trust policy of ${roleArn} does not let lambda.amazonaws.com in`);
    throw new Error(`The role defined for the function cannot be assumed by Lambda.`);
  }
  return roles.open(assumption);
}
