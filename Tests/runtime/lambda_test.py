"""The life of a function: events, answers, traps, instances (lambda.c).

usage: lambda_test.py FUNCTION TRAPPING_FUNCTION
"""
import json, sys
from runtime_api import INIT_ERROR, NEXT, RESTORE, error, expect, response, run


def events_and_answers(function):
    events = [b'"' + b"a" * size + b'"' for size in (0, 1, 8190, 8191, 30000, 5_000_000)]
    for chunked in (False, True):
        result = run(function, events, chunked=chunked)
        expect(f"echo, chunked={chunked}", [p.body for p in result.posts], events)
    result = run(function, [b"n", b"n", b"f"], drops=True)
    expect("closed connections", [p.body for p in result.posts], [b"null", b"null", b'"yes"'])
    expect("user agent", result.agents, {"asml/0.1.0"})
    result = run(function, [b"n"], empty_polls=3)
    expect("answers 204", (len(result.gets), result.posts[0].body), (5, b"null"))


def failures(function, trapping):
    result = run(function, [b"", b"e", b"x", b"B", b"f", b"f", b"C", b"f", b"o", b"f"])
    posts = result.posts
    expect("paths", [p.path for p in posts],
           [response(1), error(2), error(3), error(4), response(5), response(6), error(7),
            response(8), error(9), response(10)])
    expect("types", [p.type for p in posts],
           [None, "Function.Error", "Function.Exit", "Function.Trap", None, None, "Function.Trap",
            None, "Function.Trap", None])
    expect("fresh after a trap only", [posts[i].body for i in (4, 5, 7, 9)],
           [b'"yes"', b'"no "', b'"yes"', b'"yes"'])
    expect("error document", json.loads(posts[6].body),
           {"errorMessage": "trap: out of bounds memory access", "errorType": "Function.Trap",
            "stackTrace": []})

    post = run(function, [b"d"]).posts[0]
    stack = ["helper (wasm function 3, offset 0x60)", "wasm function 7 (offset 0x44)",
             "handle (wasm function 12, offset 0x1a4)"]
    expect("trap in an import", json.loads(post.body),
           {"errorMessage": "trap: out of bounds memory access", "errorType": "Function.Trap",
            "stackTrace": stack})
    expect("X-Ray cause", json.loads(post.headers["Lambda-Runtime-Function-XRay-Error-Cause"]),
           {"working_directory": "/", "paths": [], "exceptions": [
               {"type": "Function.Trap", "message": "trap: out of bounds memory access", "stack": [
                   {"path": "wasm", "line": 0x60, "label": "helper"},
                   {"path": "wasm", "line": 0x44, "label": "wasm function 7"},
                   {"path": "wasm", "line": 0x1A4, "label": "handle"}]}]})

    result = run(function, [b"t", b"2", b"f"])
    expect("trap after the response", [(p.path, p.type) for p in result.posts],
           [(response(1), None), (response(2), None), (response(3), None)])
    expect("both are logged", (b"trap: unreachable" in result.out, b"second response" in result.out),
           (True, True))

    post = run(function, [b"g"]).posts[0]
    expect("too large", (post.path, post.type), (error(1), "Function.ResponseSizeTooLarge"))

    result = run(trapping, [b"f"])
    expect("init error", ([(p.path, p.type) for p in result.posts], result.status, result.gets),
           ([(INIT_ERROR, "Function.Trap")], 1, []))


def instances(function):
    result = run(function, [b"f", b"f"], environment={"_HANDLER": "api.start"})
    expect("_start: fresh each time", [p.body for p in result.posts], [b'"yes"', b'"yes"'])
    result = run(function, [b"f", b"f"], arguments=["api.handler"])
    expect("handler from argv", [p.body for p in result.posts], [b'"yes"', b'"no "'])
    result = run(function, [b"n"], environment={"AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"})
    expect("SnapStart", (result.gets[:2], result.posts[0].body), ([RESTORE, NEXT], b"null"))


def logs(function):
    result = run(function, [b"l"], environment={"AWS_LAMBDA_LOG_FORMAT": "json"})
    records = [json.loads(line) for line in result.out.splitlines()]
    expect("JSON log", [(r["level"], r["requestId"]) for r in records],
           [("WARN", "id-1"), ("INFO", "id-1")])
    expect("JSON message", records[1]["message"], 'say "hi"\n\ufffd\u00e4\x01')
    lines = run(function, [b"l"]).out.splitlines()
    expect("text log", (lines[-1], lines[1].split(b"\t")[1:]),
           ("\ufffd\u00e4\x01".encode(), [b"id-1", b"INFO", b'say "hi"']))


def main(function, trapping):
    events_and_answers(function)
    failures(function, trapping)
    instances(function)
    logs(function)


main(*sys.argv[1:])
