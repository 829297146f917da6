"""Every row of the Asml ABI, and what hostile arguments do (script.c).

usage: abi_test.py FUNCTION WRONG_TYPES NO_MEMORY ISOLATED
"""
import json, struct, sys, time
from runtime_api import error, expect, response, run
from script import SCRATCH, Script

MEMORY = 512 * 65536
INPUT_PAGE, IO_PAGE = 0x10000, 0x20000


def results(function, *scripts, **options):
    """The results of each script, run one after the other in one process."""
    answers = run(function, [s.answer().event() for s in scripts], **options).posts
    return [s.decode(a.body) for s, a in zip(scripts, answers, strict=True)]


def one(function, script, **options):
    return results(function, script, **options)[0]


def posts(function, *scripts, **options):
    return run(function, [s.event() for s in scripts], **options)


def ranges(function):
    """Whatever points out of memory is a trap; the sum is made in 64 bits."""
    bad = [(MEMORY - 4, 8), (MEMORY, 1), (0xFFFFFFFF, 2), (8, 0xFFFFFFFF), (MEMORY + 1, 0)]
    good = (0, 0)
    cases = {
        "__asml_abi_console_log": lambda p: p, "__asml_abi_runtime_log": lambda p: p,
        "__asml_abi_success": lambda p: p, "__asml_abi_runtime_success": lambda p: p,
        "__asml_abi_invoke": lambda p: p + good, "__asml_abi_io_invoke": lambda p: good + p,
        "__asml_expabi_z85_encode": lambda p: p + (0,),
        "__asml_expabi_z85_decode": lambda p: p + (0,),
        "asml.failure": lambda p: good + p, "asml.log": lambda p: (2,) + p,
        "asml.context_get": lambda p: good + p, "asml.input_read": lambda p: (0,) + p,
        "asml.io_read": lambda p: (1, 0) + p, "asml.response_start": lambda p: p,
        "asml.response_write": lambda p: p,
    }
    for name, arguments in cases.items():
        scripts = [Script().call(name, *arguments(pair)) for pair in bad]
        found = posts(function, *scripts).posts
        expect(f"{name}: bad ranges trap", [(p.type, json.loads(p.body)["errorMessage"]) for p in found],
               [("Function.Trap", "trap: out of bounds memory access")] * len(bad))
    for name, arguments in (("asml.io_wait", (MEMORY - 4, 2, 0)), ("asml.failure", (MEMORY, 1, 0, 0)),
                            ("asml.context_get", (MEMORY, 1, 0, 0)),
                            ("__asml_expabi_z85_encode", (0, 4, MEMORY - 4))):
        post = posts(function, Script().call(name, *arguments)).posts[0]
        expect(f"{name}{arguments}: trap", post.type, "Function.Trap")


def input_pages(function):
    event = Script()
    event.call("__asml_abi_input_length_get").call("__asml_abi_input_start").read(INPUT_PAGE, 8192)
    for _ in range(3):
        event.call("__asml_abi_input_next").read(INPUT_PAGE, 8192)
    event.call("__asml_abi_input_start").read(INPUT_PAGE, 4)
    event.answer()
    event.code += b"\0" * (20000 - len(event.code))  # no operations
    whole = event.code
    length, *rest = event.decode(run(function, [whole]).posts[0].body)
    padded = whole + bytes(4 * 8192 - len(whole))
    expect("input_length_get", length, 20000)
    expect("input_start, input_next: zero-filled, 0 past the end", rest[:8],
           [x for i in range(4) for x in (0, padded[i * 8192 : (i + 1) * 8192])])
    expect("input_start: from the beginning again", rest[8:], [0, whole[:4]])

    for size in (1, 3, 100, 4096):
        script = Script().input_page(INPUT_PAGE, size)
        script.call("__asml_abi_input_start").read(INPUT_PAGE, size + 1)
        script.call("__asml_abi_input_next").read(INPUT_PAGE, size + 1)
        got = one(function, script)
        code = script.event().ljust(2 * size, b"\0")
        expect(f"input page of {size}", got, [0, code[:size] + b"\0", 0, code[size : 2 * size] + b"\0"])
    ends = Script().input_page(MEMORY - 8192, 8192).call("__asml_abi_input_start")
    expect("input page at the end of memory", one(function, ends.read(MEMORY - 8192, 1)), [0, b"p"])
    for pointer, size in ((MEMORY - 8191, 8192), (MEMORY, 1), (0xFFFFFFFF, 8192), (16, 0x7FFFFFFF)):
        post = posts(function, Script().input_page(pointer, size).call("__asml_abi_input_start")).posts[0]
        expect(f"input page {pointer:#x}+{size:#x}: trap", post.type, "Function.Trap")
    for size in (0, 0x80000000, 0xFFFFFFFF):
        script = Script().input_page(INPUT_PAGE, size).call("__asml_abi_input_start")
        expect(f"input page size {size:#x}: -1", one(function, script.call("__asml_abi_input_next")), [-1, -1])

    script = Script()
    for offset, count in ((0, 8), (3, 5), (1 << 40, 8), (-1, 8), (10_000_000, 8)):
        script.text(b"........")
        script.call("asml.input_read", offset, script.place - 16, count).read(script.place - 16, 8)
    got, code = one(function, script), script.event()
    expect("input_read", got, [8, code[:8], 5, code[3:8] + b"...", 0, b"." * 8, 0, b"." * 8, 0, b"." * 8])
    script = Script().call("asml.input_read", 0, 0x800000, 0x400000)
    expect("input_read: what there is", one(function, script), [len(script.event())])


