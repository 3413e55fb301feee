import * as v from "valibot";

import { integer, mapOf, text } from "#local/wire/inputs.ts";

/** The members that many operations share, with the constraints of AWS's model. */

export const identityPoolId = text(1, 55, /^[\w-]+:[0-9a-f-]+$/);
export const identityId = identityPoolId;
export const identityPoolName = text(1, 128, /^[\w\s+=,.@-]+$/);
export const arn = text(20, 2048, /^arn:\S+$/);
export const maxResults = integer(1, 60);
export const pageToken = v.optional(text(1, 65_535, /^\S+$/));

/** Provider → token. */
export const logins = v.optional(
  v.pipe(
    mapOf(text(1, 128), text(1, 50_000)),
    v.check((map) => Object.keys(map).length <= 10, "Member must have length less than or equal to 10"),
  ),
  {},
);
