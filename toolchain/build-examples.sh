#!/bin/sh
# Compiles examples/ to WebAssembly: toolchain/build-examples.sh [OUTDIR]
#
# Every example becomes OUTDIR/<name>.wasm (OUTDIR is build/examples unless given). The compilers
# can be chosen: CLANG, CLANGXX, WASM_LD, RUSTC, SWIFTC, ZIG.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
out=${1:-$root/build/examples}
. "$root/toolchain/versions.env"

CLANG=${CLANG:-clang-$LLVM_VERSION}
WASM_LD=${WASM_LD:-/usr/bin/wasm-ld-$LLVM_VERSION}
# Debian's: the one that libstd-rust-dev-wasm32 belongs to.
RUSTC=${RUSTC:-/usr/bin/rustc}
SWIFTC=${SWIFTC:-swiftc}
CLANGXX=${CLANGXX:-clang++-$LLVM_VERSION}
ZIG=${ZIG:-$root/build/tools/bin/zig}
javascript=${ASML_JAVASCRIPT:-$root/build/lib/asml/javascript}

fail() {
    echo "build-examples: error: $1" >&2
    echo "  hint: $2" >&2
    exit 1
}

need_tool() { # tool, hint
    command -v "$1" >/dev/null 2>&1 || fail "$1: not found" "$2"
}

need_file() { # file, hint
    [ -e "$1" ] || fail "$1: no such file" "$2"
}

need_tool "$CLANG" "apt-get install clang-$LLVM_VERSION, or set CLANG"
need_tool "$WASM_LD" "apt-get install lld-$LLVM_VERSION, or set WASM_LD"
need_tool "$RUSTC" "apt-get install rustc, or set RUSTC"
need_tool "$SWIFTC" "install Swift $SWIFT_VERSION from swift.org, or set SWIFTC"
need_tool "$ZIG" "toolchain/setup.sh installs Zig, or set ZIG"
need_file "$javascript/libasmljs.a" "toolchain/build-javascript.sh makes it"
need_file /usr/lib/wasm32-wasi/libc++.a "apt-get install libc++-$LLVM_VERSION-dev-wasm32"
need_file /usr/lib/wasm32-wasi/libc.a "apt-get install wasi-libc"
clang_libraries=$("$CLANG" -print-resource-dir)/lib
need_file "$clang_libraries/wasi/libclang_rt.builtins-wasm32.a" \
    "apt-get install libclang-rt-$LLVM_VERSION-dev-wasm32"
rust_libraries=$("$RUSTC" --print sysroot)/lib/rustlib
need_file "$rust_libraries/wasm32-unknown-unknown" "apt-get install libstd-rust-dev-wasm32"
need_file "$rust_libraries/wasm32-wasi" "apt-get install libstd-rust-dev-wasm32"

mkdir -p "$out"
out=$(CDPATH= cd -- "$out" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Relative paths, so that the module does not depend on where the repository lies.
cd "$root/examples"

# A function without a C library; bulk memory stands in for its memcpy and memset. The name section
# stays: it is what a stack trace shows.
c_function() { # name, source
    "$CLANG" --target=wasm32 -O2 -mbulk-memory -Wall -Wextra -Werror -nostdlib \
        -I ../guest-sdk/c -fuse-ld="$WASM_LD" -Wl,--no-entry -o "$out/$1.wasm" "$2"
}

# A WASI command with Debian's wasi-libc, without the debugging information that comes with it.
c_command() { # name, source
    "$CLANG" --target=wasm32-wasi --sysroot=/usr -O2 -Wall -Wextra -Werror \
        -fuse-ld="$WASM_LD" -Wl,--strip-debug -o "$out/$1.wasm" "$2"
}

# A function with a C library, whose stack lies where an overflow traps.
reactor() { # name, compiler, argument...
    reactor_name=$1
    reactor_compiler=$2
    shift 2
    "$reactor_compiler" --target=wasm32-wasi --sysroot=/usr -mexec-model=reactor -O2 -Wall -Wextra \
        -Werror -fuse-ld="$WASM_LD" -Wl,--strip-debug -Wl,--stack-first \
        -Wl,-z,stack-size=1048576 -o "$out/$reactor_name.wasm" "$@"
}

# Scripts, the first one with the handler, as a table that is linked with the engine.
javascript_function() { # name, script...
    name=$1
    shift
    {
        echo '#include "asmljs.h"'
        echo 'const struct asmljs_script asmljs_scripts[] = {'
        for script in "$@"; do
            text="(const char[]){
#embed \"$script\" suffix(, )
0}"
            echo "{\"$script\", $text, sizeof $text - 1},"
        done
        echo '};'
        echo "const int asmljs_script_count = $#;"
        echo 'ASMLJS_HANDLER(handler)'
    } >"$scratch/scripts.c"
    (cd "$name" && cp "$@" "$scratch")
    reactor "$name" "$CLANG" -std=c23 -I "$javascript" "$scratch/scripts.c" \
        "$javascript/libasmljs.a"
}