def answers(function):
    script = Script()
    script.call("__asml_abi_runtime_success", *script.text(b"\xff\0any"))
    expect("success: any bytes", posts(function, script).posts[0].body, b"\xff\0any")
    script = Script()
    script.call("asml.failure", *script.text("My.Type"), *script.text('broken "here" \xe4'))
    script.call("__asml_abi_success", *script.text("late"))
    result = posts(function, script, Script().answer())
    expect("failure", [(p.path, p.type) for p in result.posts], [(error(1), "My.Type"), (response(2), None)])
    expect("failure: document", json.loads(result.posts[0].body),
           {"errorMessage": 'broken "here" \xe4', "errorType": "My.Type", "stackTrace": []})
    expect("success after failure is logged", b"second response" in result.out, True)
    script = Script()
    script.call("asml.failure", *script.text(b"A\r\nB: \xff"), *script.text(b"\xff\xfe"))
    result = posts(function, script)
    expect("failure: no header is injected", (result.posts[0].type, result.posts[0].headers.get("B")),
           ("A??B:??", None))
    expect("failure: mended text", json.loads(result.posts[0].body)["errorMessage"], "\ufffd\ufffd")
    script = Script()
    script.call("asml.failure", 0, 0, 0, 0)
    expect("failure: no type", posts(function, script).posts[0].type, "Function.Unknown")
    script = Script()
    script.call("asml.failure", *script.text("Big.Message"), 0x100000, 8 << 20)
    expect("failure: cut", len(posts(function, script).posts[0].body) < 1 << 20, True)
    expect("no response", [(p.path, p.body) for p in posts(function, Script(), Script().returns(0)).posts],
           [(response(1), b"null"), (response(2), b"null")])
    expect("handler returns non-zero", [p.type for p in posts(function, Script().returns(-7)).posts], ["Function.Error"])
    limit = 6 * 1024 * 1024 + 100
    found = posts(function, Script().call("__asml_abi_success", 0, limit), Script().call("__asml_abi_success", 0, limit + 1)).posts
    expect("success: the limit", [(p.path, p.type) for p in found],
           [(response(1), None), (error(2), "Function.ResponseSizeTooLarge")])
    for status in (400, 403, 413, 500):
        result = posts(function, Script().answer(), Script().answer(), refusals=[(status, b'{"why":1}')])
        expect(f"a response refused with {status} is logged, and the next one goes out",
               (len(result.posts), b'refused the response: {"why":1}' in result.out), (2, True))


def ends(function):
    script = Script().call("wasi_snapshot_preview1.proc_exit", 3)
    found = posts(function, Script().keep(5), Script().recurse(), Script().keep(6).answer(), script,
                  Script().keep(7).answer(), Script().answer().trap(), Script().keep(8).answer())
    expect("recursion, exit, trap after the answer", [p.type for p in found.posts],
           [None, "Function.Trap", None, "Function.Exit", None, None, None])
    expect("a fresh instance after each", [found.posts[i].body for i in (2, 4, 6)], [bytes(8)] * 3)
    script = Script().grow(65536 - 512).answer()
    expect("memory may grow to its limit", one(function, script), [512])
    expect("and no further", one(function, Script().grow(65536 - 511)), [-1])


