"""Signs requests with botocore. Reads a JSON list of cases, writes the list of results."""

import datetime
import json
import sys
from unittest import mock

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials


def sign(case):
    now = datetime.datetime.strptime(case["date"], "%Y%m%dT%H%M%SZ")
    credentials = Credentials(case["keyID"], case["secret"], case.get("token"))
    is_s3 = case["service"] == "s3"
    if case.get("seconds"):
        kind = botocore.auth.S3SigV4QueryAuth if is_s3 else botocore.auth.SigV4QueryAuth
        signer = kind(credentials, case["service"], case["region"], expires=case["seconds"])
    else:
        kind = botocore.auth.S3SigV4Auth if is_s3 else botocore.auth.SigV4Auth
        signer = kind(credentials, case["service"], case["region"])
    request = AWSRequest(method=case["method"], url=case["url"], data=case["body"].encode())
    for name, value in case["headers"]:
        request.headers[name] = value
    if is_s3:
        choice = {"payload_signing_enabled": not case["unsigned"]}
        request.context["client_config"] = Config(s3=choice)
    # Its own clocks, of two generations of the library.
    with mock.patch("botocore.auth.get_current_datetime", lambda *_, **__: now, create=True):
        signer.add_auth(request)
    return {"url": request.url, "authorization": request.headers.get("Authorization")}


json.dump([sign(case) for case in json.load(open(sys.argv[1]))], open(sys.argv[2], "w"))
