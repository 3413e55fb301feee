import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

test("the administrator is told who he is", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const client = new STSClient({
    endpoint: aws.outputs.endpoints.aws,
    region: aws.outputs.region,
    credentials: aws.outputs.admin,
  });

  const me = await client.send(new GetCallerIdentityCommand({}));

  expect(me.Arn).toBe("arn:aws:iam::000000000000:user/admin");
  expect(me.Account).toBe("000000000000");
});

test("a wrong secret is refused by name", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const credentials = { ...aws.outputs.admin, secretAccessKey: "wrong" };
  const client = new STSClient({ endpoint: aws.outputs.endpoints.aws, region: aws.outputs.region, credentials });

  await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
});
