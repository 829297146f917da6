#!/bin/sh
# Real programs for tests and benchmarks: toolchain/build-programs.sh [OUTDIR]
#
# Every program becomes OUTDIR/<name>.wasm and OUTDIR/<name>-native (OUTDIR is build/programs unless
# given): what the second prints is what the first must print, compiled by asml. CLANG and WASM_LD
# can be chosen.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
out=${1:-$root/build/programs}
. "$root/toolchain/versions.env"

CLANG=${CLANG:-clang-$LLVM_VERSION}
CLANGXX=${CLANGXX:-clang++-$LLVM_VERSION}
WASM_LD=${WASM_LD:-/usr/bin/wasm-ld-$LLVM_VERSION}
musl=/usr/lib/$(uname -m)-linux-musl
quickjs=build/tools/quickjs/upstream-quickjs

need_file() { # file, hint
    [ -e "$1" ] && return
    echo "build-programs: error: $1: no such file" >&2
    echo "  hint: $2" >&2
    exit 1
}

need_file "$root/$quickjs/quickjs.c" "toolchain/setup.sh downloads QuickJS"
need_file "$musl/libc.a" "apt-get install musl-dev"
need_file /usr/lib/wasm32-wasi/libc.a "apt-get install wasi-libc"
need_file /usr/lib/wasm32-wasi/libc++.a "apt-get install libc++-$LLVM_VERSION-dev-wasm32"

mkdir -p "$out"
out=$(CDPATH= cd -- "$out" && pwd)
# Relative paths, so that the modules do not depend on where the repository lies.
cd "$root"

# Without debugging information, with the name section.
wasi_flags="--target=wasm32-wasi --sysroot=/usr -O2 -fuse-ld=$WASM_LD -Wl,--strip-debug"

# EMSCRIPTEN keeps QuickJS from threads and from asking malloc for sizes, but also from watching its
# stack, which CONFIG_STACK_CHECK brings back. That stack lies in linear memory: below everything
# else, so that what goes past its end traps.
quickjs_flags="-O2 -w -ffp-contract=off -DEMSCRIPTEN -DCONFIG_STACK_CHECK -DCONFIG_BIGNUM \
    -D_GNU_SOURCE -DCONFIG_VERSION=\"$QUICKJS_VERSION\" -I$quickjs"
quickjs_sources="$quickjs/quickjs.c $quickjs/libregexp.c $quickjs/libunicode.c $quickjs/cutils.c \
    $quickjs/libbf.c Tests/programs/quickjs/main.c"

# wasi-libc has no rounding modes.
# shellcheck disable=SC2086
"$CLANG" $wasi_flags $quickjs_flags -DFE_DOWNWARD=0 -DFE_UPWARD=0 \
    -Wl,-z,stack-size=1048576 -Wl,--stack-first $quickjs_sources -o "$out/quickjs.wasm"

# With musl, whose mathematics wasi-libc has too: glibc's differs in last digits.
# shellcheck disable=SC2086
"$CLANG" --target="$(uname -m)-linux-musl" -isystem "/usr/include/$(uname -m)-linux-musl" \
    -static -nostdlib -fuse-ld=lld $quickjs_flags $quickjs_sources \
    "$musl/crt1.o" "$musl/crti.o" "$musl/libc.a" "$("$CLANG" -print-libgcc-file-name)" \
    "$musl/crtn.o" -o "$out/quickjs-native"

cpp_flags="-std=c++20 -O2 -fno-exceptions"
# shellcheck disable=SC2086
"$CLANGXX" $wasi_flags $cpp_flags -Wall -Wextra -Werror examples/cpp-command/*.cpp \
    -o "$out/cpp-command.wasm"
# libstdc++ warns about itself.
# shellcheck disable=SC2086
"$CLANGXX" $cpp_flags -w examples/cpp-command/*.cpp -o "$out/cpp-command-native"

ls -l "$out"
