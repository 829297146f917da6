#!/bin/sh
# link.sh RUNTIME_DIR MAIN OUTPUT OBJECT...: the link line of a bootstrap.
set -eu
runtime=$1 main=$2 output=$3
shift 3
ld.lld-19 -static -pie --no-dynamic-linker --hash-style=gnu -z noexecstack -z norelro \
    -z nostart-stop-gc --gc-sections --build-id=none --defsym=rt_main="$main" -u main \
    -o "$output" "$runtime/rcrt1.o" "$runtime/crti.o" "$@" \
    "$runtime/libasml.a" "$runtime/libc.a" "$runtime/crtn.o"
