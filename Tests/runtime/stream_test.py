"""Response streaming (script.c).

usage: stream_test.py FUNCTION
"""
import base64, json, sys
from runtime_api import error, expect, response, run
from script import Script

PRELUDE = b'{"statusCode":201,"cookies":["a=b"]}' + bytes(8)


def start(script, content_type="text/plain"):
    return script.call("asml.response_start", *script.text(content_type))


def write(script, data):
    return script.call("asml.response_write", *script.text(data))


def later(function, script, *more, **options):
    """Runs a script that streams; what an invocation after it says of its results' number."""
    return run(function, [script.event(), *[s.event() for s in more]], **options)


def main(function):
    script = write(write(write(start(Script()), b"one"), b""), b"two" * 5000).call("asml.response_end")
    result = later(function, script, Script().answer())
    post = result.posts[0]
    expect("streamed", (post.path, post.body, post.trailers), (response(1), b"one" + b"two" * 5000, {}))
    expect("streamed: headers", [post.headers[n] for n in ("Content-Type", "Lambda-Runtime-Function-Response-Mode", "Trailer")],
           ["text/plain", "streaming", "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"])
    expect("streamed: one chunk a write", result.pieces, [3, 15000])
    expect("streamed: the next invocation goes on", result.posts[1].path, response(2))

    kind = "application/vnd.awslambda.http-integration-response"
    script = write(write(start(Script(), kind), PRELUDE), b"\0body\xff").call("asml.response_end")
    post = later(function, script).posts[0]
    expect("prelude", (post.headers["Content-Type"], post.body), (kind, PRELUDE + b"\0body\xff"))

    post = later(function, write(start(Script()), b"unended")).posts[0]
    expect("ended by the handler's return", (post.body, post.trailers), (b"unended", {}))
    post = later(function, start(Script())).posts[0]
    expect("an empty stream", (post.body, post.trailers), (b"", {}))

    for script, kind in ((write(start(Script()), b"half").trap(), "Function.Trap"),
                         (write(start(Script()), b"half").returns(4), "Function.Error"),
                         (write(start(Script()), b"half").recurse(), "Function.Trap"),
                         (write(start(Script()), b"half").call("wasi_snapshot_preview1.proc_exit", 2), "Function.Exit")):
        result = later(function, script, Script().answer())
        post = result.posts[0]
        document = json.loads(base64.b64decode(post.trailers["Lambda-Runtime-Function-Error-Body"]))
        expect(f"broken off: {kind}", (post.body, post.trailers["Lambda-Runtime-Function-Error-Type"], document["errorType"]),
               (b"half", kind, kind))
        expect("the next one is answered", [p.path for p in result.posts], [response(1), response(2)])
    script = write(start(Script()), b"half")
    script.call("asml.failure", *script.text("My.Error"), *script.text("why"))
    post = later(function, write(script, b"more").call("asml.response_end")).posts[0]
    expect("failure in a stream", (post.body, post.trailers["Lambda-Runtime-Function-Error-Type"]), (b"half", "My.Error"))

    script = write(Script(), b"x").call("asml.response_end").answer()
    expect("no stream: -1", script.decode(later(function, script).posts[0].body), [-1, -1])
    script = write(start(start(Script())), b"x")
    script.call("asml.response_end").call("asml.response_end")
    script = write(script, b"y")
    script.call("__asml_abi_success", *script.text("no"))
    result = later(function, script)
    expect("twice: one response", ([(p.path, p.body) for p in result.posts], result.out.count(b"second response")),
           ([(response(1), b"x")], 2))
    for bad in ("a\r\nInjected: 1", "\xe4", "x" * 2000, ""):
        result = later(function, start(Script(), bad))
        post = result.posts[0]
        expect(f"content type {bad[:12]!r}", (post.headers["Content-Type"], post.headers.get("Injected")),
               ("application/octet-stream", None))

    script = start(Script())
    at, _ = script.text(b"z")
    for _ in range(40):
        script.call("asml.response_write", at, 1 << 20)
    result = later(function, script, Script().answer(), stream_limit=1 << 20)
    expect("a reader that is gone ends the response only",
           ([p.path for p in result.posts], b"the response was broken off" in result.out), ([response(2)], True))
    result = later(function, write(start(Script()), b"x").call("asml.response_end"), Script().answer(),
                   refusals=[(413, b"too much")])
    expect("a refused stream is logged", (b"refused the response: too much" in result.out, len(result.posts)), (True, 2))


main(*sys.argv[1:])
