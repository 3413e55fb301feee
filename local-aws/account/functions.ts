import type { Environment } from "./environment.ts";
import type { Table } from "./store.ts";

/** A function as Lambda keeps it. */
export interface LambdaFunction {
  readonly name: string;
  /** The module whose export `handler` is called: its path in `infra/functions`, which is found again when the checkout has moved. */
  readonly file: string;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What the handler of the function answers to `event`. Rejects with what it threw, or with FunctionTimedOut. */
export type Invoke = (name: string, event: unknown) => Promise<unknown>;

/** A function that did not answer in the time it has. */
export class FunctionTimedOut extends Error {
  override readonly name = "FunctionTimedOut";
}

/** The functions of the account. Lambda runs them; others call them here. */
export interface Functions {
  readonly byName: Table<LambdaFunction>;
  readonly invoke: Invoke;
  /** Lambda says how. */
  runBy(invoke: Invoke): void;
}

export function openFunctions({ store }: Pick<Environment, "store">): Functions {
  let run: Invoke = notYet;
  return {
    byName: store.table("lambda-functions"),
    invoke: (name, event) => run(name, event),
    runBy: (invoke) => {
      run = invoke;
    },
  };
}

const notYet: Invoke = (name) => Promise.reject(new Error(`Nobody runs function '${name}' yet.`));
