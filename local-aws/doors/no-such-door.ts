import { awsJson } from "#local/wire/aws-json.ts";
import { AwsError, NotEmulated } from "#local/wire/errors.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import { isForm, query, readForm } from "#local/wire/query.ts";
import { restJson } from "#local/wire/rest-json.ts";
import { scopeOf } from "#local/wire/sigv4.ts";
import { ec2Errors, s3Errors } from "#local/wire/xml-errors.ts";

type Refuse = (error: AwsError, requestId: string) => HttpResponse;

/** Answers a request for a service that the embedded AWS lacks, in the protocol in which that service's clients listen. */
export function refuseUnknown(request: HttpRequest, requestId: string): HttpResponse {
  const service = scopeOf(request);
  if (isForm(request)) {
    const action = readForm(request)["Action"];
    const refuse = service === "ec2" ? ec2Errors : queryErrors;
    if (typeof action === "string")
      return refuse(new NotEmulated(service === undefined ? action : `${service}: ${action}`), requestId);
  }
  const refuse = service === undefined ? undefined : restXml.get(service);
  if (refuse) return refuse(new NotEmulated(`${service}: ${request.method} ${request.path}`), requestId);
  const json = request.headers["x-amz-target"] === undefined ? restJson : awsJson;
  return json.refuse(noSuchDoor(request), requestId);
}

const ofQuery = query("https://local-aws/");
const queryErrors: Refuse = (error, requestId) => ofQuery.refuse(error, requestId);

/** The services that speak REST-XML, by the name in their credential scope. */
const restXml: ReadonlyMap<string, Refuse> = new Map([
  ["s3", s3Errors],
  ["cloudfront", queryErrors],
  ["route53", queryErrors],
]);

function noSuchDoor({ method, path, headers }: HttpRequest): AwsError {
  const target = headers["x-amz-target"];
  const asked = target === undefined ? `${method} ${path}` : target;
  return new AwsError(
    501,
    "NotEmulated",
    `The embedded AWS does not know what '${asked}' asks for. What it does is listed in local-aws/SPEC.md.`,
  );
}
