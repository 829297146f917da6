"""A Runtime API for tests: hands out events in order and remembers what comes back."""
import socketserver, subprocess, sys, threading
from http.server import BaseHTTPRequestHandler

PREFIX = "/.rt"
NEXT = f"{PREFIX}/2018-06-01/runtime/invocation/next"
INIT_ERROR = f"{PREFIX}/2018-06-01/runtime/init/error"
RESTORE = f"{PREFIX}/2018-06-01/runtime/restore/next"


def response(number):
    return f"{PREFIX}/2018-06-01/runtime/invocation/id-{number}/response"


def error(number):
    return f"{PREFIX}/2018-06-01/runtime/invocation/id-{number}/error"


class Post:
    """What came with one POST."""

    def __init__(self, path, headers, body, trailers):
        self.path, self.headers, self.body, self.trailers = path, headers, body, trailers
        self.type = headers.get("Lambda-Runtime-Function-Error-Type")


class API(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        api = self.server
        api.gets.append(self.path)
        api.agents.add(self.headers.get("User-Agent"))
        if self.path == RESTORE:
            self.reply(200)
            return
        if api.empty_polls:
            api.empty_polls -= 1
            self.reply(204)
            return
        if not api.events:
            api.done.set()
            threading.Event().wait(5)
            return
        event = api.events.pop(0)
        api.given += 1
        headers = {"LAMBDA-RUNTIME-AWS-REQUEST-ID": f"id-{api.given}", **api.fields}
        if isinstance(event, tuple):
            event, more = event
            headers.update(more)
        self.send_response(200)
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        if api.chunked:
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
        if api.drops:  # the next request finds a closed connection
            self.close_connection = True

    def do_POST(self):
        body, trailers = self.body()
        if body is None:
            return
        self.server.posts.append(Post(self.path, self.headers, body, trailers))
        refusal = self.server.refusals.pop(0) if self.server.refusals else None
        self.reply(*(refusal or (202, b'{"status":"OK"}\n')))

    def body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers["Content-Length"])), {}
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
            self.server.pieces.append(size)
            if self.server.stream_limit is not None and len(body) > self.server.stream_limit:
                self.close_connection = True
                self.connection.shutdown(2)
                return None, None
        trailers = {}
        while line := self.rfile.readline().strip():
            name, _, value = line.decode().partition(": ")
            trailers[name] = value
        return body, trailers

    def reply(self, status, body=b""):
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, events, chunked=False, drops=False, empty_polls=0, fields=None,
                 refusals=(), stream_limit=None):
        super().__init__(("127.0.0.1", 0), API)
        self.events, self.chunked, self.drops = list(events), chunked, drops
        self.empty_polls, self.fields, self.refusals = empty_polls, fields or {}, list(refusals)
        self.stream_limit = stream_limit
        self.posts, self.gets, self.pieces, self.agents = [], [], [], set()
        self.given, self.done = 0, threading.Event()


class Result:
    def __init__(self, api, out, err, status):
        self.posts, self.gets, self.pieces, self.agents = api.posts, api.gets, api.pieces, api.agents
        self.out, self.err, self.status = out, err, status


def run(program, events, arguments=(), environment=None, **options):
    """Runs a bootstrap until it asks for one event more than there are, or ends."""
    with Server(events, **options) as api:
        threading.Thread(target=api.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://localhost:{api.server_address[1]}{PREFIX}/"
        child = subprocess.Popen(
            [program, *arguments],
            env={"AWS_LAMBDA_RUNTIME_API": address, **(environment or {})},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        output = []
        reader = threading.Thread(target=lambda: output.extend(child.communicate()), daemon=True)
        reader.start()
        while not api.done.wait(0.01) and child.poll() is None:
            pass
        child.kill()
        reader.join()
        api.shutdown()
        return Result(api, output[0], output[1], child.returncode)


def expect(what, got, wanted):
    if got != wanted:
        sys.exit(f"FAIL {what}\n  got    {got!r:.1500}\n  wanted {wanted!r:.1500}")
    print("ok  ", what)
