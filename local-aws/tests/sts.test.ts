import { AssumeRoleCommand, type Credentials, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";

import { type LocalAws, startLocalAws } from "#local/index.ts";

test("the administrator is told who he is", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const client = clientOf(aws, aws.outputs.admin);

  const me = await client.send(new GetCallerIdentityCommand({}));

  expect(me.Arn).toBe("arn:aws:iam::000000000000:user/admin");
  expect(me.Account).toBe("000000000000");
});

test("a wrong secret is refused by name", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const client = clientOf(aws, { ...aws.outputs.admin, secretAccessKey: "wrong" });

  await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
});

test("whom a role's trust policy names may become it, for as long as the role allows", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const RoleArn = aws.outputs.deviceRoleArn ?? "";
  const sts = clientOf(aws, aws.outputs.admin);

  const { Credentials, AssumedRoleUser } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "gate-7" }),
  );
  const session = clientOf(aws, sessionOf(Credentials));
  const me = await session.send(new GetCallerIdentityCommand({}));

  expect(me.Arn).toBe("arn:aws:sts::000000000000:assumed-role/yagura-device/gate-7");
  expect(AssumedRoleUser?.Arn).toBe(me.Arn);
  const tooLong = sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "gate-7", DurationSeconds: 43_200 }));
  await expect(tooLong).rejects.toMatchObject({ name: "ValidationError" });
});

test("a role that trusts only Cognito or a service is refused to the administrator, like one that does not exist", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const sts = clientOf(aws, aws.outputs.admin);

  for (const name of ["yagura-operator", "yagura-attach-operator-policy", "nobody"]) {
    const RoleArn = `arn:aws:iam::000000000000:role/${name}`;
    const assuming = sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "me" }));
    // oxlint-disable-next-line no-await-in-loop -- one expectation at a time reads better in a failure
    await expect(assuming).rejects.toMatchObject({ name: "AccessDenied" });
  }
});

test("a session policy is not emulated, and never ignored: it would leave the session with more rights than asked for", async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const sts = clientOf(aws, aws.outputs.admin);
  const input = { RoleArn: aws.outputs.deviceRoleArn, RoleSessionName: "gate-7", Policy: "{}" };

  await expect(sts.send(new AssumeRoleCommand(input))).rejects.toMatchObject({ name: "NotEmulated" });
});

type Key = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };

function clientOf(aws: LocalAws, credentials: Key): STSClient {
  return new STSClient({
    endpoint: aws.outputs.endpoints.aws,
    region: aws.outputs.region,
    credentials,
    maxAttempts: 1,
  });
}

function sessionOf(credentials: Credentials | undefined): Key {
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
