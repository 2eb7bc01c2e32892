#!/usr/bin/env bash
# The shipped site against its bars of weight and time: site-evaluation.sh [--runs N]   (README.md says what is measured)
#
# CASEBOOK=path   takes that executable instead of building one
set -euo pipefail

source "$(dirname "$0")/prepare.sh"

"$root/Scripts/python-environment.sh" "$root/.build/python" "$root/Tests/Browser/requirements.txt" >&2

CASEBOOK_EXECUTABLE=$CASEBOOK PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$root/Tests/Browser" \
    "$root/.build/python/bin/python" "$here/site_evaluation.py" "$@"
