import { request } from "node:http";
import { json } from "node:stream/consumers";

import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

test.each([
  ["joined by a comma, as AWS signs them", "a,b", 200],
  ["joined otherwise", "a, b", 403],
])("two lines of one signed header are %s", async (_, signedAs, status) => {
  await using aws = await startLocalAws({ port: 0 });
  const { admin, region, endpoints } = aws.outputs;
  const { host, hostname, port } = new URL(endpoints.aws);
  const signer = new SignatureV4({ credentials: admin, region, service: "iot", sha256: Sha256 });
  const headers = { host, "x-amz-test": signedAs };
  const signed = await signer.sign({ method: "GET", protocol: "http:", hostname, path: "/things", headers });

  const answer = await new Promise<{ readonly status: number | undefined; readonly body: unknown }>(
    (resolve, reject) => {
      const sent = request(
        { hostname, port, path: "/things", headers: { ...signed.headers, "x-amz-test": ["a", " b "] } },
        (response) => {
          json(response).then((body) => resolve({ status: response.statusCode, body }), reject);
        },
      );
      sent.on("error", reject);
      sent.end();
    },
  );

  expect(answer.status).toBe(status);
});
