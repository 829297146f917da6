"""What botocore makes of files and variables. Reads a JSON list of cases, writes the results."""

import json
import os
import sys
import tempfile

import botocore.session

usual = dict(os.environ)


def resolve(case):
    with tempfile.TemporaryDirectory() as folder:
        os.environ.clear()
        os.environ.update({"PATH": usual["PATH"], "AWS_EC2_METADATA_DISABLED": "true"})
        for name, variable in [
            ("config", "AWS_CONFIG_FILE"),
            ("credentials", "AWS_SHARED_CREDENTIALS_FILE"),
        ]:
            os.environ[variable] = os.path.join(folder, name)
            with open(os.environ[variable], "w", newline="") as file:
                file.write(case[name])
        os.environ.update(case["environment"])
        try:
            session = botocore.session.Session(profile=case.get("profile"))
            credentials = session.get_credentials()
            if credentials is None:
                return None
            keys = list(credentials.get_frozen_credentials())
            client = session.create_client("logs")
            return [key or "" for key in keys[:3]] + [
                client.meta.region_name,
                client.meta.endpoint_url,
            ]
        except Exception:
            return None


json.dump([resolve(case) for case in json.load(open(sys.argv[1]))], open(sys.argv[2], "w"))