def logs(function):
    def records(script, **environment):
        result = run(function, [script.event()], environment=environment)
        return [json.loads(line) for line in result.out.splitlines()]

    script = Script()
    for level in range(7):
        script.call("asml.log", level, *script.text(f"m{level}"))
    found = records(script, AWS_LAMBDA_LOG_FORMAT="JSON")
    expect("log: levels", [(r["level"], r["message"]) for r in found],
           [(name, f"m{i}") for i, name in enumerate(("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "INFO"))])
    expect("log: request id, time", {r["requestId"] for r in found}, {"id-1"})
    found = records(script, AWS_LAMBDA_LOG_FORMAT="JSON", AWS_LAMBDA_LOG_LEVEL="error")
    expect("log: filtered", [r["message"] for r in found], ["m4", "m5"])
    result = run(function, [script.event()], environment={"AWS_LAMBDA_LOG_LEVEL": "WARN"})
    expect("log: text", [line.split(b"\t")[1:] for line in result.out.splitlines()],
           [[b"id-1", name, b"m%d" % i] for i, name in ((3, b"WARN"), (4, b"ERROR"), (5, b"FATAL"))])
    script = Script()
    for text in (b"a\xff", b"b\xfe", "c\xe4"):
        script.call("__asml_abi_console_log", *script.text(text))
    found = records(script, AWS_LAMBDA_LOG_FORMAT="JSON")
    expect("text that is not UTF-8 is said once", [r["message"] for r in found][1:], ["a\ufffd", "b\ufffd", "c\xe4"])

    def write(script, descriptor, text):
        at, length = script.text(text)
        vector, _ = script.text(at.to_bytes(4, "little") + length.to_bytes(4, "little"))
        return script.call("wasi_snapshot_preview1.fd_write", descriptor, vector, 1, vector)

    script = write(write(write(Script(), 1, "one\ntw"), 2, "oops"), 1, "o\n\nlast")
    found = records(script, AWS_LAMBDA_LOG_FORMAT="JSON")
    expect("standard output and error", [(r["level"], r["message"]) for r in found],
           [("INFO", "one"), ("INFO", "two"), ("INFO", ""), ("INFO", "last"), ("ERROR", "oops")])
    expect("their request id", {r["requestId"] for r in found}, {"id-1"})
    script = write(Script(), 1, "lost").trap()
    expect("a line before a trap", records(script, AWS_LAMBDA_LOG_FORMAT="JSON")[0]["message"], "lost")


FIELDS = {"Lambda-Runtime-Trace-Id": "Root=1-2;Sampled=0",
          "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:x:1:function:f",
          "Lambda-Runtime-Client-Context": '{"a":1}', "Lambda-Runtime-Cognito-Identity": '{"b":2}',
          "Lambda-Runtime-Aws-Tenant-Id": "tenant", "Lambda-Runtime-Deadline-Ms": "4000000000000"}


def context(function):
    keys = {"request-id": "id-1", "trace-id": FIELDS["Lambda-Runtime-Trace-Id"],
            "function-arn": FIELDS["Lambda-Runtime-Invoked-Function-Arn"],
            "client-context": '{"a":1}', "cognito-identity": '{"b":2}', "tenant-id": "tenant",
            "deadline-ms": "4000000000000"}
    for key, value in keys.items():
        script = Script()
        script.call("asml.context_get", *script.text(key), 0x800000, 100).read(0x800000, 100)
        got = one(function, script, fields=FIELDS)
        expect(f"context_get {key}", (got[0], got[1].rstrip(b"\0").decode()), (len(value), value))
        if key != "request-id":
            script = Script()
            expect(f"no {key}", one(function, script.call("asml.context_get", *script.text(key), 0, 0)), [-1])
    script = Script()
    script.call("asml.context_get", *script.text("function-arn"), 0x800000, 3).read(0x800000, 5)
    expect("context_get: cut", one(function, script, fields=FIELDS), [29, b"arn\0\0"])
    for key in ("", "Request-Id", "unknown"):
        script = Script()
        expect(f"context_get '{key}'", one(function, script.call("asml.context_get", *script.text(key), 0, 0)), [-1])

    script = Script().call("__asml_abi_clock_time_get").call("asml.clock_ms")
    seconds, milliseconds = one(function, script)
    expect("clocks", (seconds % 1000, abs(milliseconds / 1000 - time.time()) < 5, milliseconds - seconds < 2000), (0, True, True))
    soon = str(int(time.time() * 1000) + 60_000)
    left = one(function, Script().call("asml.remaining_ms"), fields={"Lambda-Runtime-Deadline-Ms": soon})[0]
    expect("remaining_ms", 50_000 < left <= 60_000, True)
    for deadline, wanted in (("600000", -1), ("soon", -1), ("-5", -1), ("99999999999999999999", -1), ("1600000000000", 0), (None, -1)):
        got = one(function, Script().call("asml.remaining_ms"), fields={"Lambda-Runtime-Deadline-Ms": deadline})
        expect(f"remaining_ms for {deadline}", got, [wanted])

    def environment(script):
        script.code += b"w" + struct.pack("<II", 0x900000, 400) + bytes(400)
        return script.call("wasi_snapshot_preview1.environ_get", 0x800000, 0x900000).read(0x900000, 400)

    events = [(environment(Script()).answer().event(), {"Lambda-Runtime-Trace-Id": trace}) for trace in ("t1", "t2", None)]
    secret = {"AWS_SECRET_ACCESS_KEY": "s", "AWS_ACCESS_KEY_ID": "k", "AWS_SESSION_TOKEN": "t",
              "AWS_CONTAINER_CREDENTIALS_FULL_URI": "u", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "a",
              "_X_AMZN_TRACE_ID": "old", "STAGE": "test"}
    found = [environment(Script()).decode(p.body)[1].rstrip(b"\0").split(b"\0") for p in run(function, events, environment=secret).posts]
    expect("_X_AMZN_TRACE_ID, no credentials",
           [sorted(e for e in f if not e.startswith(b"PWD=")) for f in found],
           [[b"STAGE=test", b"_X_AMZN_TRACE_ID=t1"], [b"STAGE=test", b"_X_AMZN_TRACE_ID=t2"], [b"STAGE=test"]])


def z85(function):
    example = b"\x86\x4f\xd2\x6f\xb5\x59\xf7\x5b"
    known = {example: b"HelloWorld", b"\xff": b"###30", b"\0": b"###00", b"\xff" * 4: b"%nSc0", b"": b""}
    for data in (*known, b"ab", b"abc", b"12345", bytes(range(256)), bytes(range(255)), bytes(4096)):
        size, missing = (len(data) + 3) // 4 * 5, -len(data) % 4
        script = Script()
        script.call("__asml_expabi_z85_encode", *script.text(data), 0x800000).read(0x800000, size)
        status, text = one(function, script)
        expect(f"z85_encode of {len(data)}", (status, known.get(data, text)), (0, text))
        expect(f"z85: padding of {len(data)}", text[-5:].startswith(b"#" * missing), True)
        script = Script()
        script.call("__asml_expabi_z85_decode", *script.text(text), 0x800000)
        expect(f"z85_decode of {len(data)}", one(function, script.read(0x800000, len(data) + 1)), [0, data + b"\0"])
    for text in (b"abcd", b"abc d", b"#####", b"%%%%%", b"###aa", b"###3000000", b"#zzzz", b"ab\xff\0~"):
        script = Script()
        script.call("__asml_expabi_z85_decode", *script.text(text), 0x800000)
        expect(f"z85_decode of {text!r}: -1", one(function, script), [-1])


def main(function, wrong_types, no_memory, isolated):
    ranges(function)
    input_pages(function)
    answers(function)
    ends(function)
    logs(function)
    context(function)
    z85(function)
    expect("page pointers of the wrong type: -1",
           one(wrong_types, Script().call("__asml_abi_input_start").call("__asml_abi_input_next")), [-1, -1])
    expect("no memory: a trap", posts(no_memory, Script()).posts[0].type, "Function.Trap")
    expect("isolated: nothing is kept",
           results(isolated, Script().keep(1), Script().keep(2), Script().keep(3)), [[0], [0], [0]])
    expect("not isolated: it is", results(function, Script().keep(1), Script().keep(2), Script().keep(3)), [[0], [1], [2]])
    counts = results(function, *[Script().allocations() for _ in range(50)])
    expect("no malloc from the second invocation on", counts[1], counts[-1])


main(*sys.argv[1:])
