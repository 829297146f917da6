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
    "$wasmtime" compile "$root/build/examples/empty-function.wasm" -o "$work/empty-function.cwasm"
    static_c "$root/bench/echo.c" "$work/c-echo"
    cc -O2 -Wall -Wextra "$root/bench/invoke.c" -o "$work/invoke"
    local name
    for name in echo pages dirty; do
        "clang-$LLVM_VERSION" --target=wasm32 -O2 -mbulk-memory -nostdlib \
            "-fuse-ld=/usr/bin/wasm-ld-$LLVM_VERSION" -Wl,--no-entry \
            "$root/bench/functions/$name.c" -o "$work/$name.wasm"
        "$asml" compile "$work/$name.wasm" -o "$work/asml-$name" --runtime lambda
        "$asml" compile "$work/$name.wasm" -o "$work/asml-$name-isolated" --runtime lambda --isolate
    done
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
    (cd "$work" && ./first_next "$runs" ./asml-next ./c-next) >"$work/next.txt"
    sed 's/^/  /' "$work/next.txt"
    # The same function in wasmtime, from its exec to its exit: it connects to nothing.
    hyperfine -N --warmup 20 --runs "$runs" --style none --export-json "$work/function.json" \
        "$wasmtime run --allow-precompiled --invoke handler $work/empty-function.cwasm" \
        >/dev/null 2>"$work/hyperfine.log" || { cat "$work/hyperfine.log" >&2; exit 1; }
    python3 - "$work/function.json" "$work/next.txt" <<'PYTHON'
import json, re, sys

result = json.load(open(sys.argv[1]))["results"][0]
print(f"  wasmtime, the function precompiled    median {result['median'] * 1e3:7.3f} ms"
      f"   min {result['min'] * 1e3:7.3f} ms (exec to exit)")
asml, static = (float(m) for m in re.findall(r"median +([\d.]+) ms", open(sys.argv[2]).read()))


def judge(what, value, target, is_met):
    print(f"  {what}: {value:.2f}, {target}: {'met' if is_met else 'missed'}")


judge("asml to static C", asml / static, "at most 2", asml / static <= 2)
judge("wasmtime to asml", result["median"] * 1e3 / asml, "at least 10",
      result["median"] * 1e3 / asml >= 10)
PYTHON
}

# Programs in turn, on one processor, with events of 1 KB; then pages of a large one.
invocations() {
    echo "an invocation"
    (cd "$work" && ./invoke "$((runs * 10))" 1024 ./asml-echo ./c-echo ./asml-echo-isolated \
        ./asml-dirty ./asml-dirty-isolated) >"$work/invocations.txt"
    (cd "$work" && ./invoke "$runs" $((6 << 20)) ./asml-pages) >"$work/pages.txt"
    python3 - "$work/invocations.txt" "$work/pages.txt" "$work/asml-echo" <<'PYTHON'
import json, os, statistics, sys

rows = {}
print(f"  {'1 KB event':24}{'answer':>12}{'min':>12}{'to the next':>14}{'peak memory':>14}")
for line in open(sys.argv[1]):
    name, median, least, ready, kib = line.split()
    name = name.removeprefix("./")
    rows[name] = float(median), float(ready), int(kib)
    print(f"  {name:24}{median:>9} us{least:>9} us{ready:>11} us{kib:>10} KiB")


def judge(what, value, target, is_met):
    print(f"  {what}: {value}, {target}: {'met' if is_met else 'missed'}")


def whole(name):
    return sum(rows[name][:2])


cost = whole("asml-echo") - whole("c-echo")
judge("cost over static C", f"{cost:.1f} us", "at most 50", cost <= 50)
judge("peak memory", f"{rows['asml-echo'][2]} KiB", "at most 1536", rows["asml-echo"][2] <= 1536)
size = os.path.getsize(sys.argv[3])
judge("size of the bootstrap", f"{size} bytes", "at most 200000", size <= 200_000)
fresh = whole("asml-echo-isolated") - whole("asml-echo")
dirty = whole("asml-dirty-isolated") - whole("asml-dirty")
judge("a fresh instance", f"{fresh:.1f} us", "at most 30", fresh <= 30)
print(f"  a fresh instance after eight more dirtied pages: {dirty:.1f} us")
times = [json.loads(line) for line in open(sys.argv[2]) if line.startswith("{")]
pages, copies = (statistics.median(t[k] for t in times) for k in ("pages", "memcpyToPage"))
whole_copy = statistics.median(t["memcpy"] for t in times)
print(f"  6 MiB in pages of 8 KiB {pages / 1e3:.0f} us; memcpy to a page {copies / 1e3:.0f} us, "
      f"to as much memory {whole_copy / 1e3:.0f} us")
judge("pages to memcpy", f"{copies / pages:.2f}", "at least 0.7", copies / pages >= 0.7)
PYTHON
}

main() {
    prepare
    exec_to_exit
    footprint
    echo
    first_next
    echo
    invocations
}

main
