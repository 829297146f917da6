# What Tests/distribution/run.sh does inside the bare root: inside.sh NAME
set -eu
name=$1
share=/share

say() { echo "distribution: $*"; }
fail() {
    echo "distribution: error: $*" >&2
    exit 1
}

# A tool that is here by chance would hide that it is needed.
for tool in swift clang cc ld ld.lld ld.lld-19 terraform wasm-tools; do
    ! command -v "$tool" >/dev/null || fail "the root is not bare: it has $tool"
done
[ ! -e /opt/swift ] || fail "the root is not bare: it has /opt/swift"

machine() { # FILE: the ELF header's e_machine
    od -An -tu2 -j18 -N2 "$1" | tr -d ' '
}

# Compiles and runs with that asml, and leaves digests of what it made in a file.
try_out() { # ASML DIGESTS
    "$1" doctor >/tmp/doctor || { cat /tmp/doctor; fail "asml doctor finds something missing"; }
    grep -q '^ok .*linker .*built in: .*LLD 19' /tmp/doctor || { cat /tmp/doctor; fail "no linker"; }
    # By other means than the cache's, whose copy the second asml would take.
    rm -rf /root/.cache /tmp/made
    mkdir /tmp/made
    for target in x86_64 arm64; do
        "$1" compile $share/c-command.wasm -o /tmp/made/command-$target --target $target
        "$1" compile $share/c-function.wasm -o /tmp/made/function-$target --target $target \
            --runtime lambda -O3
    done
    [ "$(machine /tmp/made/command-x86_64)" = 62 ] || fail "the program is not for x86-64"
    [ "$(machine /tmp/made/command-arm64)" = 183 ] || fail "the program is not for AArch64"
    $share/qemu-x86_64-static -version >/dev/null || fail "the emulator does not run"
    run_for x86_64 /tmp/made/command-x86_64 >/tmp/made/said-x86_64
    run_for arm64 /tmp/made/command-arm64 >/tmp/made/said-arm64
    [ -s /tmp/made/said-x86_64 ] || fail "the program says nothing"
    cmp /tmp/made/said-x86_64 /tmp/made/said-arm64
    answer=$("$1" invoke /tmp/made/function-$(native) --data '{"name":"bare"}' 2>/tmp/log) ||
        { cat /tmp/log; fail "the function fails"; }
    case $answer in
    *bare*) ;;
    *) fail "the function answers: $answer" ;;
    esac
    (cd /tmp/made && sha256sum ./*) >"$2"
}

native() {
    case $(uname -m) in
    aarch64) echo arm64 ;;
    *) echo x86_64 ;;
    esac
}

# Under the same name each time, for programs may say their own.
run_for() { # ARCHITECTURE PROGRAM
    cp "$2" /tmp/program
    set -- "$1" /tmp/program
    if [ "$1" = "$(native)" ]; then
        "$2"
    elif [ "$1" = arm64 ]; then
        $share/qemu-aarch64-static "$2"
    else
        $share/qemu-x86_64-static "$2"
    fi
}

say "from the tarball"
tar -xf - -C /opt <$share/tree.tar
try_out "/opt/$name/bin/asml" /tmp/first
say "from another folder"
mkdir "/srv/another folder"
mv "/opt/$name" "/srv/another folder/tools"
ln -s "/srv/another folder/tools/bin/asml" /usr/local/bin/asml
try_out "/srv/another folder/tools/bin/asml" /tmp/second
try_out asml /tmp/second
cmp /tmp/first /tmp/second || fail "another folder, other programs"
rm -r "/srv/another folder" /usr/local/bin/asml

say "from the package"
hash -r
dpkg --install $share/asml_*.deb >/dev/null
[ "$(command -v asml)" = /usr/bin/asml ] || fail "no /usr/bin/asml"
[ -z "$(dpkg --verify asml)" ] || fail "files differ from the package's digests"
try_out /usr/bin/asml /tmp/third
cmp /tmp/first /tmp/third || fail "the package makes other programs than the tarball"
dpkg --purge asml >/dev/null
[ ! -e /usr/lib/asml ] && [ ! -e /usr/bin/asml ] || fail "the package leaves files behind"
