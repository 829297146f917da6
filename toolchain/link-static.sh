#!/usr/bin/env bash
# Links asml once more, from the objects that `swift build` has left, for machines that have neither
# LLVM nor Swift: toolchain/link-static.sh OUT
#
# LLVM (x86 and AArch64 only), its linker, Swift's libraries, C++'s, zlib and zstd are in the file;
# glibc is not. Nothing is compiled, so going to and fro between this and `make build` costs nothing.
set -euo pipefail

[[ $# -eq 1 ]] || { echo "usage: toolchain/link-static.sh OUT" >&2; exit 2; }
out=$(realpath -m "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=versions.env
source toolchain/versions.env
prefix=${ASML_LLVM_PREFIX:-/usr/lib/llvm-$LLVM_VERSION}
objects=.build/release/asml.product/Objects.LinkFileList
[[ -f $objects ]] || { echo "link-static: error: no $objects: 'make build' makes it" >&2; exit 1; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Where -lz and the like are looked for first: a folder that has the archives only.
for library in stdc++ z zstd; do
    archive=$(gcc -print-file-name="lib$library.a")
    [[ -f $archive ]] || { echo "link-static: error: no lib$library.a" >&2; exit 1; }
    ln -s "$(realpath "$archive")" "$scratch/lib$library.a"
done
# What they depend on elsewhere (z3, libxml2, libedit) is for parts that are not linked in; nor is
# Polly, which Debian's have.
components=(x86 aarch64 passes lto debuginfodwarf object objcopy option)
read -ra llvm <<<"$("$prefix/bin/llvm-config" --link-static --libs "${components[@]}" |
    sed 's/-lPolly[A-Z]*//g')"
# What Foundation's archive needs and does not say.
foundation=(-lFoundationInternationalization -lCoreFoundation -l_FoundationICU -l_FoundationCShims
    -l_FoundationCollections)

# ICU's data without other languages, in the place of the archive's.
swift=$(dirname "$(dirname "$(realpath "$(command -v swift)")")")
(cd "$scratch" && ar x "$swift/lib/swift_static/linux/lib_FoundationICU.a" icu_packaged_data.cpp.o)
toolchain/small-icu.py "$scratch/icu_packaged_data.cpp.o" "$scratch/icu.s"
gcc -c -o "$scratch/icu.o" "$scratch/icu.s"

swiftc -static-stdlib -use-ld=lld -o "$scratch/asml" -module-name asml -emit-executable \
    -target "$(uname -m)-unknown-linux-gnu" -L "$scratch" -L "$prefix/lib" "@$objects" "$scratch/icu.o" \
    -llldELF -llldCommon "${llvm[@]}" "${foundation[@]}" -lzstd -lz -ldl -lm \
    -Xclang-linker -static-libgcc -Xlinker --defsym -Xlinker main=asml_main \
    -Xlinker --gc-sections -Xlinker --no-export-dynamic -Xlinker --strip-all -Xlinker -O2 \
    -Xlinker --build-id=none -Xlinker -z -Xlinker pack-relative-relocs
mkdir -p "$(dirname "$out")"
mv "$scratch/asml" "$out"
