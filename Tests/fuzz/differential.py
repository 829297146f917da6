#!/usr/bin/env python3
"""Random valid modules, compiled by asml and run beside wasmtime.

wasm-tools' generator makes a module of each seed. wasmtime calls all of its exports in turn; what it
answers becomes a script of assertions, which asml-conformance compiles and runs. After each call the
memory's content is compared by a hash that a second module computes.

    differential.py --wasm-tools FILE --conformance FILE --seeds 0:1000 [--keep DIR] [-- OPTION...]

Options behind `--` are the spec runner's: -O3, --strict-traps, --memory-base dynamic, --target arm64.
Without --strict-traps a load whose value is not needed may not trap, which random code notices.
"""

import argparse
import json
import math
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

import wasmtime

CONFIG = {
    "max-imports": 0, "min-funcs": 3, "max-funcs": 12, "min-exports": 1, "max-memories": 2,
    "max-tables": 3, "max-memory32-bytes": 262144, "max-table-elements": 200,
    "table-max-size-required": True,
    "max-instructions": 600,
    "bulk-memory-enabled": True, "reference-types-enabled": True, "simd-enabled": True,
    "multi-value-enabled": True, "tail-call-enabled": True, "extended-const-enabled": True,
    "saturating-float-to-int-enabled": True, "sign-extension-ops-enabled": True,
    "relaxed-simd-enabled": False, "gc-enabled": False, "exceptions-enabled": False,
    "memory64-enabled": False, "threads-enabled": False, "custom-page-sizes-enabled": False,
    "wide-arithmetic-enabled": False, "canonicalize-nans": True, "allow-start-export": True,
    "compact-imports-enabled": False, "custom-descriptors-enabled": False,
    "shared-everything-threads-enabled": False, "generate-custom-sections": False,
}
# The specification's words for what wasmtime calls a trap.
TRAPS = {
    wasmtime.TrapCode.STACK_OVERFLOW: "call stack exhausted",
    wasmtime.TrapCode.MEMORY_OUT_OF_BOUNDS: "out of bounds memory access",
    # The specification has two texts, "undefined element" for calls.
    wasmtime.TrapCode.TABLE_OUT_OF_BOUNDS: "",
    wasmtime.TrapCode.INDIRECT_CALL_TO_NULL: "uninitialized element",
    wasmtime.TrapCode.BAD_SIGNATURE: "indirect call type mismatch",
    wasmtime.TrapCode.INTEGER_OVERFLOW: "integer overflow",
    wasmtime.TrapCode.INTEGER_DIVISION_BY_ZERO: "integer divide by zero",
    wasmtime.TrapCode.BAD_CONVERSION_TO_INTEGER: "invalid conversion to integer",
    wasmtime.TrapCode.UNREACHABLE: "unreachable",
}
# What each module exports. No vectors: wasmtime's Python package has no values of theirs.
EXPORTS = """(module
  (func (export "i") (param i32) (result i32) unreachable)
  (func (export "ii") (param i32 i32) (result i32) unreachable)
  (func (export "l") (param i64 i32) (result i64) unreachable)
  (func (export "f") (param f32 f32) (result f32) unreachable)
  (func (export "d") (param f64) (result f64) unreachable)
  (func (export "mixed") (param i32 f64 i64) (result i64 f32 i32 f64) unreachable)
  (func (export "none") unreachable)
  (func (export "refs") (param i32) (result funcref externref) unreachable)
  (memory (export "memory") 1)
  (global (export "g") (mut i64) (i64.const 0)))"""
HASH = """(module
  (import "subject" "{name}" (memory $m 0))
  (func (export "hash") (result i64) (local $i i32) (local $end i32) (local $h i64)
    (local.set $end (i32.shl (memory.size $m) (i32.const 16)))
    (block (loop
      (br_if 1 (i32.ge_u (local.get $i) (local.get $end)))
      (local.set $h (i64.add (i64.rotl (i64.mul (local.get $h) (i64.const 0x100000001b3))
        (i64.const 23)) (i64.load (local.get $i))))
      (local.set $i (i32.add (local.get $i) (i32.const 8)))
      (br 0)))
    (i64.add (local.get $h) (i64.extend_i32_u (local.get $end)))))"""


def generate(tools, exports, seed):
    numbers = random.Random(seed)
    data = numbers.randbytes(numbers.choice([200, 1000, 4000, 12000]))
    command = [tools, "smith", "--ensure-termination", "--fuel", "2000", "--exports", exports]
    for name, value in CONFIG.items():
        command += [f"--{name}", json.dumps(value)]
    made = subprocess.run(command, input=data, capture_output=True)
    return made.stdout if made.returncode == 0 else None


