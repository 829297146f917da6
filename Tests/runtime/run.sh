#!/bin/sh
# Links hand-written guests with the runtime archive and runs them, those for another architecture
# than this machine's by QEMU.
#   Tests/runtime/run.sh [RUNTIME_DIR [ARCH]]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
runtime=${1:-$work/runtime}
arch=${2:-x86_64}
[ -n "${1:-}" ] || "$here/../../toolchain/build-runtime.sh" "$arch" "$runtime"
case $arch in
x86_64) machine=x86_64 cpu=-march=x86-64-v3 base=0x100000 ;;
arm64) machine=aarch64 cpu=-mcpu=neoverse-n1 base=0x1000000000 ;;
esac
emulator=
[ "$(uname -m)" = "$machine" ] || emulator=qemu-$machine-static

compile() { # SOURCE OBJECT [FLAG...]
    source=$1 object=$2
    shift 2
    clang-19 --target=$machine-linux-musl $cpu -fPIE -O2 -ffreestanding \
        -nostdinc -isystem "$(clang-19 -print-resource-dir)/include" \
        -fno-omit-frame-pointer -mno-omit-leaf-frame-pointer -fstack-clash-protection \
        -Wall -Wextra -Werror -Wno-infinite-recursion -Wno-unused-parameter "$@" \
        -c "$here/$source" -o "$work/$object"
}

failures=0
expect() { # NAME STATUS TEXT COMMAND...: the text is a part of what the command prints
    name=$1 status=$2 text=$3
    shift 3
    set +e
    output=$("$@" 2>&1)
    got=$?
    set -e
    case $output in
    *"$text"*) ;;
    *) got="$got, output: $output" ;;
    esac
    if [ "$got" = "$status" ]; then
        echo "ok   $name"
    else
        echo "FAIL $name: got $got, wanted $status and: $text"
        failures=$((failures + 1))
    fi
}

renamed=""
for name in memcpy memmove memset memcmp bcmp; do renamed="$renamed -D$name=guest_$name"; done
# shellcheck disable=SC2086
clang-19 -O2 -fno-builtin -c $renamed \
    "$here/../../runtime-c/bootstrap/guest_text.c" -o "$work/guest_text.o"
clang-19 -O2 "$here/guest_text_test.c" "$work/guest_text.o" -o "$work/guest_text_test"
expect "copies and fills" 0 "" "$work/guest_text_test"
renamed=""
for name in roundeven floor ceil trunc; do
    renamed="$renamed -D$name=guest_$name -D${name}f=guest_${name}f"
done
# shellcheck disable=SC2086
clang-19 -O2 -fno-builtin -c $renamed \
    "$here/../../runtime-c/bootstrap/guest_rounding.c" -o "$work/guest_rounding.o"
clang-19 -O2 -fno-builtin "$here/guest_rounding_test.c" "$work/guest_rounding.o" \
    -o "$work/guest_rounding_test" -lm
expect "rounding" 0 "" "$work/guest_rounding_test"

compile command.c command.o
compile trace.S trace.o
"$here/link.sh" "$runtime" rt_command_main "$work/command" "$work/command.o" "$work/trace.o"
# shellcheck disable=SC2086
run() { env -i $emulator "$work/command" "$@"; }
expect "nothing" 0 "" run
expect "image" 0 "from the image" run h
expect "WASI, growth" 0 "ok" run c
expect "proc_exit" 7 "" run x
expect "load" 134 "trap: out of bounds memory access" run l
expect "farthest store" 134 "trap: out of bounds memory access" run f
expect "memcpy" 134 "trap: out of bounds memory access" run m
expect "memset" 134 "trap: out of bounds memory access" run s
expect "recursion" 134 "trap: call stack exhausted" run r
expect "trap stack" 134 "trap: unreachable
    at helper (wasm function 3, offset 0x60)
    at wasm function 7 (offset 0x44)
    at handle (wasm function 12, offset 0x1a4)" run t
expect "our bug" 139 "asml: internal error: the runtime accessed 0x10" run b
expect "environment" 0 "A=1" env -i A=1 $emulator "$work/command" e
expect "credentials" 0 "B=2" env -i AWS_SECRET_ACCESS_KEY=1 AWS_LAMBDA_RUNTIME_API=1 \
    AWS_CONTAINER_CREDENTIALS_FULL_URI=1 B=2 $emulator "$work/command" e
