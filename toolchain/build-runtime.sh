#!/bin/sh
# Builds the runtime archive that every bootstrap is linked with.
#   toolchain/build-runtime.sh x86_64|arm64 OUTDIR
# leaves rcrt1.o crti.o crtn.o libc.a (musl's) and libasml.a (ours) in OUTDIR.
set -eu

arch=${1:?usage: build-runtime.sh ARCH OUTDIR}
out=${2:?usage: build-runtime.sh ARCH OUTDIR}
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/toolchain/versions.env"

# The system's musl serves its own architecture, setup.sh's sysroot the other.
sysroot=
swift_flags=
case $arch in
x86_64)
    target=x86_64-linux-musl
    swift_target=x86_64-unknown-linux-gnu
    # The least that `asml --cpu` takes.
    cpu=-march=x86-64
    ;;
arm64)
    target=aarch64-linux-musl
    # No Embedded Swift library is made for Linux on arm64; the one for bare metal assumes nothing
    # but a small code model, which position-independent code shares.
    swift_target=aarch64-none-none-elf
    swift_flags="-Xcc -fPIC"
    cpu=-march=armv8-a
    [ "$(uname -m)" = aarch64 ] || sysroot=$root/build/tools/sysroot-arm64
    ;;
*)
    echo "build-runtime.sh: unknown architecture '$arch'" >&2
    exit 1
    ;;
esac

musl=${ASML_MUSL:-$sysroot/usr/lib/$target}
headers=${ASML_MUSL_HEADERS:-$sysroot/usr/include/$target}
clang=clang-$LLVM_VERSION
ar=/usr/lib/llvm-$LLVM_VERSION/bin/llvm-ar
[ -f "$musl/rcrt1.o" ] || {
    echo "build-runtime.sh: no musl in $musl; run toolchain/setup.sh" >&2
    exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
out=$(cd "$out" && pwd)

common="--target=$target $cpu -isystem $headers -fPIC -O2 -Wall -Wextra -Werror -std=gnu17
    -fno-omit-frame-pointer -mno-omit-leaf-frame-pointer -ffunction-sections -fdata-sections
    -fvisibility=hidden -fno-asynchronous-unwind-tables -fno-stack-protector"
for source in "$root"/runtime-c/*.c "$root"/runtime-c/bootstrap/*.c \
    "$root"/runtime-c/arch/"${target%%-*}"/*.S; do
    name=$(basename "$source")
    flags=$common
    # These are what the compiler would call; like the guest's own functions, they make their frame
    # where they begin, so that a trap in them knows the caller.
    case $name in
    guest_*) flags="$flags -fno-builtin -mllvm -enable-shrink-wrap=false" ;;
    esac
    # shellcheck disable=SC2086
    $clang $flags -c "$source" -o "$work/${name%.*}.o"
done

# shellcheck disable=SC2046,SC2086
swiftc -target "$swift_target" $swift_flags -enable-experimental-feature Embedded -wmo -parse-as-library \
    -Osize -swift-version 6 -warnings-as-errors -module-name AsmlRuntime -package-name asml \
    -enable-upcoming-feature InternalImportsByDefault \
    -enable-upcoming-feature MemberImportVisibility \
    -Xfrontend -function-sections -Xfrontend -disable-stack-protector \
    -enforce-exclusivity=unchecked -Xcc -ffreestanding -Xcc -fno-omit-frame-pointer \
    -I "$root/runtime-c/include" \
    -c $(find "$root/Sources/Runtime/AsmlRuntime" -name '*.swift' | sort) \
    -o "$work/AsmlRuntime.o"

rm -f "$out/libasml.a"
(cd "$work" && $ar rcsD "$out/libasml.a" $(ls ./*.o | sort))
cp "$musl/rcrt1.o" "$musl/crti.o" "$musl/crtn.o" "$musl/libc.a" "$out/"
