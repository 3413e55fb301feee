import { awsRefusal, Trouble } from "./trouble.ts";

interface Where {
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly roleArn?: string | undefined;
}

/** What went wrong when an AWS API was called, and what to do about it. */
export function explain(error: unknown, { endpoint, region, roleArn }: Where): Trouble {
  if (error instanceof Trouble) return error;
  const at = endpoint ?? `AWS in ${region}`;
  const refusal = awsRefusal(error);
  if (!refusal) {
    return new Trouble(
      `${at} cannot be reached: ${reasonOf(error)}.`,
      endpoint === undefined
        ? "Check the network and the region (--region NAME)."
        : "Start the embedded AWS with 'npm run local-aws', or say where it listens with --endpoint URL.",
      { cause: error },
    );
  }
  const said = `${refusal.name}: ${refusal.message}`;
  const [message, tip] = causeOf(refusal, { at, region, roleArn });
  // Without the error itself: it carries the whole signed request.
  return new Trouble(`${message} AWS says ${said}`, tip);
}

function causeOf(
  { name, message }: { readonly name: string; readonly message: string },
  { at, region, roleArn }: { readonly at: string; readonly region: string; readonly roleArn: string | undefined },
): readonly [message: string, tip: string] {
  if (/scoped to a valid region|scope.*region/i.test(message)) {
    return [`${at} is not in the region ${region}.`, "Name its region with --region NAME."];
  }
  if (/not yet current|expired: \d{8}T/i.test(message)) {
    return ["The clock of this machine is wrong by more than five minutes.", "Set the clock, then start again."];
  }
  if (/AccessDenied/.test(name) && roleArn !== undefined) {
    return [
      `The devices may not assume ${roleArn}.`,
      "Name a role that exists and trusts this key with --role-arn ARN, or let the devices use the key itself with --no-role.",
    ];
  }
  if (/Expired/.test(name)) return ["The credentials have expired.", "Get new ones and start again."];
  if (/InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature/.test(name)) {
    return [`${at} does not accept the credentials.`, "Check the access key and its secret."];
  }
  return [`${at} refused.`, "See what AWS says."];
}

/** The words of a network error; Node keeps those of a host with two addresses in `errors`. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  if (!(error instanceof Error)) return String(error);
  return error.message === "" ? error.name : error.message;
}
