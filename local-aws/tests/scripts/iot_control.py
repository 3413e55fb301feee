"""Drives the IoT control plane, IAM and CloudWatch Logs with boto3, and prints what it saw as JSON."""

import json
import os

import boto3
from botocore.exceptions import ClientError

ENDPOINT = os.environ["ENDPOINT"]
IDENTITY = "ap-northeast-1:9f3a4c1e-1111-4222-8333-444455556666"


def document(**statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


def refusal(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


iot = boto3.client("iot", endpoint_url=ENDPOINT)
iam = boto3.client("iam", endpoint_url=ENDPOINT)
sts = boto3.client("sts", endpoint_url=ENDPOINT)
logs = boto3.client("logs", endpoint_url=ENDPOINT)
seen = {}

for number in range(5):
    iot.create_thing(thingName=f"device_{number}", attributePayload={"attributes": {"site": "north"}})
pages = iot.get_paginator("list_things").paginate(PaginationConfig={"PageSize": 2})
seen["pages"] = [[thing["thingName"] for thing in page["things"]] for page in pages]
iot.update_thing(thingName="device_0", attributePayload={"attributes": {"site": ""}, "merge": True})
seen["attributes"] = iot.describe_thing(thingName="device_0")["attributes"]
seen["conflict"] = refusal(iot.update_thing, thingName="device_0", expectedVersion=1)
seen["missing"] = refusal(iot.describe_thing, thingName="nothing")

iot.create_policy(policyName="operator", policyDocument=document(Action="iot:Connect", Resource="*"))
iot.attach_policy(policyName="operator", target=IDENTITY)
seen["attached"] = [policy["policyName"] for policy in iot.list_attached_policies(target=IDENTITY)["policies"]]
seen["targets"] = iot.list_targets_for_policy(policyName="operator")["targets"]
seen["malformed"] = refusal(iot.create_policy, policyName="bad", policyDocument="{")
seen["endpoint"] = iot.describe_endpoint(endpointType="iot:Data-ATS")["endpointAddress"]

iot.update_indexing_configuration(
    thingIndexingConfiguration={"thingIndexingMode": "REGISTRY", "thingConnectivityIndexingMode": "STATUS"}
)
found = iot.search_index(queryString="attributes.site:north AND connectivity.connected:false", maxResults=3)
seen["found"] = [thing["thingName"] for thing in found["things"]]
seen["more"] = "nextToken" in found

trust = document(Principal={"AWS": "arn:aws:iam::000000000000:root"}, Action="sts:AssumeRole")
role = iam.create_role(RoleName="reader", AssumeRolePolicyDocument=trust)["Role"]
seen["trust"] = role["AssumeRolePolicyDocument"] == json.loads(trust)
iam.put_role_policy(
    RoleName="reader", PolicyName="read", PolicyDocument=document(Action="iot:ListThings", Resource="*")
)
session = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="test")["Credentials"]
reader = boto3.client(
    "iot",
    endpoint_url=ENDPOINT,
    aws_access_key_id=session["AccessKeyId"],
    aws_secret_access_key=session["SecretAccessKey"],
    aws_session_token=session["SessionToken"],
)
seen["listed"] = len(reader.list_things()["things"])
seen["denied"] = refusal(reader.describe_thing, thingName="device_0")
seen["unreadable"] = refusal(iam.get_role, RoleName="\x01<&>")
seen["groups"] = logs.describe_log_groups()["logGroups"]
seen["no group"] = refusal(logs.filter_log_events, logGroupName="AWSIotLogsV2", filterPattern='{ $.a = "b" }')

print(json.dumps(seen))
