import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListThingsCommand } from "@aws-sdk/client-iot";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";

import { manualClock, startLocalAws } from "#local/index.ts";

import { iamClient, iotClient, stsClient } from "./clients.ts";

test("a clock six minutes wrong is told in AWS's words, and the client's own correction mends it", async () => {
  const clock = manualClock();
  await using aws = await startLocalAws({ port: 0, clock });
  const late = { systemClockOffset: clock.now() - 6 * 60_000 - Date.now() };

  await expect(iotClient(aws, late).send(new ListThingsCommand({}))).rejects.toMatchObject({
    name: "InvalidSignatureException",
    message: expect.stringMatching(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than 20260105T025905Z \(20260105T030405Z - 5 min\.\)$/,
    ),
    $metadata: { httpStatusCode: 403 },
  });
  const correcting = iotClient(aws, { ...late, maxAttempts: 2 });
  expect((await correcting.send(new ListThingsCommand({}))).things).toEqual([]);
});

const stranger = { accessKeyId: "AKIANOBODY", secretAccessKey: "secret" };

test("an unknown key is refused under each service's own name for it", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const options = { credentials: stranger };

  await expect(iotClient(aws, options).send(new ListThingsCommand({}))).rejects.toMatchObject({
    name: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  });
  await expect(iamClient(aws, options).send(new ListRolesCommand({}))).rejects.toMatchObject({
    name: "InvalidClientTokenId",
  });
  await expect(stsClient(aws, options).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: "InvalidClientTokenId",
  });
});

test("a request without a signature is refused before anything is read of it", async () => {
  await using aws = await startLocalAws({ port: 0 });

  const response = await fetch(`${aws.outputs.endpoints.aws}/things/device_1`, { method: "POST", body: "{" });

  expect(response.status).toBe(403);
  expect(response.headers.get("x-amzn-errortype")).toContain("MissingAuthenticationTokenException");
  expect(await response.json()).toEqual({ message: "Missing Authentication Token" });
});

test("another region is refused by name", async () => {
  await using aws = await startLocalAws({ port: 0 });

  await expect(iotClient(aws, { region: "us-east-1" }).send(new ListThingsCommand({}))).rejects.toMatchObject({
    name: "InvalidSignatureException",
    message: "Credential should be scoped to a valid region, not 'us-east-1'.",
  });
});
