#!/usr/bin/env bash
# The shipped site against its bars of weight and time: site-evaluation.sh [--runs N]   (README.md says what is measured)
#
# CASEBOOK=path   takes that executable instead of building one
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

"$root/Scripts/python-environment.sh" "$root/.build/python" "$root/Tests/Browser/requirements.txt" >&2

if [[ -z ${CASEBOOK:-} ]]; then
    echo "Building the release executable" >&2
    swift build --package-path "$root" --configuration release --product casebook >&2
    CASEBOOK=$(swift build --package-path "$root" --configuration release --show-bin-path)/casebook
fi

CASEBOOK_EXECUTABLE=$CASEBOOK PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$root/Tests/Browser" \
    "$root/.build/python/bin/python" "$here/site_evaluation.py" "$@"
