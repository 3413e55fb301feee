import * as v from "valibot";

import type { Config } from "#domain/config.ts";
import { Trouble } from "#domain/trouble.ts";

const text = v.pipe(v.string("must be a text"), v.nonEmpty("must not be empty"));
const like = (pattern: RegExp, example: string) => v.pipe(text, v.regex(pattern, `must look like ${example}`));
const urlOf = (protocols: readonly string[]) =>
  v.pipe(
    text,
    v.check((url) => URL.canParse(url) && protocols.includes(new URL(url).protocol), `must be a ${protocols[0]} URL`),
  );
const http = urlOf(["https:", "http:"]);

const attach = v.variant(
  "route",
  [
    v.object({ route: v.literal("backend"), url: http }),
    v.object({ route: v.literal("iot"), policyName: like(/^[\w+=,.@-]{1,128}$/, "yagura-operator") }),
    v.object({ route: v.literal("none") }),
  ],
  "must be backend, iot or none",
);

const document = v.object({
  region: like(/^[a-z]{2}(-[a-z]+)+-\d$/, "ap-northeast-1"),
  userPoolId: like(/^[\w-]+_[0-9a-zA-Z]+$/, "ap-northeast-1_AbCdEf123"),
  userPoolClientId: like(/^[\w+]{1,128}$/, "1example23456789"),
  identityPoolId: like(/^[\w-]+:[0-9a-f-]+$/, "ap-northeast-1:01234567-89ab-cdef-0123-456789abcdef"),
  endpoints: v.object({
    cognitoIdp: v.optional(http),
    cognitoIdentity: v.optional(http),
    iot: v.optional(http),
    // The account's own host, which nothing else in here tells: `aws iot describe-endpoint --endpoint-type iot:Data-ATS`.
    iotData: urlOf(["wss:", "ws:"]),
  }),
  attach,
  thingNamePrefix: v.optional(
    v.pipe(v.string(), v.regex(/^[a-zA-Z0-9:_-]{0,127}$/, "must begin a thing name")),
    "device_",
  ),
  demo: v.optional(
    v.object({
      operators: v.array(v.object({ username: text, password: text, groups: v.optional(v.array(text), []) })),
    }),
  ),
});

/**
 * The console's configuration, out of what `config.json` holds. An endpoint that is not given is the region's own on AWS.
 * @throws Trouble config-invalid, which names every missing or wrong field and what is wrong with each.
 */
export function readConfig(json: unknown): Config {
  const read = v.safeParse(document, json);
  if (!read.success) throw new Trouble("config-invalid", factsOf(read.issues));
  const { region, endpoints, demo, ...rest } = read.output;
  return {
    ...rest,
    region,
    demo,
    endpoints: {
      cognitoIdp: endpoints.cognitoIdp ?? `https://cognito-idp.${region}.amazonaws.com/`,
      cognitoIdentity: endpoints.cognitoIdentity ?? `https://cognito-identity.${region}.amazonaws.com/`,
      iot: endpoints.iot ?? `https://iot.${region}.amazonaws.com/`,
      iotData: endpoints.iotData,
    },
  };
}

function factsOf(issues: readonly v.BaseIssue<unknown>[]): { readonly field: string; readonly problem: string } {
  const faults = issues.map((issue) => {
    const field = v.getDotPath(issue) ?? "config.json";
    return { field, problem: `${field} ${issue.input === undefined ? "is missing" : wordsOf(issue)}` };
  });
  return {
    field: faults.map(({ field }) => field).join(", "),
    problem: faults.map(({ problem }) => problem).join("; "),
  };
}

/** valibot's own words for a wrong type speak of types; ours of what to write. */
function wordsOf({ kind, expected, message }: v.BaseIssue<unknown>): string {
  return kind === "schema" && message.startsWith("Invalid") ? `must be ${expected ?? "something else"}` : message;
}
