import { expect, test } from "vitest";

import type { HttpRequest } from "./http.ts";
import { verifySignature } from "./sigv4.ts";

// Known answers of AWS's Signature Version 4 test suite: AKIDEXAMPLE on 30 August 2015, service "service" in us-east-1.
const get = { method: "GET", path: "/", query: "", headers: {}, body: "" };
const post = { ...get, method: "POST" };
const form = { "content-type": "application/x-www-form-urlencoded" };

const vectors = {
  "get-vanilla": [get, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  "get-vanilla-query-order-key-case": [
    { ...get, query: "Param2=value2&Param1=value1" },
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
  "get-unreserved": [
    { ...get, path: "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" },
    "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
  ],
  "get-utf8": [{ ...get, path: "/ሴ" }, "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"],
  "normalize-path/get-slashes": [
    { ...get, path: "//example//" },
    "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
  ],
  "get-header-key-duplicate": [
    { ...get, headers: { "my-header1": "value2,value2,value1" } },
    "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
  ],
  "get-header-value-trim": [
    { ...get, headers: { "my-header1": " value1", "my-header2": ' "a   b   c"' } },
    "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
  ],
  "post-vanilla": [post, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
  "post-x-www-form-urlencoded": [
    { ...post, headers: form, body: "Param1=value1" },
    "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  ],
} as const;

function requestOf(plain: (typeof vectors)[keyof typeof vectors][0], signature: string): HttpRequest {
  const headers: Record<string, string> = {
    ...plain.headers,
    host: "example.amazonaws.com",
    "x-amz-date": "20150830T123600Z",
  };
  const names = Object.keys(headers).toSorted().join(";");
  const credential = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
  headers["authorization"] =
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...plain, headers, body: Buffer.from(plain.body), origin: { ip: "127.0.0.1", port: 1 } };
}

test.each(Object.entries(vectors))("%s", (_name, [plain, signature]) => {
  const verified = verifySignature(requestOf(plain, signature), {
    find: () => ({ secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", caller: "example" }),
    now: Date.UTC(2015, 7, 30, 12, 36),
    region: "us-east-1",
    services: ["service"],
  });

  expect(verified).toEqual({ ok: true, accessKeyId: "AKIDEXAMPLE", caller: "example" });
});
