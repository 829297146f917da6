#!/bin/sh
# Compiles a function in Swift to WebAssembly, together with the SDK.
#   build.sh OUT.wasm SOURCE.swift...
# The handlers are what the sources export with `@c`: `handler`, or the names in HANDLERS. The
# compilers can be chosen: SWIFTC, CLANG, WASM_LD. In SDK_OBJECTS, an absolute path if any,
# the SDK's own objects are kept for the next build.
set -eu

[ $# -ge 2 ] || {
    echo "usage: build.sh OUT.wasm SOURCE.swift..." >&2
    exit 2
}
SWIFTC=${SWIFTC:-swiftc}
CLANG=${CLANG:-clang-19}
WASM_LD=${WASM_LD:-/usr/bin/wasm-ld-19}
sdk=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
case $1 in
/*) out=$1 ;;
*) out=$PWD/$1 ;;
esac
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Swift hashes file names, as they are given, into the module: hence copies under plain names.
mkdir "$scratch/Asml" "$scratch/Function"
cp "$sdk"/Sources/Asml/*.swift "$scratch/Asml"
cp "$@" "$scratch/Function"
cp -r "$sdk/Sources/CAsml/include" "$scratch/CAsml"
platform=$sdk/Sources/CAsml/platform.c
cd "$scratch"
target="-target wasm32-unknown-none-wasm -swift-version 6 -O -wmo -parse-as-library
    -enable-experimental-feature Embedded -Xfrontend -disable-stack-protector
    -Xcc -fmodule-map-file=CAsml/module.modulemap"

# The SDK's own objects. Their names are plain, too.
compile_sdk() {
    # shellcheck disable=SC2086
    "$SWIFTC" $target -module-name Asml -emit-module -emit-module-path Asml.swiftmodule \
        -c -o asml.o Asml/*.swift
    "$CLANG" --target=wasm32 -O2 -mbulk-memory -ffreestanding -fno-builtin -Wall -Wextra -Werror \
        -c -o platform.o "$platform"
}

# The name of what comes of these sources with these compilers.
key() {
    {
        echo "$target"
        "$SWIFTC" --version 2>/dev/null
        "$CLANG" --version
        cat Asml/* CAsml/* "$platform"
    } | cksum | tr ' ' -
}

if [ -z "${SDK_OBJECTS-}" ]; then
    compile_sdk
else
    kept=$SDK_OBJECTS/$(key)
    if [ ! -d "$kept" ]; then
        compile_sdk
        mkdir -p "$SDK_OBJECTS"
        unfinished=$(mktemp -d "$SDK_OBJECTS/.new-XXXXXX")
        trap 'rm -rf "$scratch" "$unfinished"' EXIT
        cp Asml.swiftmodule asml.o platform.o "$unfinished"
        # Another build may have been faster.
        mv -T "$unfinished" "$kept" 2>/dev/null || [ -d "$kept" ]
    fi
    cp "$kept"/* .
fi

# shellcheck disable=SC2086
"$SWIFTC" $target -module-name Function -I . -c -o function.o Function/*.swift
exports=
for name in ${HANDLERS:-handler}; do exports="$exports --export=$name"; done
# shellcheck disable=SC2086
"$WASM_LD" --no-entry --gc-sections $exports -o "$out" \
    function.o asml.o platform.o
