#!/bin/sh
# Tests of the C SDK, as C with sanitizers and as C++.
#   ASML_SAMPLE_EVENTS=DIR tests/run.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
warnings="-Wall -Wextra -Werror -Wno-unused-function"
for test in "$here"/*.c; do
    # shellcheck disable=SC2086
    gcc -std=c11 -g -O1 $warnings -I "$here/.." -fsanitize=address,undefined \
        -fno-sanitize-recover=all "$test" -o "$work/test"
    # What the SDK hands out is never freed, only used again.
    ASAN_OPTIONS=detect_leaks=0 "$work/test"
done
# Only whether it compiles: C++ has its own rules of conversion.
printf '#include "asml_host.h"\nASML_HANDLER(handler) { return asml_respond(asml_event()); }\n' \
    >"$work/function.cpp"
# shellcheck disable=SC2086
g++ -std=c++17 $warnings -I "$here/.." -c "$work/function.cpp" -o "$work/function.o"
