/** The rule of the grammar that a document breaks; each service has words of its own for it. */
export type Fault =
  | "syntax"
  | "version"
  | "no-statements"
  | "sid"
  | "effect"
  | "no-actions"
  | "action"
  | "no-resources"
  | "resource"
  | "principal";

/** The document breaks the grammar of its kind; the message names the place. */
export class MalformedPolicy extends Error {
  override readonly name = "MalformedPolicy";
  readonly fault: Fault;
  /** The text that is at fault, where one is. */
  readonly culprit: string;

  constructor(fault: Fault, message: string, culprit = "") {
    super(message);
    this.fault = fault;
    this.culprit = culprit;
  }
}
