import type { AwsError } from "./errors.ts";
import type { HttpRequest } from "./http.ts";
import type { Protocol, Raw } from "./operation.ts";
import { isRecord } from "./record.ts";

const contentType = "application/x-amz-json-1.1";

/** AWS JSON 1.1: `POST /`, the operation named by the X-Amz-Target header. Cognito and CloudWatch Logs speak it. */
export const awsJson: Protocol = {
  answer: (_name, output, requestId) => ({
    status: 200,
    headers: { "content-type": contentType, "x-amzn-requestid": requestId },
    // Amplify's parser fails on an empty body, so an operation without output answers {}.
    body: JSON.stringify(output ?? {}),
  }),
  refuse: (error, requestId) => ({
    status: error.status,
    headers: {
      "content-type": contentType,
      "x-amzn-requestid": requestId,
      "x-amzn-errortype": `${error.code}:`,
      "x-amzn-errormessage": headerText(error.message),
    },
    body: JSON.stringify({ __type: error.code, message: error.message, ...error.members }),
  }),
};

/** The operation's input: an object, or nothing at all. `invalid` is the service's own error for a body it cannot read. */
export function readJsonBody(request: HttpRequest, invalid: (message: string) => AwsError): Raw {
  if (request.body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(request.body));
  } catch {
    throw invalid("The request body is not valid JSON.");
  }
  if (!isRecord(value)) throw invalid("The request body is not a JSON object.");
  return value;
}

/** A header cannot carry line breaks or letters beyond Latin-1; the body has the whole text. */
export function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "?");
}
