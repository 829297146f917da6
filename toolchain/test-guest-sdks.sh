#!/bin/sh
# Tests of the guest SDKs, on this machine: toolchain/test-guest-sdks.sh
# ASML_SAMPLE_EVENTS names the folder of sample events.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$root/guest-sdk/c/tests/run.sh"

# Debian's Rust, and Debian's crates for the feature `serde`: nothing is downloaded.
cat >"$scratch/config.toml" <<'TOML'
[source.crates-io]
replace-with = "debian"
[source.debian]
directory = "/usr/share/cargo/registry"
TOML
cp -r "$root/guest-sdk/rust" "$scratch/rust"
for features in "" "--features serde"; do
    # shellcheck disable=SC2086
    (cd "$scratch/rust" && CARGO_HOME=$scratch RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc \
        RUSTFLAGS="-D warnings" /usr/bin/cargo test --quiet --offline $features)
done

swift test --package-path "$root/guest-sdk/swift" --scratch-path "$root/build/guest-sdk-swift"

"${ZIG:-$root/build/tools/bin/zig}" fmt --check "$root/guest-sdk/zig" "$root/examples" \
    "$root/Sources/Project/Languages/Templates"
"${ZIG:-$root/build/tools/bin/zig}" test --cache-dir "$scratch/zig" \
    --global-cache-dir "$scratch/zig" "$root/guest-sdk/zig/asml.zig"
