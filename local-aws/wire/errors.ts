/** What AWS would answer. `code` is the exception's name in the service's model, `status` its HTTP status there. */
export class AwsError extends Error {
  readonly status: number;
  readonly code: string;
  /** Further members of the error's shape, such as `resourceArn`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.status = status;
    this.code = code;
    this.members = members;
  }
}

/** What we lack. Never dressed as a refusal by AWS: its name is one that AWS does not use, its status 501. */
export class NotEmulated extends AwsError {
  constructor(what: string) {
    super(
      501,
      "NotEmulated",
      `The embedded AWS does not emulate ${what}. What it does is listed in local-aws/SPEC.md.`,
    );
  }
}
