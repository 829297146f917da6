#!/usr/bin/env bash
# Makes the packages of what `make build` has built: toolchain/dist.sh OUTDIR
#
# OUTDIR gets asml-<version>-linux-<machine>.tar.xz, which runs from wherever it is unpacked, the
# same as a .deb, and SHA256SUMS. The same files give the same bytes: names are sorted, owners are
# 0, times are SOURCE_DATE_EPOCH, which is the last commit's unless it is set.
set -euo pipefail

[[ $# -eq 1 ]] || { echo "usage: toolchain/dist.sh OUTDIR" >&2; exit 2; }
mkdir -p "$1"
out=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=versions.env
source toolchain/versions.env
umask 022
export LC_ALL=C
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
version=$(build/bin/asml --version)
version=${version#asml }
machine=$(uname -m)
name=asml-$version-linux-$machine
root=$scratch/$name
documents=$root/share/doc/asml

# What is linked in or comes along, and where the text of its licence is.
licences() {
    local debian=/usr/share/doc swift toolchain
    swift=$(command -v swift)
    toolchain=$(dirname "$(dirname "$(realpath "$swift")")")
    cat <<EOF
llvm $debian/llvm-$LLVM_VERSION/copyright
lld $debian/lld-$LLVM_VERSION/copyright
musl $debian/musl-dev/copyright
wasi-libc $debian/wasi-libc/copyright
compiler-rt $debian/libclang-rt-$LLVM_VERSION-dev-wasm32/copyright
quickjs build/lib/asml/javascript/LICENSE.quickjs
swift $toolchain/share/swift/LICENSE.txt
libstdc++ $debian/$(basename "$(dirname "$(gcc -print-file-name=libstdc++.a)")" |
        sed 's/^/libstdc++-/')-dev/copyright
toml++ $debian/libtomlplusplus-dev/copyright
zlib $debian/zlib1g-dev/copyright
zstd $debian/libzstd-dev/copyright
EOF
}

lay_programs() {
    install -d "$root/bin" "$root/lib/asml"
    toolchain/link-static.sh "$root/bin/asml"
    local folder
    for folder in x86_64 arm64 javascript sdk; do
        [[ -d build/lib/asml/$folder ]] ||
            { echo "dist: error: no build/lib/asml/$folder: 'make build' makes it" >&2; exit 1; }
        cp -R "build/lib/asml/$folder" "$root/lib/asml/"
    done
    rm -f "$root/lib/asml/sdk/.laid"
}

lay_completions() {
    install -d "$root"/share/{bash-completion/completions,zsh/vendor-completions} \
        "$root/share/fish/vendor_completions.d"
    local asml=$root/bin/asml
    "$asml" --generate-completion-script bash >"$root/share/bash-completion/completions/asml"
    "$asml" --generate-completion-script zsh >"$root/share/zsh/vendor-completions/_asml"
    "$asml" --generate-completion-script fish >"$root/share/fish/vendor_completions.d/asml.fish"
}

lay_documents() {
    install -d "$documents/licences"
    cp README.md CHANGELOG.md "$documents/"
    cp -R docs "$documents/"
    sed "s/@VERSION@/$version/g; s/@GLIBC@/$glibc/g" toolchain/dist/INSTALL >"$documents/INSTALL"
    cp "$documents/INSTALL" "$root/INSTALL"
    local part text
    while read -r part text; do
        cp -L "$text" "$documents/licences/$part.txt"
    done < <(licences)
    # The Swift packages that are compiled in, and the code of others that they carry.
    for text in .build/checkouts/*/{LICENSE,NOTICE}.txt; do
        [[ -f $text ]] || continue
        part=$(basename "$(dirname "$text")")
        cp "$text" "$documents/licences/$part-$(basename "$text")"
    done
    { cat toolchain/dist/copyright; ls "$documents/licences" | sed 's/^/ licences\//'; } \
        >"$documents/copyright"
}

# What no file of ours may be newer or wider than.
settle() { # FOLDER
    find "$1" -type d -exec chmod 755 {} +
    find "$1" -type f -perm /111 -exec chmod 755 {} +
    find "$1" -type f ! -perm /111 -exec chmod 644 {} +
    find "$1" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
}

make_tarball() {
    settle "$root"
    tar -C "$scratch" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner \
        --mtime "@$SOURCE_DATE_EPOCH" -cf - "$name" | xz -6 -T2 >"$scratch/$name.tar.xz"
    mv "$scratch/$name.tar.xz" "$out/"
}

make_deb() {
    local tree=$scratch/deb architecture size
    architecture=$(dpkg --print-architecture)
    install -d "$tree/DEBIAN"
    cp -R "$root" "$tree/usr"
    rm "$tree/usr/INSTALL" "$tree/usr/share/doc/asml/INSTALL"
    gzip -9n <"$documents/CHANGELOG.md" >"$tree/usr/share/doc/asml/changelog.gz"
    rm "$tree/usr/share/doc/asml/CHANGELOG.md"
    size=$(du -sk --apparent-size "$tree/usr" | cut -f1)
    sed "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$size/; s/@GLIBC@/$glibc/" \
        toolchain/dist/control >"$tree/DEBIAN/control"
    (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
    settle "$tree"
    dpkg-deb --build --root-owner-group -Zxz --threads-max=1 "$tree" "$out/asml_${version}_$architecture.deb" \
        >/dev/null
}

lay_programs
# The newest symbol of glibc that the program asks for.
glibc=$(objdump -T "$root/bin/asml" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
glibc=${glibc#GLIBC_}
lay_completions
lay_documents
rm -f "$out"/asml-*.tar.xz "$out"/asml_*.deb
make_tarball
make_deb
(cd "$out" && sha256sum asml-*.tar.xz asml_*.deb >SHA256SUMS)
echo "dist: $(du -sm --apparent-size "$root" | cut -f1) MB unpacked; glibc $glibc or later; in $out:"
(cd "$out" && ls -l asml-*.tar.xz asml_*.deb)
