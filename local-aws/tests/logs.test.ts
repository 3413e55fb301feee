import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";

import { type LocalAws, manualClock, startLocalAws } from "#local/index.ts";

import { iamClient, logsClient, stsClient } from "./clients.ts";

const logGroupName = "AWSIotLogsV2";

/** Publishes as a role that may do nothing, which AWS IoT refuses and records. */
async function beRefused(aws: LocalAws, systemClockOffset = 0) {
  const RoleName = "nobody";
  const statement = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::000000000000:root" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { Role: role } = await iamClient(aws, { systemClockOffset }).send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }),
  );
  const { Credentials: session } = await stsClient(aws, { systemClockOffset }).send(
    new AssumeRoleCommand({ RoleArn: role?.Arn, RoleSessionName: "test" }),
  );
  const data = new IoTDataPlaneClient({
    endpoint: aws.outputs.endpoints.aws,
    region: aws.outputs.region,
    maxAttempts: 1,
    systemClockOffset,
    credentials: {
      accessKeyId: session?.AccessKeyId ?? "",
      secretAccessKey: session?.SecretAccessKey ?? "",
      sessionToken: session?.SessionToken ?? "",
    },
  });
  return async (topic: string) => {
    await expect(data.send(new PublishCommand({ topic }))).rejects.toMatchObject({ name: "ForbiddenException" });
  };
}

test("there is no group until a service wrote to it", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const logs = logsClient(aws);

  expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
  await expect(logs.send(new FilterLogEventsCommand({ logGroupName }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "The specified log group does not exist.",
    $metadata: { httpStatusCode: 400 },
  });
});

test("a refusal is found by what it was, and read as JSON", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const refused = await beRefused(aws);
  await refused("a/1");
  await refused("a/2");
  const logs = logsClient(aws);
  const find = async (filterPattern: string) => {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
    return events.map(({ message = "" }) => JSON.parse(message));
  };

  expect(await find('{ $.eventType = "Publish-In" && $.status = "Failure" }')).toHaveLength(2);
  expect(await find('{ $.topicName = "a/1" }')).toMatchObject([
    { logLevel: "ERROR", reason: "AUTHORIZATION_FAILURE", principalId: expect.stringMatching(/^AROA.*:test$/) },
  ]);
  expect(await find("AUTHORIZATION_FAILURE")).toHaveLength(2);
  expect(await find('"a/2"')).toHaveLength(1);
  expect(await find("-ERROR")).toEqual([]);
  await expect(find("{ $.a = }")).rejects.toMatchObject({ name: "InvalidParameterException" });
  await expect(find("%a%")).rejects.toMatchObject({ name: "NotEmulated" });
});

test("events are found by their time, page by page", async () => {
  const clock = manualClock();
  const systemClockOffset = clock.now() - Date.now();
  await using aws = await startLocalAws({ port: 0, clock });
  const refused = await beRefused(aws, systemClockOffset);
  const start = clock.now();
  await refused("a");
  clock.advance(1000);
  await refused("b");
  clock.advance(1000);
  await refused("c");
  const logs = logsClient(aws, { systemClockOffset: systemClockOffset + 2000 });
  const topics = async (input: object) => {
    const { events = [], nextToken } = await logs.send(new FilterLogEventsCommand({ logGroupName, ...input }));
    return { found: events.map(({ message = "" }) => JSON.parse(message).topicName as unknown), nextToken };
  };

  expect((await topics({ startTime: start + 1000 })).found).toEqual(["b", "c"]);
  expect((await topics({ endTime: start + 1000 })).found).toEqual(["a", "b"]);
  const first = await topics({ limit: 2 });
  expect(first.found).toEqual(["a", "b"]);
  const second = await topics({ limit: 2, nextToken: first.nextToken });
  expect(second).toEqual({ found: ["c"], nextToken: undefined });
  await expect(topics({ nextToken: "bogus" })).rejects.toMatchObject({ name: "InvalidParameterException" });
});

test("groups and streams are described, and a stream is read from either end", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const refused = await beRefused(aws);
  await refused("a");
  await refused("b");
  await refused("c");
  const logs = logsClient(aws);

  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "AWSIot" }));
  expect(logGroups).toMatchObject([
    { logGroupName, arn: "arn:aws:logs:ap-northeast-1:000000000000:log-group:AWSIotLogsV2:*" },
  ]);
  const { logStreams = [] } = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName, orderBy: "LastEventTime", descending: true }),
  );
  expect(logStreams).toHaveLength(1);
  const stream = { logGroupName, logStreamName: logStreams[0]?.logStreamName };
  const read = async (input: object) => {
    const page = await logs.send(new GetLogEventsCommand({ ...stream, ...input }));
    return { ...page, topics: page.events?.map(({ message = "" }) => JSON.parse(message).topicName as unknown) };
  };

  const head = await read({ startFromHead: true, limit: 2 });
  expect(head.topics).toEqual(["a", "b"]);
  const next = await read({ nextToken: head.nextForwardToken, limit: 2 });
  expect(next.topics).toEqual(["c"]);
  const end = await read({ nextToken: next.nextForwardToken });
  expect(end.topics).toEqual([]);
  expect(end.nextForwardToken).toBe(next.nextForwardToken);
  const tail = await read({ limit: 1 });
  expect(tail.topics).toEqual(["c"]);
  expect((await read({ nextToken: tail.nextBackwardToken })).topics).toEqual(["a", "b"]);
});
