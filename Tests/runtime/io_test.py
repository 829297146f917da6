"""Calls of IOmods (script.c, iomods.c).

usage: io_test.py FUNCTION WRONG_TYPES
"""
import sys, time
from runtime_api import expect, run
from script import Script

MEMORY = 512 * 65536
IO_PAGE = 0x20000
OUT = 0x800000


def results(function, *scripts, **options):
    found = run(function, [s.answer().event() for s in scripts], **options).posts
    return [s.decode(p.body) for s, p in zip(scripts, found, strict=True)]


def invoke(script, method, data=b"", name="test.io.mod.", alias=False):
    import_name = "__asml_abi_io_invoke" if alias else "__asml_abi_invoke"
    return script.call(import_name, *script.text(name + method), *script.text(data))


def ids(script, *numbers):
    return script.text(b"".join(n.to_bytes(4, "little", signed=True) for n in numbers))[0]


def main(function, wrong_types):
    script = invoke(Script(), "echo", b"hello")
    script.call("__asml_abi_io_poll", 1).call("__asml_abi_io_len", 1)
    script.call("__asml_abi_io_load", 1).read(IO_PAGE, 8).call("__asml_abi_io_next").read(IO_PAGE, 8)
    second = invoke(Script(), "echo", b"two", alias=True)
    expect("invoke, poll, len, load, next", results(function, script, second),
           [[1, 1, 5, 0, b"hello\0\0\0", 0, b"\0" * 8], [2]])

    script = Script()
    bad = ("", "a", "a.b.c", "a.b.c.d.e", ".b.c.d", "a..c.d", "a.b.c.", "....", "test.io.other.echo", "a.b.c\xff.d")
    for name in bad:
        invoke(script, "", name=name)
    expect("invoke: no such IOmod, no such name", results(function, script), [[-1] * len(bad)])

    script = invoke(Script(), "never")
    script.call("__asml_abi_io_poll", 1).call("__asml_abi_io_len", 1).call("__asml_abi_io_load", 1)
    script.call("asml.io_read", 1, 0, OUT, 4)
    for id in (0, -1, 2, 0x7FFFFFFF):
        script.call("__asml_abi_io_poll", id).call("__asml_abi_io_len", id).call("__asml_abi_io_load", id)
        script.call("asml.io_read", id, 0, OUT, 4).call("asml.io_cancel", id)
    script.call("__asml_abi_io_next")
    expect("pending, unknown, nothing active", results(function, script),
           [[1, 0, 0, -1, -1] + [-1, 0, -1, -1, -1] * 4 + [-1]])
    big = bytes(range(256)) * 15
    for size in (32768, 1000, 1):
        script = invoke(Script(), "later", big).io_page(IO_PAGE, size)
        script.call("__asml_abi_io_poll", 1).call("__asml_abi_io_load", 1)
        wanted, padded = [1, 1, 0], big.ljust(3 * 32768, b"\0")
        for page in range(3):
            script.read(IO_PAGE, size).call("__asml_abi_io_next")
            wanted += [padded[page * size : (page + 1) * size], 0]
        expect(f"IO page of {size}", results(function, script), [wanted])
    for pointer, size in ((MEMORY - 4, 8), (0xFFFFFFFF, 32768)):
        found = run(function, [invoke(Script(), "echo").io_page(pointer, size).call("__asml_abi_io_load", 1).event()])
        expect(f"IO page {pointer:#x}+{size:#x}: trap", found.posts[0].type, "Function.Trap")
    script = invoke(Script(), "echo", b"x").io_page(IO_PAGE, 0).call("__asml_abi_io_load", 1).call("__asml_abi_io_next")
    expect("IO page of 0: -1", results(function, script), [[1, -1, -1]])
    script = invoke(Script(), "echo", b"x").call("__asml_abi_io_load", 1).call("__asml_abi_io_next")
    expect("IO page of the wrong type: -1", results(wrong_types, script), [[1, -1, -1]])

    script = invoke(invoke(Script(), "echo", b""), "echo", b"0123456789")
    script.call("__asml_abi_io_len", 1).call("__asml_abi_io_load", 1).read(IO_PAGE, 2)
    for offset, count in ((0, 4), (8, 4), (10, 4), (-1, 4), (1 << 33, 4)):
        script.text(b"....")
        script.call("asml.io_read", 2, offset, script.place - 12, count).read(script.place - 12, 4)
    expect("empty responses, io_read", results(function, script),
           [[1, 2, 0, 0, b"\0\0", 4, b"0123", 2, b"89..", 0, b"....", 0, b"....", 0, b"...."]])

    script = invoke(Script(), "fail").call("asml.io_read", 1, 0, OUT, 100).read(OUT, 40)
    expect("a call that fails", results(function, script),
           [[1, 32, b'{"Err":{"why":"it \\"crashed\\""}}'.ljust(40, b"\0")]])

    script = invoke(invoke(invoke(Script(), "never"), "later", b"a"), "never")
    script.call("asml.io_wait", ids(script, 1, 2, 3), 3, 1000)
    script.call("asml.io_wait", ids(script, 1, 3), 2, 20).call("asml.io_wait", ids(script, 1, 99), 2, 1000)
    script.call("asml.io_wait", ids(script, 2, 2), 2, 0).call("asml.io_wait", 0, 0, 1000)
    expect("io_wait: ready, timeout, unknown, none", results(function, script), [[1, 2, 3, 1, -1, -1, 0, -1]])
    script = invoke(Script(), "never")
    script.call("asml.io_wait", ids(script, 1), 1, -1)
    deadline = str(int(time.time() * 1000) + 300)
    start = time.monotonic()
    got = results(function, script, fields={"Lambda-Runtime-Deadline-Ms": deadline})
    expect("io_wait: until the deadline", (got, 0.1 < time.monotonic() - start < 3), ([[1, -1]], True))

    script = invoke(invoke(Script(), "never"), "echo", b"x")
    script.call("asml.io_cancel", 1).call("asml.io_cancel", 1).call("__asml_abi_io_poll", 1)
    script.call("__asml_abi_io_load", 2).call("asml.io_cancel", 2).call("__asml_abi_io_next")
    script.call("__asml_abi_io_load", 2)
    expect("io_cancel", results(function, invoke(script, "count").call("asml.io_read", 3, 0, OUT, 1).read(OUT, 1)),
           [[1, 2, 0, -1, -1, 0, 0, -1, -1, 3, 1, b"1"]])

    first = invoke(invoke(Script(), "late", b"leak"), "echo", b"mine")
    first.call("__asml_abi_io_load", 2)
    second = invoke(Script(), "never").call("__asml_abi_io_poll", 1).call("__asml_abi_io_poll", 3)
    second.call("__asml_abi_io_len", 2).call("__asml_abi_io_next").call("asml.io_read", 3, 0, OUT, 4)
    third = invoke(Script(), "count").call("asml.io_read", 4, 0, OUT, 1).read(OUT, 1)
    expect("nothing of an earlier invocation is seen", results(function, first, second, third),
           [[1, 2, 0], [3, -1, 0, 0, -1, -1], [4, 1, b"2"]])

    script = Script()
    for _ in range(300):
        invoke(script, "echo", b"y" * 100)
    script.call("__asml_abi_io_len", 1).call("__asml_abi_io_len", 300)
    expect("hundreds of calls", results(function, script), [list(range(1, 301)) + [100, 100]])


main(*sys.argv[1:])
