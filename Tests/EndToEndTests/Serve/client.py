"""Callers of a running `asml serve`: boto3, the AWS CLI, curl, a browser.

usage: client.py KIND < what `asml serve --json` says
"""
import json, os, subprocess, sys, time
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

SERVED = json.loads(sys.stdin.readline())
URLS = {f["name"]: f["url"] for f in SERVED["functions"]}
CLIENT = boto3.client(
    "lambda", endpoint_url=SERVED["endpoint"], region_name="us-east-1", aws_access_key_id="x",
    aws_secret_access_key="y", config=Config(retries={"max_attempts": 0}, read_timeout=120))
SIZES = (0, 1, 8191, 8192, 8193, 6 * 1024 * 1024)


def expect(what, got, wanted):
    if got != wanted:
        sys.exit(f"FAIL {what}\n  got    {got!r:.1000}\n  wanted {wanted!r:.1000}")


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & (1 << 64) - 1
    return f"{value:016x}"


def document(size):
    """JSON of so many bytes."""
    if size < 2:
        return b"7" * size
    name = b'{"name":"Ada"'
    if size < len(name) + 20:
        return b'"' + b"x" * (size - 2) + b'"'
    return name + b',"fill":"' + b"x" * (size - len(name) - 11) + b'"}'


def sizes():
    """Events of every size, through boto3 and through the function's URL."""
    large = {}
    for name, url in URLS.items():
        for size in SIZES:
            event = document(size)
            reply = CLIENT.invoke(FunctionName=name, Payload=event)
            answer = json.load(reply["Payload"])
            seen = event or b"{}"
            expect(f"{name}: length of {size}", answer["length"], len(seen))
            expect(f"{name}: greeting of {size}", answer["greeting"], "Hello, Ada!" if size > 2 else "Hello, world!")
            if size < 10_000:
                expect(f"{name}: checksum of {size}", answer["checksum"], fnv1a(seen))
            else:
                large[name] = answer["checksum"]
        for size in SIZES[:-1]:
            body = subprocess.run(
                ["curl", "-sS", "--max-time", "300", "--data-binary", "@-", "-H", "Content-Type: text/plain", url],
                input=b"y" * size, capture_output=True, check=True).stdout
            expect(f"{name}: URL, {size}", json.loads(body)["length"] > size, True)
    expect("the same checksum of 6 MiB in all languages", len(set(large.values())), 1)


