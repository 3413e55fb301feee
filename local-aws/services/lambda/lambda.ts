import { fileURLToPath } from "node:url";

import type { Account } from "#local/account/account.ts";
import { FunctionTimedOut, type LambdaFunction } from "#local/account/functions.ts";

import { type RunningFunction, startFunction } from "./function-runtime.ts";

/** Runs the account's functions, with the credentials of their role and nothing of the host's environment. Dispose it to end them. */
export interface Lambda extends AsyncDisposable {
  /** Starts every function before the first call asks for it. */
  warm(): void;
}

type Needs = Pick<Account, "functions" | "roles" | "clock" | "region" | "endpoints" | "tell">;

const sessionSeconds = 3600;

/** The longest that an HTTP API waits: nobody else calls functions here. */
const longestMs = 30_000;

const functionsFolder = new URL("../../../infra/functions/", import.meta.url);

export function lambda(account: Needs): Lambda {
  const running = new Map<string, RunningFunction & { readonly until: number }>();

  const runningAs = (name: string): RunningFunction => {
    const known = running.get(name);
    // Renewed a little before its credentials end, as Lambda does.
    if (known && account.clock.now() < known.until - 60_000 && !known.ended()) return known;
    if (known) void known[Symbol.asyncDispose]();
    const definition = account.functions.byName.get(name);
    if (!definition) throw new Error(`There is no function '${name}'.`);
    const session = openSession(account, definition);
    const started = {
      ...startFunction(fileURLToPath(new URL(definition.file, functionsFolder)), {
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

  account.functions.runBy(async (name, event) => {
    const one = runningAs(name);
    let isLate = false;
    const stopWaiting = account.clock.after(longestMs, () => {
      isLate = true;
      if (running.get(name) === one) running.delete(name);
      void one[Symbol.asyncDispose]();
    });
    try {
      return await one.invoke(event);
    } catch (error) {
      throw isLate ? new FunctionTimedOut(`no answer within ${longestMs / 1000} seconds`) : error;
    } finally {
      stopWaiting();
    }
  });

  return {
    warm: () => {
      for (const name of account.functions.byName.keys()) {
        try {
          runningAs(name);
        } catch {
          // Whoever calls it will hear why.
        }
      }
    },
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
