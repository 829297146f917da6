"""A Runtime API that answers slowly, partially, wrongly or not at all (script.c).

usage: wire_test.py FUNCTION
"""
import socket, subprocess, sys, threading, time
from runtime_api import expect
from script import Script

OK = b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"


def event(body=b"", fields=b"", id=b"1"):
    return (b"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: " + id + b"\r\n" + fields
            + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def chunked(body, size, id=b"1"):
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nLambda-Runtime-Aws-Request-Id: " + id
            + b"\r\n\r\n" + b"".join(b"%X\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n")


def request(connection):
    """One whole request; b'' when the peer is gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return data
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            while len(body) < int(line.split(b":")[1]):
                body += connection.recv(1 << 20)
    return head + b"\r\n\r\n" + body


CLOSE, HANG = "close", "hang"


def run(program, *answers, seconds=10, family=socket.AF_INET, environment=None):
    """Gives the answers one after the other, over as many connections as the program makes. An
    answer is bytes, a list of pieces with pauses between them, CLOSE, or HANG until the end."""
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
    listener.listen(8)
    requests, rest, finished = [], list(answers), threading.Event()

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                try:
                    while data := request(connection):
                        requests.append(data)
                        answer = rest.pop(0) if rest else HANG
                        if answer == HANG:
                            finished.set()
                            time.sleep(seconds)
                            return
                        if answer == CLOSE:
                            break
                        closes = isinstance(answer, tuple)
                        pieces = answer if isinstance(answer, (list, tuple)) else [answer]
                        for piece in pieces:
                            connection.sendall(piece)
                            time.sleep(0.003 if len(pieces) > 1 else 0)
                        if closes:
                            break
                except OSError:
                    pass

    threading.Thread(target=serve, daemon=True).start()
    host, port = listener.getsockname()[:2]
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    child = subprocess.Popen([program], env={"AWS_LAMBDA_RUNTIME_API": address, **(environment or {})},
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + seconds
    while not finished.is_set() and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    child.kill()
    out, err = child.communicate()
    listener.close()
    return requests, child.returncode, out, err


def paths(requests):
    return [r.split(b" ")[1].removeprefix(b"/2018-06-01/runtime/") for r in requests]


NEXT, RESPONSE, ERROR = b"invocation/next", b"invocation/1/response", b"invocation/1/error"


def main(function):
    script = Script().call("__asml_abi_input_length_get").answer().event()
    length = len(script).to_bytes(8, "little")
    requests, *_ = run(function, event(script), OK)
    expect("a whole exchange", (paths(requests), requests[1].endswith(length)), ([NEXT, RESPONSE, NEXT], True))
    requests, *_ = run(function, [bytes([b]) for b in event(script)], [bytes([b]) for b in OK])
    expect("byte by byte", paths(requests), [NEXT, RESPONSE, NEXT])
    whole = chunked(script, 7)
    requests, *_ = run(function, [whole[i : i + 11] for i in range(0, len(whole), 11)], OK)
    expect("small chunks in small pieces", (paths(requests), requests[1].endswith(length)), ([NEXT, RESPONSE, NEXT], True))
    big = script + bytes(6 * 1024 * 1024 - len(script))
    for size in (65536, 100_000, 1 << 20, 8 << 20):
        requests, *_ = run(function, chunked(big, size), OK)
        expect(f"6 MiB in chunks of {size}", requests[1].endswith(len(big).to_bytes(8, "little")), True)
    requests, *_ = run(function, event(script), OK, family=socket.AF_INET6)
    expect("IPv6", paths(requests), [NEXT, RESPONSE, NEXT])

    answer = event(script)
    for cut in (0, 1, 12, 40, len(answer) - len(script), len(answer) - 1):
        requests, *_ = run(function, (answer[:cut],) if cut else CLOSE, answer, OK)
        expect(f"next cut at {cut}: asked for again", paths(requests), [NEXT, NEXT, RESPONSE, NEXT])
    requests, status, _, err = run(function, *[(answer[:50],)] * 3)
    expect("next cut three times", (paths(requests), status, b"closed within" in err), ([NEXT] * 3, 1, True))
    requests, *_ = run(function, event(script), (OK,), event(script), (OK,))
    expect("closed after each response", paths(requests), [NEXT, RESPONSE] * 2 + [NEXT])
    requests, *_ = run(function, event(script), CLOSE, OK)
    expect("closed instead of an answer to the response: sent again", paths(requests), [NEXT, RESPONSE, RESPONSE, NEXT])
    requests, status, _, err = run(function, event(script), (OK[:9],), OK)
    expect("the answer to the response cut", (paths(requests), status), ([NEXT, RESPONSE], 1))

    for what, answer in (
        ("403", b"HTTP/1.1 403 Forbidden\r\nContent-Length: 7\r\n\r\nno more"),
        ("500", b"HTTP/1.1 500 Oops\r\nContent-Length: 7\r\n\r\nno more"),
        ("404 until the end", (b"HTTP/1.0 404 Not Found\r\n\r\nno more",)),
    ):
        requests, status, _, err = run(function, answer)
        expect(f"next answered with {what}", (status, b"no next invocation: no more" in err), (1, True))
    for what, answer, words in (
        ("no HTTP", (b"SSH-2.0-OpenSSH\r\n",), b"no HTTP/1.1"),
        ("HTTP/2", (b"HTTP/2 200 OK\r\n\r\n",), b"no HTTP/1.1"),
        ("two lengths", (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",), b"wrong Content-Length"),
        ("a negative length", (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",), b"wrong Content-Length"),
        ("a huge length", (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",), b"too large"),
        ("a huge chunk", (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\n",), b"too large"),
        ("no chunk", (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",), b"chunked wrongly"),
        ("an endless head", (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000,), b"too large"),
    ):
        requests, status, _, err = run(function, *[answer] * 3)
        expect(f"next answered with {what}", (status, words in err), (1, True))
    for id in (b"", b"a b", b"../x", b"\xff"):
        requests, status, _, err = run(function, event(script, id=id))
        expect(f"request id {id!r}", (len(requests), status, b"request id" in err), (1, 1, True))
    requests, *_ = run(function, event(script) + b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", OK)
    expect("more than was asked for: another connection", paths(requests), [NEXT, RESPONSE, NEXT])
    requests, *_ = run(function, b"HTTP/1.1 100 Continue\r\n\r\n" + event(script), OK)
    expect("100 Continue", paths(requests), [NEXT, RESPONSE, NEXT])
    requests, *_ = run(function, event(script), b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    expect("200 instead of 202", paths(requests), [NEXT, RESPONSE, NEXT])

    for address, words in (("", b"not host:port"), ("example.com:1", b"not host:port"), ("1.2.3.4:0", b"not host:port"),
                           ("127.0.0.1:1", b"onnection refused")):
        child = subprocess.run([function], env={"AWS_LAMBDA_RUNTIME_API": address}, capture_output=True, timeout=20)
        expect(f"address '{address}'", (child.returncode, words in child.stderr), (1, True))


main(*sys.argv[1:])
