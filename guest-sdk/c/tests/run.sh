#!/bin/sh
# Tests of the C SDK, as C with sanitizers and as C++.
#   ASML_SAMPLE_EVENTS=DIR tests/run.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
warnings="-Wall -Wextra -Werror -Wno-unused-function"
# shellcheck disable=SC2086
gcc -std=c11 -g $warnings -fsanitize=address,undefined -fno-sanitize-recover=all \
    "$here/test.c" -o "$work/test"
ASAN_OPTIONS=detect_leaks=0 "$work/test"
# Only whether it compiles: C++ has its own rules of conversion.
printf '#include "asml.h"\nASML_HANDLER(handler) { return asml_respond(asml_event()); }\n' \
    >"$work/function.cpp"
# shellcheck disable=SC2086
g++ -std=c++17 $warnings -I "$here/.." -c "$work/function.cpp" -o "$work/function.o"
