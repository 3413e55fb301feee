import * as v from "valibot";

import { inAwsWords } from "./constraints.ts";
import type { AwsError } from "./errors.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";

/** A value that arrived from outside, before anybody looked at it. */
export type Raw = Readonly<Record<string, unknown>>;

/** Where the members of a REST operation's input travel; those not named here come in the JSON body. */
export interface RestBinding {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{member}` for each label; `{member+}`, at the end, takes the slashes too. */
  readonly path: string;
  /** Member → name of the query parameter. */
  readonly query?: Readonly<Record<string, string>>;
  /** Member → name of the header, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The member that is the whole body, as bytes. */
  readonly payload?: string;
}

export type Access = "unsigned" | "signed" | "authorized";

interface Spec<S extends v.GenericSchema, Caller> {
  /** As AWS names it, letter for letter. */
  readonly name: string;
  readonly input: S;
  readonly rest?: RestBinding;
  /** `authorized` unless AWS's model says that the operation takes no signature, or its documentation that it needs no permission. */
  readonly access?: Access;
  /** The IAM action where it is not the service's prefix and the operation's name. */
  readonly action?: string;
  /** The resource IAM is asked about; `*` where AWS defines none for the action. */
  readonly resource?: (input: v.InferOutput<S>) => string;
  readonly run: (input: v.InferOutput<S>, call: Call<Caller>) => unknown;
}

/** What an operation knows of its caller beside the input. */
export interface Call<Caller> {
  /** Who signed. Unsigned operations get none. */
  readonly caller: Caller;
  readonly request: HttpRequest;
  /** Stands in the answer, and in AWS's log where there is one. */
  readonly requestId: string;
}

/** One operation of one service, its input's type checked at the door and forgotten there. */
export interface Operation<Caller> {
  readonly name: string;
  readonly rest: RestBinding | undefined;
  readonly access: Access;
  readonly action: string | undefined;
  /** Throws what `invalid` makes of the first member that breaks a constraint of AWS's model. */
  accept(raw: Raw, invalid: (message: string) => AwsError): Accepted<Caller>;
}

export interface Accepted<Caller> {
  readonly resource: string;
  run(call: Call<Caller>): unknown;
}

export function operation<S extends v.GenericSchema, Caller>(spec: Spec<S, Caller>): Operation<Caller> {
  return {
    name: spec.name,
    rest: spec.rest,
    access: spec.access ?? "authorized",
    action: spec.action,
    accept: (raw, invalid) => {
      const read = v.safeParse(spec.input, raw, { abortEarly: true });
      if (!read.success) throw invalid(inAwsWords(read.issues[0]));
      const input = read.output;
      return { resource: spec.resource?.(input) ?? "*", run: (call) => spec.run(input, call) };
    },
  };
}

/** One AWS service: its operations and how it speaks. */
export interface Service<Caller> {
  /** The prefix of its IAM actions. */
  readonly iamPrefix: string;
  readonly protocol: Protocol;
  readonly operations: readonly Operation<Caller>[];
  /** How the service says that the input breaks its model. */
  readonly invalid: (message: string) => AwsError;
  /** How it says that a path of its operations is not for the request's method; absent where AWS has operations there that we lack. */
  readonly wrongMethod?: AwsError;
  /** How it says, and where AWS records it, that no policy allows the request; `AccessDenied` when it has no way of its own. */
  readonly denied?: (refused: RefusedCall<Caller>) => AwsError;
  /** Hears of every other refusal, where AWS records it. */
  readonly refused?: (refused: RefusedCall<Caller>, error: AwsError) => void;
}

/** A request that its service refuses to somebody it knows. */
export interface RefusedCall<Caller> extends Call<Caller> {
  readonly operationName: string;
  /** Undefined when the input was not even read. */
  readonly resource: string | undefined;
}

/** How a service writes its answers. */
export interface Protocol {
  answer(operationName: string, output: unknown, requestId: string): HttpResponse;
  refuse(error: AwsError, requestId: string): HttpResponse;
}
