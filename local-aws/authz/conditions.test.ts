import { expect, test } from "vitest";

import { readConditions } from "./conditions.ts";
import { MalformedPolicy } from "./malformed-policy.ts";

const given: Readonly<Record<string, readonly string[]>> = {
  "iot:clientid": ["device_1"],
  "cognito-identity.amazonaws.com:amr": ["authenticated", "graph.facebook.com"],
  "aws:sourceip": ["192.0.2.7"],
  "aws:currenttime": ["2026-01-05T03:04:05.000Z"],
  "aws:epochtime": ["1767582245"],
  "x:number": ["7"],
  "x:bool": ["true"],
  "x:arn": ["arn:aws:iot:ap-northeast-1:000000000000:client/device_1"],
  "x:none": [],
};

function holds(block: unknown): boolean {
  return readConditions(block, "statement 1", true).every((condition) =>
    condition.holds(new Map(Object.entries(given))),
  );
}

const several = "cognito-identity.amazonaws.com:amr";

test.each([
  [{ StringEquals: { "iot:ClientId": "device_1" } }, true],
  [{ StringEquals: { "IOT:clientid": ["other", "device_1"] } }, true],
  [{ StringEquals: { "iot:ClientId": "Device_1" } }, false],
  [{ StringEquals: { "iot:ClientId": "device_*" } }, false],
  [{ StringEquals: { "iot:ClientId": "${iot:ClientId}" } }, true],
  [{ StringEquals: { "iot:ClientId": "${iot:Unknown}" } }, false],
  [{ StringNotEquals: { "iot:ClientId": "${iot:Unknown}" } }, true],
  [{ StringNotEquals: { "iot:ClientId": ["other", "device_1"] } }, false],
  [{ StringEqualsIgnoreCase: { "iot:ClientId": "DEVICE_1" } }, true],
  [{ StringLike: { "iot:ClientId": "device_?" } }, true],
  [{ StringNotLike: { "iot:ClientId": "device_?" } }, false],
  [{ ArnLike: { "x:arn": "arn:aws:iot:*:*:client/device_*" } }, true],
  [{ ArnEquals: { "x:arn": "arn:aws:iot:*:client/device_1" } }, false],
  [{ ArnNotLike: { "x:arn": "arn:aws:iot:*:*:client/x*" } }, true],
  [{ NumericLessThan: { "x:number": "8" } }, true],
  [{ NumericEquals: { "x:number": 7.0 } }, true],
  [{ NumericEquals: { "x:number": "" } }, false],
  [{ NumericLessThan: { "iot:ClientId": "8" } }, false],
  [{ DateGreaterThan: { "aws:CurrentTime": "2026-01-05T03:04:04Z" } }, true],
  [{ DateLessThan: { "aws:CurrentTime": "2026-01-05" } }, false],
  [{ DateEquals: { "aws:EpochTime": "2026-01-05T03:04:05Z" } }, true],
  [{ DateEquals: { "aws:CurrentTime": "yesterday" } }, false],
  [{ Bool: { "x:bool": true } }, true],
  [{ Bool: { "x:bool": "FALSE" } }, false],
  [{ IpAddress: { "aws:SourceIp": ["198.51.100.0/24", "192.0.2.0/24"] } }, true],
  [{ IpAddress: { "aws:SourceIp": "192.0.2.7" } }, true],
  [{ IpAddress: { "aws:SourceIp": "192.0.2.0/" } }, false],
  [{ IpAddress: { "aws:SourceIp": "192.0.2.0/24/0" } }, false],
  [{ IpAddress: { "aws:SourceIp": "192.0.2.0/33" } }, false],
  [{ IpAddress: { "aws:SourceIp": "2001:db8::/32" } }, false],
  [{ NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } }, false],
  [{ NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } }, true],
])("%j", (block, expected) => {
  expect(holds(block)).toBe(expected);
});

test.each([
  [{ StringEquals: { "x:absent": "a" } }, false],
  [{ StringNotEquals: { "x:absent": "a" } }, true],
  [{ StringEqualsIfExists: { "x:absent": "a" } }, true],
  [{ StringEqualsIfExists: { "iot:ClientId": "a" } }, false],
  [{ NumericLessThanIfExists: { "x:absent": "1" } }, true],
  [{ Null: { "x:absent": "true" } }, true],
  [{ Null: { "x:absent": false } }, false],
  [{ Null: { "iot:ClientId": "false" } }, true],
  [{ Null: { "iot:ClientId": "true" } }, false],
  [{ "ForAllValues:StringEquals": { "x:absent": "a" } }, true],
  [{ "ForAnyValue:StringEquals": { "x:absent": "a" } }, false],
  [{ "ForAnyValue:StringNotEquals": { "x:absent": "a" } }, false],
])("%j, of a key that may be absent", (block, expected) => {
  expect(holds(block)).toBe(expected);
});

test.each([
  [{ "ForAnyValue:StringLike": { [several]: "authenticated" } }, true],
  [{ "ForAnyValue:StringLike": { [several]: "unauth*" } }, false],
  [{ "ForAllValues:StringLike": { [several]: ["authenticated", "graph.*"] } }, true],
  [{ "ForAllValues:StringLike": { [several]: "authenticated" } }, false],
  [{ "ForAnyValue:StringNotEquals": { [several]: "authenticated" } }, true],
  [{ "ForAllValues:StringNotEquals": { [several]: "authenticated" } }, false],
  [{ "ForAllValues:StringEquals": { "x:none": "a" } }, true],
  [{ "ForAnyValue:StringEquals": { "x:none": "a" } }, false],
  [{ StringEquals: { [several]: "authenticated" } }, false],
  [{ StringNotEquals: { [several]: "other" } }, false],
])("%j, of a key with several values", (block, expected) => {
  expect(holds(block)).toBe(expected);
});

test("all lines of a block must hold", () => {
  const both = { StringEquals: { "iot:ClientId": "device_1" }, Bool: { "x:bool": "true" } };
  expect(holds(both)).toBe(true);
  expect(holds({ ...both, Bool: { "x:bool": "false" } })).toBe(false);
});

test.each([
  [null],
  [[]],
  ["text"],
  [{ StringEquals: null }],
  [{ StringEquals: { a: null } }],
  [{ StringEquals: { a: [["b"]] } }],
  [{ StringEquals: { a: { b: "c" } } }],
  [{ stringequals: { a: "b" } }],
  [{ toString: { a: "b" } }],
  [{ NullIfExists: { a: "true" } }],
  [{ "ForSomeValues:StringEquals": { a: "b" } }],
])("%j is no condition block", (block) => {
  expect(() => holds(block)).toThrow(MalformedPolicy);
});
