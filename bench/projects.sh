#!/usr/bin/env bash
# How long `asml cast` takes for applications of 1, 10 and 200 functions in C: the first time, with
# nothing changed, with one function changed; with Terraform beside moto where PLANNED names the sizes
# (1 and 10 unless said). "nothing changed" without Terraform has a target: under 1 s for 200.
# Wants `make build` first, Terraform, and its provider in $ASML_TERRAFORM_MIRROR (/opt/tf-plugins).
#   bench/projects.sh [SIZE...]
#   PLANNED="1 10 200" bench/projects.sh 200
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[[ $# -gt 0 ]] || set -- 1 10 200
planned=" ${PLANNED-1 10} "
tools=$root/build/tools
work=$root/build/bench/projects
asml=$root/build/bin/asml
export PYTHONPATH=$tools/callers PATH=$tools/callers/bin:$PATH
rm -rf "$work"
mkdir -p "$work"
# Nothing that was compiled before.
export XDG_CACHE_HOME=$work/cache
export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing
export TF_CLI_CONFIG_FILE=$work/settings.tfrc
cat >"$TF_CLI_CONFIG_FILE" <<SETTINGS
provider_installation {
  filesystem_mirror {
    path = "${ASML_TERRAFORM_MIRROR:-/opt/tf-plugins}"
  }
}
disable_checkpoint = true
SETTINGS

fail() {
    echo "bench/projects.sh: error: $*" >&2
    exit 1
}

# Terraform's own share: all runs of it, summed up.
terraform=$(command -v terraform) || fail "no terraform on the PATH"
cat >"$work/terraform" <<SCRIPT
#!/usr/bin/env bash
start=\$EPOCHREALTIME
status=0
"$terraform" "\$@" || status=\$?
echo "\$start \$EPOCHREALTIME" >>"$work/terraform-times"
exit \$status
SCRIPT
chmod +x "$work/terraform"
export ASML_TERRAFORM=$work/terraform

: >"$work/moto"
MOTO_IAM_LOAD_MANAGED_POLICIES=true moto_server -H 127.0.0.1 -p 0 >/dev/null 2>"$work/moto" &
moto=$!
trap 'kill $moto' EXIT
for _ in {1..300}; do
    url=$(sed -n 's/.*Running on \(http:[^ ]*\).*/\1/p' "$work/moto")
    [[ -z $url ]] || break
    sleep 0.1
done
[[ -n $url ]] || fail "moto_server does not listen: $(<"$work/moto")"

# An application whose functions differ, in services of at most 20.
project() { # SIZE
    rm -rf "$work/app"
    "$asml" init -n app -l c >/dev/null
    cd "$work/app"
    local source=services/my-service/my-function number service manifest
    cp -r "$source" "$work/function"
    rm -rf services
    printf '[project]\nname = "app"\n[aws]\nregion = "us-east-1"\nendpoint_url = "%s"\n' "$url" \
        >assemblylift.toml
    for ((number = 0; number < $1; number++)); do
        service=s$((number / 20))
        manifest=services/$service/service.toml
        if ((number % 20 == 0)); then
            mkdir -p "services/$service"
            printf '[services.%s]\nname = "%s"\n' "$service" "$service" >>assemblylift.toml
            printf '[service]\nname = "%s"\n' "$service" >"$manifest"
        fi
        printf '[api.functions.f%d]\nname = "f%d"\nhttp = { verb = "GET", path = "/f%d" }\n' \
            "$number" "$number" "$number" >>"$manifest"
        cp -r "$work/function" "services/$service/f$number"
        printf '\nint number = %d;\n' "$number" >>"services/$service/f$number/function.c"
    done
    rm -rf "$work/function"
}

# Seconds, and KiB of the largest process.
run='
import resource, subprocess, sys, time
start = time.monotonic()
status = subprocess.run(sys.argv[2:]).returncode
seconds = time.monotonic() - start
with open(sys.argv[1], "w") as file:
    print(round(seconds, 2), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=file)
sys.exit(status)
'

measure() { # TITLE ARGUMENT...
    local title=$1
    shift
    : >"$work/terraform-times"
    python3 -c "$run" "$work/time" "$asml" "$@" >"$work/log" 2>&1 ||
        fail "asml $*: $(<"$work/log")"
    awk -v title="$title" -v arguments="$*" '
        FILENAME ~ /terraform-times$/ { terraform += $2 - $1; next }
        { printf "  %-18s %-16s %8.2f s, of which Terraform %7.2f s; largest process %4d MB\n",
            title, arguments, $1, terraform, $2 / 1024 }
    ' "$work/terraform-times" "$work/time"
}

for size in "$@"; do
    cd "$work"
    project "$size"
    echo "$size functions"
    measure "first" cast --no-plan
    measure "nothing changed" cast --no-plan
    seconds=$(cut -d' ' -f1 "$work/time")
    printf '\nint more;\n' >>services/s0/f0/function.c
    measure "one changed" cast --no-plan
    if [[ $planned == *" $size "* ]]; then
        measure "first" cast
        measure "nothing changed" cast
        measure "deployed" bind
        measure "nothing changed" cast
    fi
    if ((size == 200)); then
        awk -v s="$seconds" 'BEGIN { exit !(s < 1) }' && met=met || met=missed
        echo "  nothing changed: ${seconds} s without Terraform; under 1 s: $met"
    fi
done
