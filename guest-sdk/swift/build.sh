#!/bin/sh
# Compiles a function in Swift to WebAssembly, together with the SDK.
#   build.sh OUT.wasm SOURCE.swift...
# The handlers are what the sources export with `@c`: `handler`, or the names in HANDLERS. The
# compilers can be chosen: SWIFTC, CLANG, WASM_LD.
set -eu

[ $# -ge 2 ] || {
    echo "usage: build.sh OUT.wasm SOURCE.swift..." >&2
    exit 2
}
SWIFTC=${SWIFTC:-swiftc}
CLANG=${CLANG:-clang-19}
WASM_LD=${WASM_LD:-/usr/bin/wasm-ld-19}
sdk=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
out=$1
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Swift hashes file names, as they are given, into the module: hence copies under plain names.
mkdir "$scratch/Asml" "$scratch/Function"
cp "$sdk"/Sources/Asml/*.swift "$scratch/Asml"
cp "$@" "$scratch/Function"
target="-target wasm32-unknown-none-wasm -swift-version 6 -O -wmo -parse-as-library
    -enable-experimental-feature Embedded -Xfrontend -disable-stack-protector
    -Xcc -fmodule-map-file=CAsml/module.modulemap"
cp -r "$sdk/Sources/CAsml/include" "$scratch/CAsml"
(
    cd "$scratch"
    # shellcheck disable=SC2086
    "$SWIFTC" $target -module-name Asml -emit-module -emit-module-path Asml.swiftmodule \
        -c -o asml.o Asml/*.swift
    # shellcheck disable=SC2086
    "$SWIFTC" $target -module-name Function -I . -c -o function.o Function/*.swift
)
"$CLANG" --target=wasm32 -O2 -mbulk-memory -ffreestanding -fno-builtin -Wall -Wextra -Werror \
    -c -o "$scratch/platform.o" "$sdk/Sources/CAsml/platform.c"
exports=
for name in ${HANDLERS:-handler}; do exports="$exports --export=$name"; done
# shellcheck disable=SC2086
"$WASM_LD" --no-entry --gc-sections $exports -o "$out" \
    "$scratch/function.o" "$scratch/asml.o" "$scratch/platform.o"
