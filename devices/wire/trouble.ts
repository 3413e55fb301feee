/** Why the fleet cannot go on, in words, and what to do about it. */
export class Trouble extends Error {
  override readonly name = "Trouble";
  readonly tip: string;

  constructor(message: string, tip: string, options?: ErrorOptions) {
    super(message, options);
    this.tip = tip;
  }
}

/** What an AWS API said when it refused; undefined when it was not AWS that spoke. */
export function awsRefusal(error: unknown): { readonly name: string; readonly message: string } | undefined {
  return error instanceof Error && "$metadata" in error ? { name: error.name, message: error.message } : undefined;
}
