#!/usr/bin/env python3
"""The data of Foundation's ICU without what asml has no use for: toolchain/small-icu.py OBJECT OUT.s

OBJECT is the part of lib_FoundationICU.a that holds the data: 34 MB, most of it languages other than
English, converters of old character sets, and dictionaries of languages without spaces. asml writes
English and UTF-8 only. What is gone is found missing by ICU, which takes its root locale then.
OUT.s and a file beside it, OUT.s.dat, give an object with the same symbol.

The format: a header whose length is its first 16 bits; the number of items; for each, offsets of
its name and its data behind the header, in the order of names.
"""
import re
import struct
import subprocess
import sys
import tempfile

LOCALE = re.compile(r"[a-z]{2,3}(_.*)?\.res")
ENGLISH = {"en.res", "en_001.res", "en_US.res", "en_US_POSIX.res"}


def is_needed(name):
    base = name.rsplit("/", 1)[-1]
    if base.endswith((".cnv", ".dict")) or "/translit/" in name:
        return False
    return base in ENGLISH or not LOCALE.fullmatch(base)


def items(data, start):
    count = struct.unpack_from("<I", data, start)[0]
    table = [struct.unpack_from("<II", data, start + 4 + 8 * i) for i in range(count)]
    ends = [place for _, place in table[1:]] + [len(data) - start]
    for (name, place), end in zip(table, ends):
        first = start + name
        yield (data[first : data.index(b"\0", first)].decode(), data[start + place : start + end])


def pack(header, kept):
    names, name_places = b"", []
    for name, _ in kept:
        name_places.append(4 + 8 * len(kept) + len(names))
        names += name.encode() + b"\0"
    body, places = b"", []
    place = -(-(4 + 8 * len(kept) + len(names)) // 16) * 16
    filler = b"\0" * (place - 4 - 8 * len(kept) - len(names))
    for _, contents in kept:
        contents += b"\0" * (-len(contents) % 16)
        places.append(place + len(body))
        body += contents
    table = b"".join(struct.pack("<II", *pair) for pair in zip(name_places, places))
    return header + struct.pack("<I", len(kept)) + table + names + filler + body


def main(source, out):
    symbols = subprocess.run(["nm", source], check=True, capture_output=True, text=True).stdout
    symbol = re.search(r" R (icudt\d+_dat)$", symbols, re.M)
    if not symbol:
        sys.exit(f"small-icu: error: {source} has no data of ICU")
    with tempfile.NamedTemporaryFile() as raw:
        subprocess.run(
            ["objcopy", "-O", "binary", "--only-section=.rodata", source, raw.name], check=True)
        data = open(raw.name, "rb").read()
    start = struct.unpack_from("<H", data)[0]
    if data[2:4] != b"\xda\x27" or data[12:16] != b"CmnD":
        sys.exit(f"small-icu: error: {source} has data of another format")
    kept = [item for item in items(data, start) if is_needed(item[0])]
    with open(f"{out}.dat", "wb") as file:
        file.write(pack(data[:start], kept))
    with open(out, "w", encoding="utf-8") as file:
        file.write(
            f'.section .rodata\n.balign 16\n.globl {symbol[1]}\n{symbol[1]}:\n.incbin "{out}.dat"\n'
            '.section .note.GNU-stack,"",%progbits\n')


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: toolchain/small-icu.py OBJECT OUT.s")
    main(*sys.argv[1:])
