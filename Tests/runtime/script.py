"""Events for script.c: calls of imports with any arguments, and what they returned."""
import re, struct
from pathlib import Path

HEADER = Path(__file__).resolve().parents[2] / "runtime-c/include/rt_imports.h"


def imports():
    """Import name -> (number in script.c's table, type)."""
    text = HEADER.read_text()
    found = {}
    for table in ("RT_ASML_IMPORTS", "RT_WASI_IMPORTS"):
        rows = text.split(f"#define {table}(ROW)")[1].split("\n\n")[0]
        for module, name, kind in re.findall(r'ROW\("(\w+)", "(\w+)", "([\w:]+)"\)', rows):
            found[f"{module}.{name}"] = (len(found), kind)
    return found


IMPORTS = imports()
SCRATCH = 0x30000  # for texts of a script; below are the pages, far above script and output


class Script:
    def __init__(self):
        self.code, self.results, self.place = b"", [], SCRATCH

    def text(self, value):
        """Puts bytes into memory; their address and length, as imports take them."""
        value = value.encode() if isinstance(value, str) else value
        at = self.place
        self.code += b"w" + struct.pack("<II", at, len(value)) + value
        self.place += len(value) + 8
        return at, len(value)

    def call(self, name, *arguments):
        number, kind = IMPORTS[name if "." in name else f"env.{name}"]
        result = {"": 0, "i": 4, "I": 8}[kind.split(":")[1]]
        self.code += b"c" + struct.pack("<HBB", number, result, len(arguments))
        for value in arguments:
            self.code += struct.pack("<Q", value & (1 << 64) - 1)
        if result:
            self.results.append("q")
        return self

    def read(self, address, count):
        self.code += b"r" + struct.pack("<II", address, count)
        self.results.append(f"{count}s")
        return self

    def input_page(self, pointer, size):
        self.code += b"p" + struct.pack("<II", pointer, size)
        return self

    def io_page(self, pointer, size):
        self.code += b"i" + struct.pack("<II", pointer, size)
        return self

    def grow(self, pages):
        self.code += b"g" + struct.pack("<I", pages)
        self.results.append("q")
        return self

    def keep(self, number):
        """The number that an earlier invocation kept, or 0; keeps another one."""
        self.code += b"k" + struct.pack("<I", number)
        self.results.append("q")
        return self

    def allocations(self):
        self.code += b"m"
        self.results.append("q")
        return self

    def answer(self):
        """Responds with all results so far."""
        self.code += b"s"
        return self

    def returns(self, number):
        self.code += b"q" + struct.pack("<I", number & 0xFFFFFFFF)
        return self

    def trap(self):
        self.code += b"t"
        return self

    def recurse(self):
        self.code += b"d"
        return self

    def hang(self):
        self.code += b"f"
        return self

    def event(self):
        return self.code

    def decode(self, body):
        return list(struct.unpack("<" + "".join(self.results), body))
