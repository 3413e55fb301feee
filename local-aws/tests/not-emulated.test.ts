import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { awsCommand, pythonsWith, runTool } from "./tools.ts";

const script = `
import boto3, botocore, json, os
calls = [("s3", "list_buckets", {}), ("s3", "get_object", {"Bucket": "b", "Key": "k"}), ("ec2", "describe_instances", {}),
         ("sns", "list_topics", {}), ("cloudfront", "list_distributions", {}), ("dynamodb", "list_tables", {})]
seen = {}
for service, operation, parameters in calls:
    client = boto3.client(service, endpoint_url=os.environ["ENDPOINT"], config=botocore.config.Config(retries={"total_max_attempts": 1}))
    try:
        getattr(client, operation)(**parameters)
    except botocore.exceptions.ClientError as error:
        answer = error.response
        seen[operation] = [answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"], answer["Error"]["Message"]]
print(json.dumps(seen))
`;

const lacking = (what: string) => [
  501,
  "NotEmulated",
  `The embedded AWS does not emulate ${what}. What it does is listed in local-aws/SPEC.md.`,
];

test("boto3, old and new, reads of each protocol that a service is lacking", { timeout: 60_000 }, async () => {
  const pythons = await pythonsWith("boto3");

  const seen = await Promise.all(
    pythons.map(async ({ command }) => {
      await using aws = await startLocalAws({ port: 0 });
      const { stdout, stderr } = await runTool(aws, command, ["-c", script]);
      expect(stderr).toBe("");
      return JSON.parse(stdout) as unknown;
    }),
  );

  for (const one of seen) {
    expect(one).toEqual({
      list_buckets: lacking("s3: GET /"),
      get_object: lacking("s3: GET /b/k"),
      describe_instances: lacking("ec2: DescribeInstances"),
      list_topics: lacking("sns: ListTopics"),
      list_distributions: lacking("cloudfront: GET /2020-05-31/distribution"),
      list_tables: [501, "NotEmulated", expect.stringContaining("'DynamoDB_20120810.ListTables'")],
    });
  }
});

test("the AWS CLI says so too", { timeout: 60_000 }, async () => {
  await using aws = await startLocalAws({ port: 0 });

  const { stderr } = await awsCommand(aws, "ec2", "describe-instances");

  expect(stderr).toContain("(NotEmulated) when calling the DescribeInstances operation");
  expect(stderr).toContain("The embedded AWS does not emulate ec2: DescribeInstances.");
});