def invoke():
    """Every way to invoke, and every error."""
    reply = CLIENT.invoke(FunctionName="hello", Payload=b'{"name":"Bo"}', LogType="Tail")
    expect("sync", (reply["StatusCode"], reply["ExecutedVersion"], "FunctionError" in reply), (200, "$LATEST", False))
    import base64
    log = base64.b64decode(reply["LogResult"]).decode()
    expect("log tail", ["START RequestId" in log, "read 13 bytes" in log, "REPORT RequestId" in log], [True] * 3)
    for name in ("arn:aws:lambda:us-east-1:012345678912:function:hello", "012345678912:function:hello", "hello:$LATEST"):
        expect(name, CLIENT.invoke(FunctionName=name)["StatusCode"], 200)
    expect("dry run", CLIENT.invoke(FunctionName="hello", InvocationType="DryRun")["StatusCode"], 204)
    expect("event", CLIENT.invoke(FunctionName="hello", InvocationType="Event", Payload=b"1")["StatusCode"], 202)

    reply = CLIENT.invoke(FunctionName="traps", Payload=b'"divide"', LogType="Tail")
    error = json.load(reply["Payload"])
    expect("function error", (reply["StatusCode"], reply["FunctionError"], error["errorType"], error["errorMessage"]),
           (200, "Unhandled", "Function.Trap", "trap: integer divide by zero"))
    expect("its stack", error["stackTrace"][0].startswith("divide_inner"), True)
    expect("the next one is answered", "FunctionError" in CLIENT.invoke(FunctionName="traps", Payload=b'"x"'), False)

    def code(**arguments):
        try:
            CLIENT.invoke(**arguments)
        except ClientError as error:
            return (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])

    expect("no such function", code(FunctionName="nobody"), ("ResourceNotFoundException", 404))
    expect("no JSON", code(FunctionName="hello", Payload=b"{"), ("InvalidRequestContentException", 400))
    expect("too large", code(FunctionName="hello", Payload=b'"' + b"x" * (6 << 20) + b'"'), ("RequestTooLargeException", 413))
    expect("too large for an event", code(FunctionName="hello", InvocationType="Event", Payload=b'"' + b"x" * (1 << 20) + b'"'),
           ("RequestTooLargeException", 413))
    context = base64.b64encode(b'{"custom":{"a":"b"}}').decode()
    expect("client context", CLIENT.invoke(FunctionName="hello", ClientContext=context)["StatusCode"], 200)

    names = [f["FunctionName"] for f in CLIENT.list_functions()["Functions"]]
    expect("list", sorted(names), ["hello", "site", "traps"])
    expect("get", CLIENT.get_function(FunctionName="hello")["Configuration"]["Runtime"], "provided.al2023")

    event = json.dumps({"requestContext": {"http": {"method": "GET"}}, "rawPath": "/stream"}).encode()
    reply = CLIENT.invoke_with_response_stream(FunctionName="site", Payload=event)
    expect("stream: type", reply["ResponseStreamContentType"], "application/vnd.amazon.eventstream")
    events = list(reply["EventStream"])
    body = b"".join(e["PayloadChunk"]["Payload"] for e in events if "PayloadChunk" in e)
    expect("stream: body", body.split(b"\0" * 8)[1], b"".join(b"chunk %d\n" % i for i in range(1, 6)))
    expect("stream: complete", "ErrorCode" in events[-1]["InvokeComplete"], False)
    events = list(CLIENT.invoke_with_response_stream(FunctionName="traps", Payload=b'"load"')["EventStream"])
    expect("stream: error", events[-1]["InvokeComplete"]["ErrorCode"], "Unhandled")
    events = list(CLIENT.invoke_with_response_stream(FunctionName="hello", Payload=b"1")["EventStream"])
    expect("stream: of a function that does not", json.loads(events[0]["PayloadChunk"]["Payload"])["length"], 1)

    done = subprocess.run(
        [sys.executable, "-m", "awscli", "lambda", "invoke", "--endpoint-url", SERVED["endpoint"], "--function-name",
         "hello", "--payload", '{"name":"Cy"}', "answer.json"],
        env={**os.environ, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_DEFAULT_REGION": "us-east-1"},
        capture_output=True, text=True)
    expect("AWS CLI", (done.returncode, json.loads(done.stdout)["StatusCode"]), (0, 200))
    expect("its answer", json.load(open("answer.json"))["greeting"], "Hello, Cy!")
    other = subprocess.run(["curl", "-sS", "--max-time", "300", "-o", "/dev/null", "-w", "%{http_code}", SERVED["endpoint"] + "/nothing"],
                           capture_output=True, text=True)
    expect("another path", other.stdout, "404")


def curl(url, *options):
    """Status, headers (lower case, as a list) and body."""
    done = subprocess.run(["curl", "-sS", "--max-time", "300", "-i", *options, url], capture_output=True, check=True)
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = [tuple(line.split(": ", 1)) for line in lines[1:]]
    return int(lines[0].split()[1]), [(k.lower(), v) for k, v in headers], body


def site():
    """Sites in every language behave alike."""
    for name, url in URLS.items():
        def get(path, *options):
            status, headers, body = curl(url + path, *options)
            return status, dict(headers), body

        status, headers, body = get("?name=A%3Cb%3Eda")
        expect(f"{name}: page", (status, headers["content-type"], b"<h1>Hello, Abda!</h1>" in body),
               (200, "text/html; charset=utf-8", True))
        status, headers, body = get("json?a=1", "--data", "x=\"1\"\xe4")
        expect(f"{name}: json", (headers["content-type"], json.loads(body)),
               ("application/json", {"method": "POST", "path": "/json", "body": 'x="1"\xe4'}))
        expect(f"{name}: binary", get("binary")[2], bytes(range(256)))
        plain = b"This text was compressed before the function was compiled.\n"
        expect(f"{name}: gzip", (get("gzip")[1]["content-encoding"], get("gzip", "--compressed")[2]), ("gzip", plain))
        status, headers, body = curl(url + "cookies", "-b", "theme=light; other=1")
        expect(f"{name}: cookies", (body, [v for k, v in headers if k == "set-cookie"]),
               (b"light", ["session=abc; Path=/; HttpOnly", "theme=dark; Path=/"]))
        expect(f"{name}: error", (get("error")[0], json.loads(get("error")[2])["desc"]), (520, "Function Error"))
        expect(f"{name}: redirect", (get("redirect")[0], get("redirect")[1]["location"]), (302, "/"))
        status, headers, body = get("nowhere%20%C3%A4")
        expect(f"{name}: not found", (status, json.loads(body)["message"]), (404, 'missing resource "/nowhere%20%C3%A4"'))
        status, headers, body = get("stream")
        expect(f"{name}: stream", (status, headers["content-type"], body),
               (200, "text/plain; charset=utf-8", b"".join(b"chunk %d\n" % i for i in range(1, 6))))
        expect(f"{name}: HEAD", (get("json", "-I")[0], get("json", "-I")[2]), (200, b""))
        below = SERVED["endpoint"] + f"/lambda-url/{name}/json"
        expect(f"{name}: below the endpoint", json.loads(curl(below)[2])["path"], "/json")


def hostile():
    """Callers that break the protocol, hang up, or come all at once."""
    import socket, threading, urllib.parse

    def raw(url, data, read=True):
        address = urllib.parse.urlsplit(url)
        with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
            connection.sendall(data)
            return connection.recv(4096) if read else b""

    post = b"POST /2015-03-31/functions/hello/invocations HTTP/1.1\r\nHost: x\r\n"
    for junk in (b"\x00\xff\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"GET\r\n\r\n"):
        for url in (SERVED["endpoint"], *URLS.values()):
            expect(f"garbage {junk!r}", raw(url, junk)[:12], b"HTTP/1.1 400")
    for _ in range(20):
        raw(SERVED["endpoint"], post + b"Content-Length: 100\r\n\r\nhalf", read=False)
        raw(SERVED["endpoint"], post + b"Content-Length: 2\r\n\r\n{}", read=False)
        raw(URLS["site"], b"GET /stream HTTP/1.1\r\nHost: x\r\n\r\n", read=False)
    # What they have begun goes on, as in AWS, and takes its place meanwhile.
    for _ in range(100):
        if curl(URLS["site"])[0] == 200:
            break
        time.sleep(0.1)
    for path in (b"/../../etc/passwd", b"/%00%0d%0a", b"/a?b=%zz&&=&c", b"/" + b"x" * 8000):
        reply = raw(URLS["site"], b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        expect(f"path {path[:20]!r}", reply[:12], b"HTTP/1.1 404")
    reply = raw(SERVED["endpoint"], post.replace(b"Host: x", b"Host: evil.example") + b"Content-Length: 0\r\n\r\n")
    expect("a name of others", reply[:12], b"HTTP/1.1 421")
    reply = raw(SERVED["endpoint"], post + b"Content-Length: 2\r\nX-Amz-Client-Context: ???\r\n\r\n{}")
    expect("a client context that is none", reply[:12], b"HTTP/1.1 400")

    codes = []
    def one():
        codes.append(curl(SERVED["endpoint"] + "/2015-03-31/functions/slow/invocations", "-d", "1")[0])
    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect("more than the function may have at a time", (codes.count(200) + codes.count(429), 429 in codes, 200 in codes), (6, True, True))
    expect("and it goes on", CLIENT.invoke(FunctionName="hello")["StatusCode"], 200)
    expect("the site too", curl(URLS["site"])[0], 200)


def framing():
    """What a function answers must not break the connection, nor the server (Serve/answers.py)."""
    import socket, threading, urllib.parse
    expect("a function named function", CLIENT.invoke(FunctionName="function")["StatusCode"], 200)
    expect("its ARN", CLIENT.invoke(FunctionName="arn:aws:lambda:us-east-1:012345678912:function:function")["StatusCode"], 200)
    arn = CLIENT.invoke(FunctionName="function", Payload=b'"arn"', Qualifier="PROD")["Payload"].read()
    expect("a qualifier", arn.endswith(b":function:function:PROD"), True)
    address = urllib.parse.urlsplit(URLS["function"])

    def exchange(request, *more):
        """All that comes for these requests over one connection, until it is closed."""
        with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
            connection.sendall(b"".join((request, *more)))
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def request(line, *headers):
        return b"\r\n".join((line.encode(), b"Host: x", *headers, b"", b""))

    last = request("GET /?200 HTTP/1.1", b"Connection: close")
    whole = exchange(last)
    expect("an answer", (whole[:15], whole.endswith(b"\r\n\r\nbody")), (b"HTTP/1.1 200 OK", True))
    for line, status in (("GET /?204 HTTP/1.1", b"204"), ("GET /?304 HTTP/1.1", b"304"), ("HEAD /?200 HTTP/1.1", b"200"),
                         ("HEAD /?prelude HTTP/1.1", b"201"), ("HEAD /?plain HTTP/1.1", b"200"), ("GET /?prelude204 HTTP/1.1", b"204")):
        seen = exchange(request(line), last)
        head, _, rest = seen.partition(b"\r\n\r\n")
        expect(f"{line}: status", head[9:12], status)
        expect(f"{line}: what follows is the next answer", rest, whole)
    for status in (b"100", b"101", b"99", b"600"):
        seen = exchange(request(f"GET /?{status.decode()} HTTP/1.1", b"Connection: close"))
        expect(f"status {status}", seen[:12], b"HTTP/1.1 502")
    for kind, wanted in (("200", b"body"), ("prelude", b"body"), ("plain", b"1234")):
        head, _, body = exchange(request(f"GET /?{kind} HTTP/1.0")).partition(b"\r\n\r\n")
        expect(f"HTTP/1.0, {kind}", (body, b"chunked" in head.lower()), (wanted, False))
    for target, path in (("http://localhost/p?path", b"/p"), ("http://localhost?path", b"/"), ("/p?path", b"/p")):
        seen = exchange(request(f"GET {target} HTTP/1.1", b"Connection: close"))
        expect(target, seen.partition(b"\r\n\r\n")[2], path)
    for kind in ("both", "again", "cut"):
        exchange(request(f"GET /?{kind} HTTP/1.1", b"Connection: close"))
        expect(f"after {kind}", exchange(last), whole)
        events = list(CLIENT.invoke_with_response_stream(
            FunctionName="function", Payload=json.dumps(kind).encode())["EventStream"])
        code = events[-1]["InvokeComplete"].get("ErrorCode")
        expect(f"{kind} as events", code, None if kind == "both" else "Unhandled")
    for _ in range(5):
        CLIENT.invoke(FunctionName="function", InvocationType="Event", Payload=b'"count"')
    counted = None
    for _ in range(600):
        time.sleep(0.1)
        try:
            counted = CLIENT.invoke(FunctionName="function", Payload=b'"counted"')["Payload"].read()
        except CLIENT.exceptions.TooManyRequestsException:
            continue
        if counted == b"5":
            break
    expect("events of a busy function are kept", counted, b"5")


def browser():
    """A page in a real browser."""
    for name, url in URLS.items():
        page = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=profile",
             "--dump-dom", url + "?name=Ada"], capture_output=True, text=True, timeout=120)
        expect(f"{name}: in a browser", "<h1>Hello, Ada!</h1>" in page.stdout and "<a href=\"/json\">" in page.stdout, True)


{"sizes": sizes, "invoke": invoke, "site": site, "browser": browser, "hostile": hostile,
 "framing": framing}[sys.argv[1]]()
print("ok")
