import type { AwsError } from "./errors.ts";
import type { HttpResponse } from "./http.ts";
import { xml } from "./xml.ts";

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export function ec2Errors(error: AwsError, requestId: string): HttpResponse {
  const errors = xml({ Errors: { Error: { Code: error.code, Message: error.message } }, RequestID: requestId });
  return answer(error, requestId, `<Response>${errors}</Response>`);
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function s3Errors(error: AwsError, requestId: string): HttpResponse {
  return answer(
    error,
    requestId,
    `<Error>${xml({ Code: error.code, Message: error.message, RequestId: requestId })}</Error>`,
  );
}

function answer({ status }: AwsError, requestId: string, body: string): HttpResponse {
  const headers = { "content-type": "text/xml", "x-amzn-RequestId": requestId };
  return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}
