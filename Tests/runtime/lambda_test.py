"""A Runtime API that hands out events in order and checks what comes back.

usage: lambda_test.py FUNCTION TRAPPING_FUNCTION
"""
import json, os, socketserver, subprocess, sys, threading
from http.server import BaseHTTPRequestHandler


class API(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        if not self.server.events:
            self.server.done.set()
            threading.Event().wait(5)
            return
        event = self.server.events.pop(0)
        self.server.given += 1
        self.send_response(200)
        self.send_header("LAMBDA-RUNTIME-AWS-REQUEST-ID", f"id-{self.server.given}")
        if self.server.chunked:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for start in range(0, len(event), 5000):
                part = event[start : start + 5000]
                self.wfile.write(b"%x;x=y\r\n%s\r\n" % (len(part), part))
            self.wfile.write(b"0\r\nTrailer: 1\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(event)))
            self.end_headers()
            self.wfile.write(event)
        if self.server.drops:  # the next request finds a closed connection
            self.close_connection = True

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kind = self.headers.get("Lambda-Runtime-Function-Error-Type")
        self.server.answers.append((self.path, kind, body))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def run(program, events, chunked=False, drops=False, arguments=(), **environment):
    with Server(("127.0.0.1", 0), API) as server:
        server.events, server.chunked, server.drops = list(events), chunked, drops
        server.answers, server.given, server.done = [], 0, threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://localhost:{server.server_address[1]}/.rt/"
        child = subprocess.Popen(
            [program, *arguments], env={"AWS_LAMBDA_RUNTIME_API": address, **environment},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while not server.done.wait(0.02) and child.poll() is None:
            pass
        child.kill()
        out, err = child.communicate()
        server.shutdown()
        return server.answers, out, err, child.returncode


def expect(what, got, wanted):
    if got != wanted:
        sys.exit(f"FAIL {what}\n  got    {got!r}\n  wanted {wanted!r}")
    print("ok  ", what)


def response(number):
    return f"/.rt/2018-06-01/runtime/invocation/id-{number}/response"


def error(number):
    return f"/.rt/2018-06-01/runtime/invocation/id-{number}/error"


def main(function, trapping):
    events = [b'"' + b"a" * size + b'"' for size in (0, 1, 8190, 8191, 30000, 5_000_000)]
    for chunked in (False, True):
        answers, *_ = run(function, events, chunked=chunked)
        expect(f"echo, chunked={chunked}", [a[2] for a in answers], events)
    answers, *_ = run(function, [b"n", b"n", b"f"], drops=True)
    expect("closed connections", [a[2] for a in answers], [b"null", b"null", b'"yes"'])

    answers, out, *_ = run(function, [b"", b"e", b"x", b"B", b"f", b"f", b"C", b"f", b"o", b"f"])
    expect("paths", [a[0] for a in answers],
           [response(1), error(2), error(3), error(4), response(5), response(6), error(7),
            response(8), error(9), response(10)])
    expect("types", [a[1] for a in answers],
           [None, "Function.Error", "Function.Exit", "Function.Trap", None, None, "Function.Trap",
            None, "Function.Trap", None])
    expect("fresh after a trap only", [answers[i][2] for i in (4, 5, 7, 9)],
           [b'"yes"', b'"no "', b'"yes"', b'"yes"'])
    expect("error document", json.loads(answers[6][2]),
           {"errorMessage": "trap: out of bounds memory access", "errorType": "Function.Trap",
            "stackTrace": []})

    answers, *_ = run(function, [b"d"])
    expect("trap in an import", json.loads(answers[0][2]),
           {"errorMessage": "trap: out of bounds memory access", "errorType": "Function.Trap",
            "stackTrace": ["helper (wasm function 3, offset 0x60)",
                           "wasm function 7 (offset 0x44)",
                           "handle (wasm function 12, offset 0x1a4)"]})

    answers, out, *_ = run(function, [b"t", b"2", b"f"])
    expect("trap after the response", [(a[0], a[1]) for a in answers],
           [(response(1), None), (response(2), None), (response(3), None)])
    expect("both are logged", (b"trap: unreachable" in out, b"second response" in out), (True, True))

    answers, *_ = run(function, [b"g"])
    expect("too large", (answers[0][0], answers[0][1]), (error(1), "Function.ResponseSizeTooLarge"))

    answers, out, *_ = run(function, [b"l"], AWS_LAMBDA_LOG_FORMAT="json")
    records = [json.loads(line) for line in out.splitlines()]
    expect("JSON log", [(r["level"], r["requestId"]) for r in records],
           [("WARN", "id-1"), ("INFO", "id-1")])
    expect("JSON message", records[1]["message"], 'say "hi"\n\ufffd\u00e4\x01')
    answers, out, *_ = run(function, [b"l"])
    expect("text log", out.splitlines()[-1], "\ufffd\u00e4\x01".encode())

    answers, *_ = run(function, [b"f", b"f"], _HANDLER="api.start")
    expect("_start: fresh each time", [a[2] for a in answers], [b'"yes"', b'"yes"'])
    answers, *_ = run(function, [b"f", b"f"], arguments=["api.handler"])
    expect("handler from argv", [a[2] for a in answers], [b'"yes"', b'"no "'])

    answers, _, _, status = run(trapping, [b"f"])
    expect("init error", ([(a[0], a[1]) for a in answers], status),
           ([("/.rt/2018-06-01/runtime/init/error", "Function.Trap")], 1))


main(*sys.argv[1:])