def literal(kind, value):
    """How a script writes a value; None when it cannot say which one it is."""
    kind = str(kind)
    if kind in ("i32", "i64"):
        return f"({kind}.const {value})"
    if kind in ("f32", "f64"):
        if math.isnan(value):
            return None
        if math.isinf(value):
            return f"({kind}.const {'-' if value < 0 else ''}inf)"
        return f"({kind}.const {value.hex()})"
    if kind in ("funcref", "externref"):
        return f"(ref.null {kind.removesuffix('ref')})" if value is None else None
    return None


def argument(numbers, kind):
    edges = [0, 1, 2, 7, 255, 65535, 65536]
    if kind in ("i32", "i64"):
        bits = int(kind[1:])
        edges = edges + [2**bits - 1, 2 ** (bits - 1), 2 ** (bits - 1) - 1, 2**bits - 65536]
        value = numbers.choice(edges + [numbers.getrandbits(bits)])
        return value - 2**bits if value >= 2 ** (bits - 1) else value
    if kind in ("f32", "f64"):
        value = numbers.choice([0.0, -0.0, 1.0, -1.5, 2.0**31, -(2.0**63), 1e30, math.inf, 1e-40])
        return struct.unpack("f", struct.pack("f", value))[0] if kind == "f32" else value
    return None


class Subject:
    """A module in wasmtime, and the script of what it did there."""

    def __init__(self, engine, binary):
        self.store = wasmtime.Store(engine)
        self.module = wasmtime.Module(engine, binary)
        text = "".join(f"\\{byte:02x}" for byte in binary)
        self.lines = [f'(module $subject binary "{text}")', '(register "subject" $subject)']
        self.hashes = []

    def run(self, numbers):
        try:
            instance = wasmtime.Instance(self.store, self.module, [])
        except wasmtime.Trap as trap:
            text = self.lines[0].replace("module $subject", "module")
            self.lines = [f'(assert_trap {text} "{TRAPS[trap.trap_code]}")']
            return
        exports = instance.exports(self.store)
        names = [e.name for e in self.module.exports]
        for name in names:
            if isinstance(exports[name], wasmtime.Memory):
                self.add_hash(name, exports[name])
        for round in range(2):
            for name in names:
                if isinstance(exports[name], wasmtime.Func):
                    if not self.call(name, exports[name], numbers):
                        return
                    self.check_memories()

    def add_hash(self, name, memory):
        escaped = "".join(f"\\{byte:02x}" for byte in name.encode())
        text = HASH.format(name=escaped)
        module = wasmtime.Module(self.store.engine, text)
        instance = wasmtime.Instance(self.store, module, [memory])
        label = f"$hash{len(self.hashes)}"
        self.lines.append(text.replace("(module", f"(module {label}", 1))
        self.hashes.append((label, instance.exports(self.store)["hash"]))
        self.check_memories()

    def check_memories(self):
        for label, hash in self.hashes:
            self.lines.append(
                f'(assert_return (invoke {label} "hash") (i64.const {hash(self.store)}))')

    def call(self, name, function, numbers):
        """False when nothing after it can be compared: the stacks are of different sizes."""
        type = function.type(self.store)
        arguments = [argument(numbers, str(kind)) for kind in type.params]
        texts = [literal(kind, value) for kind, value in zip(type.params, arguments)]
        if None in texts or any(str(kind) == "v128" for kind in type.results):
            return True
        escaped = "".join(f"\\{byte:02x}" for byte in name.encode())
        invoke = f'(invoke $subject "{escaped}" {" ".join(texts)})'
        try:
            results = function(self.store, *arguments)
        except wasmtime.Trap as trap:
            if trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW:
                return False
            self.lines.append(f'(assert_trap {invoke} "{TRAPS[trap.trap_code]}")')
            return True
        results = results if isinstance(results, list) else [] if not list(type.results) else [results]
        values = [literal(kind, value) for kind, value in zip(type.results, results)]
        if None in values:
            self.lines.append(invoke)
        else:
            self.lines.append(f"(assert_return {invoke} {' '.join(values)})")
        return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wasm-tools", required=True)
    parser.add_argument("--conformance", required=True)
    parser.add_argument("--seeds", default="0:100", help="FIRST:END")
    parser.add_argument("--keep", help="folder for the scripts")
    parser.add_argument("options", nargs="*")
    options = parser.parse_args()
    first, end = (int(part) for part in options.seeds.split(":"))
    config = wasmtime.Config()
    config.cranelift_opt_level = "none"
    engine = wasmtime.Engine(config)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(options.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        exports = pathlib.Path(scratch) / "exports.wasm"
        exports.write_bytes(wasmtime.wat2wasm(EXPORTS))
        for seed in range(first, end):
            binary = generate(options.wasm_tools, exports, seed)
            if binary is None:
                continue
            subject = Subject(engine, binary)
            subject.run(random.Random(seed))
            (folder / f"seed-{seed:06}.wast").write_text("\n".join(subject.lines) + "\n")
        sys.stdout.flush()
        return subprocess.run([options.conformance, str(folder), *options.options]).returncode


if __name__ == "__main__":
    sys.exit(main())
