#!/usr/bin/env bash
# What checkov (https://www.checkov.io) says of the Terraform that tests keep as golden files: fails on
# any finding that Tests/TerraformTests/.checkov.yaml does not skip, each with its reason. Nothing is
# fetched: the checks come with checkov.
#   toolchain/check-policies.sh FOLDER    where setup.sh installed checkov
set -euo pipefail

tools=$(cd "$1" && pwd)
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/../Tests/TerraformTests" && pwd)

# Modules of users' own are not there; checkov says so in its log, which nobody reads here.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
found=0
output=$(PYTHONPATH=$tools LOG_LEVEL=ERROR PYTHONDONTWRITEBYTECODE=1 \
    timeout 300 python3 "$tools/bin/checkov" --config-file "$tests/.checkov.yaml" --skip-download \
    -d "$tests/Golden" 2>"$log") || found=$?
passed=$(sed -n 's/^Passed checks: \([0-9]*\), Failed checks: 0,.*/\1/p' <<<"$output")
if [[ $found -ne 0 || -z $passed || $passed -lt 100 ]]; then
    echo "$output"
    cat "$log"
    echo "check-policies: error: fix what it finds, or skip it with a reason in" \
        "Tests/TerraformTests/.checkov.yaml" >&2
    exit 1
fi >&2
echo "checkov: $passed checks passed"