# Zig's own linker leaves either all debugging information or no names.
zig_function() { # name
    "$ZIG" build-obj -target wasm32-freestanding -O ReleaseSafe -fcompiler-rt --name function \
        --cache-dir "$scratch/zig" --global-cache-dir "$scratch/zig" \
        -femit-bin="$scratch/zig.o" --dep asml -Mfunction="$1/function.zig" \
        -Masml=../guest-sdk/zig/asml.zig
    "$WASM_LD" --no-entry --strip-debug --gc-sections --stack-first -z stack-size=1048576 \
        --export=handler -o "$out/$1.wasm" "$scratch/zig.o"
}

# rustc asks its linker to take warnings for errors, and wasm-ld 19 warns about the metadata in the
# libraries of a Rust as old as Debian's.
rust() {
    "$RUSTC" --edition 2021 -D warnings -C opt-level=2 -C linker="$WASM_LD" \
        -C link-arg=--no-fatal-warnings -C strip=debuginfo "$@"
}

# Embedded Swift, with the handful of C functions that it expects from a platform. Swift hashes the
# object's name, as it is given, into the module: hence a copy of the sources and a plain name.
swift_command() { # name, folder
    cp "$2"/*.swift "$scratch"
    (cd "$scratch" && "$SWIFTC" -target wasm32-unknown-none-wasm -swift-version 6 -O -wmo \
        -parse-as-library -enable-experimental-feature Embedded -warnings-as-errors \
        -Xfrontend -disable-stack-protector -module-name Command -c -o swift.o *.swift)
    "$CLANG" --target=wasm32 -O2 -mbulk-memory -ffreestanding -Wall -Wextra -Werror \
        -c -o "$scratch/platform.o" "$2/platform.c"
    "$WASM_LD" --no-entry --export=_start -o "$out/$1.wasm" \
        "$scratch/swift.o" "$scratch/platform.o"
}

c_function c-function c-function/function.c
c_function c-http c-http/function.c
c_function c-calls c-calls/function.c
c_function c-assemblylift c-assemblylift/function.c
c_function traps-function traps/function.c
c_function empty-function empty/function.c
c_function empty-command empty/command.c

reactor cpp-function "$CLANGXX" -std=c++20 -fno-exceptions -I ../guest-sdk/c \
    cpp-function/function.cpp
zig_function zig-function
javascript_function javascript-function function.js checksum.js

c_command c-command c-command/command.c
c_command traps-command traps/command.c
c_command c-files c-files/files.c

rust --target wasm32-unknown-unknown --crate-type rlib --crate-name asml -C panic=abort \
    -o "$scratch/libasml.rlib" ../guest-sdk/rust/src/lib.rs
for name in rust-function rust-http rust-calls rust-assemblylift; do
    rust --target wasm32-unknown-unknown --crate-type cdylib -C panic=abort \
        --extern "asml=$scratch/libasml.rlib" -o "$out/$name.wasm" "$name/function.rs"
done
rust --target wasm32-wasi -o "$out/rust-command.wasm" rust-command/command.rs
rust --target wasm32-wasi -o "$out/rust-files.wasm" rust-files/files.rs

swift_command swift-command swift-command
for name in swift-function swift-http swift-calls; do
    SWIFTC=$SWIFTC CLANG=$CLANG WASM_LD=$WASM_LD \
        ../guest-sdk/swift/build.sh "$out/$name.wasm" "$name"/*.swift
done

ls -l "$out"/*.wasm
