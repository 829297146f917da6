"""Fills a moto server with what the tests ask for. Argument: its address."""

import io
import json
import sys
import time
import urllib.request
import zipfile

import boto3

url = sys.argv[1]
access = dict(
    endpoint_url=url,
    region_name="eu-west-3",
    aws_access_key_id="testing",
    aws_secret_access_key="testing",
)
configuration = urllib.request.Request(
    url + "/moto-api/config",
    json.dumps({"lambda": {"use_docker": False}}).encode(),
    {"Content-Type": "application/json"},
)
urllib.request.urlopen(configuration)


def client(name):
    return boto3.client(name, **access)


def package(text):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("bootstrap", text)
    return data.getvalue()


role = client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
functions = client("lambda")
functions.create_function(
    FunctionName="hello",
    Runtime="provided.al2023",
    Role=role,
    Handler="hello.handler",
    Code={"ZipFile": package("1")},
    Publish=True,
    MemorySize=256,
    Timeout=7,
    Architectures=["arm64"],
)
functions.update_function_code(FunctionName="hello", ZipFile=package("2"), Publish=True)
functions.create_alias(FunctionName="hello", Name="live", FunctionVersion="1")

logs = client("logs")
for name in ["/aws/lambda/hello", "/aws/lambda/other"]:
    logs.create_log_group(logGroupName=name)
logs.put_retention_policy(logGroupName="/aws/lambda/hello", retentionInDays=14)
start = int(time.time() * 1000) - 60_000
for stream in ["a", "b"]:
    logs.create_log_stream(logGroupName="/aws/lambda/hello", logStreamName=stream)
    events = [{"timestamp": start + i, "message": f"{stream} {i} é"} for i in range(60)]
    logs.put_log_events(
        logGroupName="/aws/lambda/hello", logStreamName=stream, logEvents=events
    )

for name in ["one", "two/three"]:
    client("ecr").create_repository(repositoryName=name)
client("s3").create_bucket(
    Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"}
)
