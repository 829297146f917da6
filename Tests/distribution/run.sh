#!/usr/bin/env bash
# What `make dist` made, tried where nothing else is: Tests/distribution/run.sh FOLDER EXAMPLES
#
# The tarball is unpacked, and the package installed, in a bare Debian root (debootstrap's minbase,
# kept in build/tools) without network, and modules are compiled and run there for both
# architectures. Needs root, for chroot. `ASML_BARE_ROOT` names another root, which is not changed.
set -euo pipefail

[[ $# -eq 2 ]] || { echo "usage: Tests/distribution/run.sh FOLDER EXAMPLES" >&2; exit 2; }
dist=$(realpath "$1")
examples=$(realpath "$2")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
limit=$((120 * 1000 * 1000))
bare=${ASML_BARE_ROOT:-$PWD/build/tools/bare-root}

say() { echo "distribution: $*"; }
fail() {
    echo "distribution: error: $*" >&2
    exit 1
}

[[ $(id -u) -eq 0 ]] || fail "run as root: it makes a root file system and enters it"
(cd "$dist" && sha256sum --quiet --check SHA256SUMS) || fail "SHA256SUMS is not of these files"
tarball=$(echo "$dist"/asml-*.tar.xz)
package=$(echo "$dist"/asml_*.deb)
name=$(basename "$tarball" .tar.xz)

if [[ ! -x $bare/bin/sh ]]; then
    say "making a bare Debian in $bare"
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    # The mirror that this machine's own packages come from.
    mirror=$(apt-get indextargets --format '$(SITE)' "Codename: $release" 'Component: main' |
        head -n 1)
    rm -rf "$bare" "$bare.new"
    debootstrap --variant=minbase "$release" "$bare.new" "$mirror" >"$bare.log" ||
        fail "debootstrap failed, see $bare.log"
    mv "$bare.new" "$bare"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/layer" "$work/share"
tar -xJf "$tarball" -C "$work"

# What the files are, before any of them runs.
size=$(du -sb "$work/$name" | cut -f1)
[[ $size -lt $limit ]] || fail "$size bytes unpacked, more than $limit"
say "$((size / 1000000)) MB unpacked"
needed=$(objdump -p "$work/$name/bin/asml" | sed -n 's/^ *NEEDED *//p')
foreign=$(grep -vE '^(lib(c|m|dl|rt|pthread)\.so|ld-linux)' <<<"$needed" || true)
[[ -z $foreign ]] || fail "asml needs more than glibc:" $foreign
say "asml needs" $needed
for script in rust/rustc.sh swift/build.sh; do
    [[ -x $work/$name/lib/asml/sdk/$script ]] || fail "sdk/$script cannot be started"
done
if tar -tvJf "$tarball" --numeric-owner | awk '{print $2}' | grep -qvx 0/0; then
    fail "the tarball has owners"
fi
! grep -rlF -e "$PWD" -e /opt/swift "$work/$name/lib/asml" "$work/$name/share" ||
    fail "these name folders of the machine they were made on"

cp "$examples/c-command.wasm" "$examples/c-function.wasm" "$package" "$work/share/"
# minbase has no xz.
tar -C "$work" -cf "$work/share/tree.tar" "$name"
cp Tests/distribution/inside.sh "$work/share/"
for emulator in qemu-aarch64-static qemu-x86_64-static; do
    found=$(command -v "$emulator") || fail "no $emulator"
    cp -L "$found" "$work/share/"
done

# In namespaces of their own: mounts go with the process, and there is no network but the loopback.
# shellcheck disable=SC2016
unshare --mount --net --pid --fork bash -euc '
    work=$1 bare=$2 name=$3
    mount -t tmpfs none "$work/layer"
    mkdir "$work/layer/upper" "$work/layer/work" "$work/layer/root"
    root=$work/layer/root
    mount -t overlay none "$root" \
        -o "lowerdir=$bare,upperdir=$work/layer/upper,workdir=$work/layer/work"
    mkdir "$root/share"
    mount --bind "$work/share" "$root/share"
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    ip link set lo up
    exec env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TMPDIR=/tmp LC_ALL=C.UTF-8 \
        chroot "$root" sh /share/inside.sh "$name"
' - "$work" "$bare" "$name"
say "all is well"
