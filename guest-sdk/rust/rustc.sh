#!/bin/sh
# Cargo calls this for the compiler (RUSTC_WRAPPER), so that a module does not depend on where it is
# built: Cargo mixes the path of a package outside of the function's folder, as the SDK is, into the
# hashes that rustc puts into names. Here a package is its name and version.
for argument do
    shift
    case $argument in
    metadata=*) argument=metadata=$CARGO_PKG_NAME-$CARGO_PKG_VERSION ;;
    esac
    set -- "$@" "$argument"
done
exec "$@"
