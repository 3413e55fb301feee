"""A Cognito user signs in with a confidential app client and gets temporary credentials: boto3, as a back end would.

Its argument is a JSON object with what it needs; it prints one line of JSON.
"""

import base64
import hashlib
import hmac
import json
import os
import sys

import boto3
from botocore import UNSIGNED
from botocore.config import Config

REGION = os.environ["AWS_DEFAULT_REGION"]
ENDPOINT = os.environ["ENDPOINT"]
parameters = json.loads(sys.argv[1])

username = parameters["username"]
client_id = parameters["clientId"]
provider = f"cognito-idp.{REGION}.amazonaws.com/{parameters['userPoolId']}"


def client(service, **options):
    return boto3.client(service, region_name=REGION, endpoint_url=ENDPOINT, **options)


def secret_hash():
    digest = hmac.new(
        parameters["clientSecret"].encode("utf-8"),
        (username + client_id).encode("utf-8"),
        hashlib.sha256,
    ).digest()
    return base64.b64encode(digest).decode()


# Who signs in has no credentials yet.
anonymous = Config(signature_version=UNSIGNED)
idp = client("cognito-idp", config=anonymous)
identity = client("cognito-identity", config=anonymous)

try:
    signed_in = idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={
            "USERNAME": username,
            "PASSWORD": parameters["password"],
            "SECRET_HASH": secret_hash(),
        },
    )
    logins = {provider: signed_in["AuthenticationResult"]["IdToken"]}
    identity_id = identity.get_id(IdentityPoolId=parameters["identityPoolId"], Logins=logins)["IdentityId"]
    credentials = identity.get_credentials_for_identity(IdentityId=identity_id, Logins=logins)["Credentials"]
    caller = client(
        "sts",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretKey"],
        aws_session_token=credentials["SessionToken"],
    ).get_caller_identity()
    print(
        json.dumps(
            {
                "identityId": identity_id,
                "arn": caller["Arn"],
                "expiration": credentials["Expiration"].timestamp(),
            }
        )
    )
except (idp.exceptions.ClientError, identity.exceptions.ClientError) as error:
    print(json.dumps({"error": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}))
