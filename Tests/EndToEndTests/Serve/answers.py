#!/usr/bin/python3
"""A bootstrap that answers as the query says, or the event: well, badly, twice."""
import http.client, json, os, socket, threading, time

HOST = os.environ["AWS_LAMBDA_RUNTIME_API"]
API = http.client.HTTPConnection(HOST)
BASE = "/2018-06-01/runtime/invocation/"
PRELUDE = "application/vnd.awslambda.http-integration-response"


def stream(id, pieces, type="text/plain", whole=True):
    """Over a connection of its own."""
    name, port = HOST.split(":")
    with socket.create_connection((name, int(port))) as raw:
        head = (f"POST {BASE}{id}/response HTTP/1.1", "Host: x", f"Content-Type: {type}", "Transfer-Encoding: chunked",
                "Lambda-Runtime-Function-Response-Mode: streaming", "", "")
        raw.sendall("\r\n".join(head).encode())
        for piece in pieces:
            raw.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        if whole:
            raw.sendall(b"0\r\n\r\n")
            raw.recv(99)


count = 0
while True:
    API.request("GET", BASE + "next")
    reply = API.getresponse()
    event = json.loads(reply.read())
    id = reply.headers["Lambda-Runtime-Aws-Request-Id"]
    word = event.get("rawQueryString", "") if isinstance(event, dict) else event
    if word in ("prelude", "prelude204"):
        status = b'{"statusCode":%d}' % (204 if word == "prelude204" else 201)
        stream(id, [status + bytes(8), b"body"], PRELUDE)
    elif word == "plain":
        # A JSON document, so that it is one when it is collected too.
        stream(id, [b"12", b"34"])
    elif word == "both":
        others = [threading.Thread(target=stream, args=(id, [b"a", b"b"])) for _ in range(4)]
        for other in others:
            other.start()
        for other in others:
            other.join()
    elif word in ("cut", "again"):
        stream(id, [b"half"], whole=False)
        time.sleep(0.1)
        if word == "again":
            stream(id, [b"more"])
    else:
        if word == "count":
            time.sleep(0.3)
            count += 1
        answer = {"statusCode": int(word), "body": "body"} if word.isdigit() else {}
        if word == "path":
            answer = {"statusCode": 200, "body": event["rawPath"]}
        if word == "counted":
            answer = str(count)
        if word == "arn":
            answer = reply.headers["Lambda-Runtime-Invoked-Function-Arn"]
        text = answer if isinstance(answer, str) else json.dumps(answer)
        API.request("POST", BASE + id + "/response", text)
        API.getresponse().read()
