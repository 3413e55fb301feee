import { expect, test } from "vitest";

import { Trouble } from "#domain/trouble.ts";

import { troubleOfSdk } from "./sdk-troubles.ts";

const endpoint = "https://iot.ap-northeast-1.amazonaws.com/";

function thrown(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error("as AWS says it"), { name, $metadata: { httpStatusCode } });
}

test.each([
  ["AccessDeniedException", 403, "not-authorized"],
  ["UnauthorizedException", 401, "not-authorized"],
  ["ExpiredTokenException", 403, "credentials-expired"],
  ["InvalidSignatureException", 403, "signature-refused"],
  ["IndexNotReadyException", 400, "index-not-ready"],
  ["ThrottlingException", 400, "throttled"],
  ["ServiceUnavailableException", 503, "unreachable"],
  ["InvalidRequestException", 400, "unexpected"],
  ["TypeError", undefined, "unreachable"],
])("%s (%s) is %s", (name, status, code) => {
  expect(troubleOfSdk(thrown(name, status), "iot:SearchIndex", endpoint).code).toBe(code);
});

test("a trouble of the credentials in the middle of a request stays what it is", () => {
  const ended = new Trouble("session-ended");
  expect(troubleOfSdk(ended, "iot:SearchIndex", endpoint)).toBe(ended);
});
