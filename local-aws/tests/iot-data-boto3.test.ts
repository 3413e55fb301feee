import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { pythonsWith, runTool } from "./tools.ts";

const pythons = await pythonsWith("boto3");

const script = `
import boto3, json, os
from botocore.exceptions import ClientError
data = boto3.client("iot-data", endpoint_url=os.environ["ENDPOINT"])
told = {}
made = data.update_thing_shadow(thingName="device_1", payload=json.dumps({"state": {"desired": {"power": "OFF"}}}))
told["made"] = json.loads(made["payload"].read())["version"]
told["got"] = json.loads(data.get_thing_shadow(thingName="device_1")["payload"].read())["state"]
try:
    data.update_thing_shadow(thingName="device_1", payload=json.dumps({"state": {}, "version": 7}))
except ClientError as error:
    told["conflict"] = [error.response["Error"]["Code"], error.response["Error"]["Message"]]
data.delete_thing_shadow(thingName="device_1")
try:
    data.get_thing_shadow(thingName="device_1")
except ClientError as error:
    told["gone"] = error.response["Error"]["Code"]
data.publish(topic="a/b", qos=1, retain=True, payload=b"kept")
told["retained"] = [data.get_retained_message(topic="a/b")["payload"].decode(), [m["topic"] for m in data.list_retained_messages()["retainedTopics"]]]
try:
    data.list_named_shadows_for_thing(thingName="device_1")
except ClientError as error:
    told["lacking"] = error.response["Error"]["Code"]
print(json.dumps(told))
`;

test.each(pythons)("boto3 $version works with shadows and retained messages", async ({ command }) => {
  await using aws = await startLocalAws({ port: 0 });

  const { code, stdout, stderr } = await runTool(aws, command, ["-c", script]);

  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(JSON.parse(stdout)).toEqual({
    made: 1,
    got: { desired: { power: "OFF" }, delta: { power: "OFF" } },
    conflict: ["ConflictException", "Version conflict"],
    gone: "ResourceNotFoundException",
    retained: ["kept", ["a/b"]],
    lacking: "NotEmulated",
  });
});