case $output in *AWS*) echo "FAIL credentials are shown" && failures=$((failures + 1)) ;; esac
expect "trap B" 134 "trap: unreachable" run B
expect "trap D" 134 "trap: integer divide by zero" run D
expect "trap E" 134 "trap: integer overflow" run E
expect "trap F" 134 "trap: invalid conversion to integer" run F
expect "trap H" 134 "trap: undefined element" run H
expect "trap I" 134 "trap: uninitialized element" run I
expect "trap J" 134 "trap: indirect call type mismatch" run J
expect "trap K" 134 "trap: out of bounds table access" run K
# The emulator itself needs address space, and files.
# shellcheck disable=SC3045
[ -n "$emulator" ] ||
    expect "no address space" 1 "ulimit -v" sh -c "ulimit -v 1000000; exec $work/command h"
# A memory without a reservation moves, and wants what it has only.
compile command.c moving.o -DDYNAMIC
"$here/link.sh" "$runtime" rt_command_main "$work/moving" "$work/moving.o" "$work/trace.o"
expect "image, moving memory" 0 "from the image" env -i $emulator "$work/moving" h
expect "growth, moving memory" 0 "ok" env -i $emulator "$work/moving" c
# shellcheck disable=SC3045
[ -n "$emulator" ] ||
    expect "little address space" 0 "ok" sh -c "ulimit -v 30000; exec $work/moving c"
if [ "$(id -u)" = 0 ] && [ -z "$emulator" ]; then
    expect "empty root, no /proc" 0 "from the image" chroot "$work" /command h
fi
compile command.c twice.o -DTWICE
"$here/link.sh" "$runtime" rt_command_main "$work/twice" "$work/twice.o" "$work/trace.o"
expect "address taken" 1 "linear memory at $base: cannot reserve" $emulator "$work/twice"
sed "s/\"_start\"/\"start\"/" "$here/command.c" >"$work/no_start.c"
cp "$here/guest.h" "$work/guest.h"
sed -i "s|\.\./\.\./runtime-c|$here/../../runtime-c|" "$work/guest.h"
here_was=$here here=$work
compile no_start.c no_start.o
here=$here_was
"$here/link.sh" "$runtime" rt_command_main "$work/no_start" "$work/no_start.o" "$work/trace.o"
expect "no _start" 1 "it has: 'start'" $emulator "$work/no_start"

compile lambda.c lambda.o
compile trace.S import_trace.o -DSITE=env.__asml_abi_success
"$here/link.sh" "$runtime" rt_lambda_main "$work/lambda" "$work/lambda.o" "$work/import_trace.o"
compile lambda.c moving_lambda.o -DDYNAMIC
"$here/link.sh" "$runtime" rt_lambda_main "$work/moving_lambda" "$work/moving_lambda.o" \
    "$work/import_trace.o"
compile iomods.c iomods.o
compile lambda.c trapping.o -DTRAPS_AT_START
"$here/link.sh" "$runtime" rt_lambda_main "$work/trapping" "$work/trapping.o" \
    "$work/import_trace.o"
expect "outside of Lambda" 1 "AWS_LAMBDA_RUNTIME_API is not set" env -i $emulator "$work/lambda"
for variant in script wrong_types no_memory isolated; do
    compile script.c $variant.o -D"$(echo $variant | tr a-z A-Z)"
    "$here/link.sh" "$runtime" rt_lambda_main "$work/$variant" "$work/$variant.o" "$work/iomods.o"
done

python_test() { # TEST PROGRAM...
    test=$1 programs=
    shift
    for program in "$@"; do programs="$programs $work/$program$suffix"; done
    # shellcheck disable=SC2086
    PYTHONDONTWRITEBYTECODE=1 python3 "$here/$test.py" $programs || failures=$((failures + 1))
}
lambda_tests() { # of the programs whose names end in $suffix
    python_test lambda_test lambda trapping
    python_test lambda_test moving_lambda trapping
    python_test abi_test script wrong_types no_memory isolated
    python_test io_test script wrong_types
    python_test stream_test script
    python_test wire_test script
}
suffix=
[ -n "$emulator" ] || lambda_tests
# Kernels for arm64 have pages of 4, 16 or 64 KiB.
for page in ${emulator:+4096 65536}; do
    expect "pages of $page" 0 "from the image" env -i $emulator -p "$page" "$work/command" h
    for program in lambda moving_lambda trapping script wrong_types no_memory isolated; do
        printf '#!/bin/sh\nexec %s -p %s "%s" "$@"\n' "$(command -v "$emulator")" "$page" \
            "$work/$program" >"$work/$program.$page"
        chmod +x "$work/$program.$page"
    done
    suffix=.$page
    lambda_tests
done

[ "$failures" = 0 ] || { echo "$failures failed"; exit 1; }
