import * as v from "valibot";

import { AwsError } from "#local/wire/errors.ts";
import { integerText, mapOf, text } from "#local/wire/inputs.ts";

/** The shapes that several operations of AWS IoT's model share, under the model's names. */

export const thingName = text(1, 128, /^[a-zA-Z0-9:_-]+$/);
export const thingTypeName = text(1, 128, /^[a-zA-Z0-9:_-]+$/);
export const indexName = text(0, 128, /^[a-zA-Z0-9:_-]*$/);
export const policyName = text(1, 128, /^[\w+=,.@-]+$/);
export const policyDocument = text(0, 404_600);
export const policyVersionId = text(1, 19, /^[0-9]+$/);
export const nextToken = v.optional(v.string());
export const pageSize = v.optional(integerText(1, 250), "25");
export const marker = v.optional(text(1, 1024, /^[A-Za-z0-9+/]+={0,2}$/));

const attributeName = text(1, 128, /^[a-zA-Z0-9_.,@/:#-]+$/);
const attributeValue = text(0, 800, /^[a-zA-Z0-9_.,@/:#=[\]-]*$/);

export const attributePayload = v.optional(
  v.object({ attributes: v.optional(mapOf(attributeName, attributeValue)), merge: v.optional(v.boolean()) }),
);

/** Seconds since the epoch, as AWS IoT writes times in JSON. */
export const seconds = (ms: number) => ms / 1000;

export function invalid(message: string): AwsError {
  return new AwsError(400, "InvalidRequestException", message);
}

export function notFound(message: string): AwsError {
  return new AwsError(404, "ResourceNotFoundException", message);
}
