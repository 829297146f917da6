#!/usr/bin/env bash
# How fast compiled programs start, against static C programs that do the same and wasmtime with a
# precompiled module. Wants `make build examples` first (`make bench` sees to it).
#   toolchain/bench.sh [RUNS]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=versions.env
source "$root/toolchain/versions.env"
runs=${1:-300}
work=$root/build/bench
asml=$root/build/bin/asml
wasmtime=$root/build/tools/bin/wasmtime

# static_c SOURCE OUTPUT: with musl, like a bootstrap.
static_c() {
    "clang-$LLVM_VERSION" --target=x86_64-linux-musl -isystem /usr/include/x86_64-linux-musl \
        -B/usr/lib/x86_64-linux-musl -L/usr/lib/x86_64-linux-musl \
        -O2 -static -nostdlib "-fuse-ld=lld" "$1" \
        /usr/lib/x86_64-linux-musl/{crt1.o,crti.o,libc.a,crtn.o} -o "$2"
}

prepare() {
    mkdir -p "$work"
    echo 'int main(void) { return 0; }' >"$work/empty.c"
    static_c "$work/empty.c" "$work/c-empty"
    static_c "$root/bench/next.c" "$work/c-next"
    cc -O2 -Wall -Wextra "$root/bench/first_next.c" -o "$work/first_next"
    "$asml" compile "$root/build/examples/empty-command.wasm" -o "$work/asml-empty" --runtime command
    "$wasmtime" compile "$root/build/examples/empty-command.wasm" -o "$work/empty.cwasm"
    cc -O2 -Wall -Wextra "$root/bench/footprint.c" -o "$work/footprint"
    "$asml" compile "$root/build/examples/empty-function.wasm" -o "$work/asml-next" --runtime lambda
}

exec_to_exit() {
    echo "exec -> exit of an empty program"
    hyperfine -N --warmup 20 --runs "$runs" --style none --export-json "$work/exit.json" \
        --command-name "asml" "$work/asml-empty" \
        --command-name "static C (musl)" "$work/c-empty" \
        --command-name "wasmtime, precompiled" \
        "$wasmtime run --allow-precompiled $work/empty.cwasm" >/dev/null 2>"$work/hyperfine.log" ||
        { cat "$work/hyperfine.log" >&2; exit 1; }
    python3 - "$work/exit.json" <<'PYTHON'
import json, sys

results = json.load(open(sys.argv[1]))["results"]
asml, base, wasmtime = (r["median"] for r in results)
print(f"  {'':24}{'median':>12}{'min':>12}{'to static C':>14}")
for r in results:
    print(f"  {r['command']:24}{r['median'] * 1e3:9.3f} ms{r['min'] * 1e3:9.3f} ms"
          f"{r['median'] / base:14.2f}")


def judge(what, value, target, is_met):
    print(f"  {what}: {value}, {target}: {'met' if is_met else 'missed'}")


judge("asml to static C", f"{asml / base:.2f}", "at most 2", asml / base <= 2)
judge("wasmtime to asml", f"{wasmtime / asml:.1f}", "at least 8", wasmtime / asml >= 8)
PYTHON
}

footprint() {
    local kib faults
    read -r kib faults < <("$work/footprint" "$work/asml-empty")
    echo "  resident memory at exit: $kib KiB, under 1536: $( ((kib < 1536)) && echo met || echo missed)"
    echo "  page faults: $faults, at most 60: $( ((faults <= 60)) && echo met || echo missed)"
}

first_next() {
    echo "exec -> first GET next on the wire"
    (cd "$work" && ./first_next "$runs" ./asml-next ./c-next) | sed 's/^/  /'
}

main() {
    prepare
    exec_to_exit
    footprint
    echo
    first_next
}

main
