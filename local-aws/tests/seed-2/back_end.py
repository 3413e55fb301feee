"""A back end signs a Cognito user in, gets temporary credentials for it and attaches an IoT policy to its identity.

The argument is a JSON object with what it needs; the answer is one line of JSON.
"""

import base64
import hashlib
import hmac
import json
import os
import sys

import boto3

given = json.loads(sys.argv[1])
REGION = os.environ["AWS_DEFAULT_REGION"]
USER_POOL_ID = given["userPoolId"]
IDENTITY_POOL_ID = given["identityPoolId"]
CLIENT_ID = given["clientId"]
client_secret = given["clientSecret"]
IOT_POLICY_NAME = given["policyName"]
user_name = given["username"]
user_password = given["password"]

client_idp = boto3.client("cognito-idp", endpoint_url=os.environ["ENDPOINT"])
client_identity = boto3.client("cognito-identity", endpoint_url=os.environ["ENDPOINT"])
client_iot = boto3.client("iot", endpoint_url=os.environ["ENDPOINT"])

msg = user_name + CLIENT_ID
dig = hmac.new(client_secret.encode("utf-8"), msg.encode("utf-8"), hashlib.sha256).digest()
secret_hash = base64.b64encode(dig).decode()

response = client_idp.initiate_auth(
    ClientId=CLIENT_ID,
    AuthFlow="USER_PASSWORD_AUTH",
    AuthParameters={"USERNAME": user_name, "PASSWORD": user_password, "SECRET_HASH": secret_hash},
)
id_token = response["AuthenticationResult"]["IdToken"]

logins = {f"cognito-idp.{REGION}.amazonaws.com/{USER_POOL_ID}": id_token}
identity_id = client_identity.get_id(IdentityPoolId=IDENTITY_POOL_ID, Logins=logins)["IdentityId"]
credentials = client_identity.get_credentials_for_identity(IdentityId=identity_id, Logins=logins)["Credentials"]

if given["attach"]:
    client_iot.attach_policy(policyName=IOT_POLICY_NAME, target=identity_id)

print(
    json.dumps(
        {
            "identityId": identity_id,
            "accessKeyId": credentials["AccessKeyId"],
            "secretAccessKey": credentials["SecretKey"],
            "sessionToken": credentials["SessionToken"],
        }
    )
)
