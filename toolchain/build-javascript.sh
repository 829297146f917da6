#!/bin/sh
# The JavaScript engine, compiled once: toolchain/build-javascript.sh [OUTDIR]
#
# OUTDIR (build/lib/asml/javascript unless given) gets libasmljs.a, which is QuickJS with
# guest-sdk/javascript around it, the header for tables of scripts, and QuickJS's licence. A function
# in JavaScript is its scripts linked with it. CLANG and LLVM_AR can be chosen.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
out=${1:-$root/build/lib/asml/javascript}
. "$root/toolchain/versions.env"

CLANG=${CLANG:-clang-$LLVM_VERSION}
LLVM_AR=${LLVM_AR:-llvm-ar-$LLVM_VERSION}
WASI_SYSROOT=${WASI_SYSROOT:-/usr}
quickjs=${QUICKJS:-build/tools/quickjs}

need_file() { # file, hint
    [ -e "$1" ] && return
    echo "build-javascript: error: $1: no such file" >&2
    echo "  hint: $2" >&2
    exit 1
}

mkdir -p "$out"
out=$(CDPATH= cd -- "$out" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Relative paths, so that the archive does not depend on where the repository lies.
cd "$root"
need_file "$quickjs/upstream-quickjs/quickjs.c" "toolchain/setup.sh downloads QuickJS"
need_file "$WASI_SYSROOT/lib/wasm32-wasi/libc.a" "apt-get install wasi-libc"

flags="--target=wasm32-wasi --sysroot=$WASI_SYSROOT -O2 -mbulk-memory -mnontrapping-fptoint
    -I$quickjs/upstream-quickjs"

# Functions on one line have no table of lines: the line is the one where they begin.
sed 's|if (!b->has_debug .. !b->debug.pc2line_buf) {|if (b->has_debug \&\& !b->debug.pc2line_buf)\
        return b->debug.line_num;\
    &|' "$quickjs/upstream-quickjs/quickjs.c" >"$scratch/quickjs.c"
[ "$(grep -c "return b->debug.line_num;$" "$scratch/quickjs.c")" -eq 2 ] || {
    echo "build-javascript: error: this is another QuickJS than $QUICKJS_VERSION" >&2
    exit 1
}
for file in libregexp libunicode cutils libbf; do
    cp "$quickjs/upstream-quickjs/$file.c" "$scratch"
done

# EMSCRIPTEN keeps QuickJS from threads and from asking malloc for sizes, but also from watching its
# stack, which CONFIG_STACK_CHECK brings back. CONFIG_BIGNUM is for BigInt; wasi-libc has no rounding
# modes, which only other numbers of it ask for.
for file in quickjs libregexp libunicode cutils libbf; do
    # shellcheck disable=SC2086
    "$CLANG" $flags -w -ffp-contract=off -DEMSCRIPTEN -DCONFIG_STACK_CHECK -DCONFIG_BIGNUM \
        -D_GNU_SOURCE -DCONFIG_VERSION="\"$QUICKJS_VERSION\"" -DFE_DOWNWARD=0 -DFE_UPWARD=0 \
        -ffile-prefix-map="$scratch/=" -c -o "$scratch/$file.o" "$scratch/$file.c" &
    running="${running-} $!"
done
# A function for JavaScript has parameters that it may not need.
for file in engine modules host; do
    # shellcheck disable=SC2086
    "$CLANG" $flags -std=gnu23 -D_GNU_SOURCE -Wall -Wextra -Werror -Wno-unused-parameter \
        -I guest-sdk/c \
        -isystem "$quickjs/upstream-quickjs" \
        -c -o "$scratch/$file.o" "guest-sdk/javascript/$file.c" &
    running="$running $!"
done
for process in $running; do wait "$process"; done

rm -f "$scratch/libasmljs.a"
"$LLVM_AR" rcsD "$scratch/libasmljs.a" "$scratch"/*.o
cp guest-sdk/javascript/asmljs.h "$scratch"
# The licence is the comment that each file begins with.
sed '/\*\//q' "$quickjs/upstream-quickjs/quickjs.c" >"$scratch/LICENSE.quickjs"
for file in libasmljs.a asmljs.h LICENSE.quickjs; do
    mv "$scratch/$file" "$out/.$file.new"
    mv "$out/.$file.new" "$out/$file"
done
