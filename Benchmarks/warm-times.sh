#!/usr/bin/env bash
# Builds after a change, each from a fresh process: warm-times.sh [PAGES…]   (default: 1000 10000)
#
# Prints for each size what no change, an edit, a title, a vocabulary, a template and a hundred edits cost, as a table.
# CASEBOOK=path   takes that executable instead of building one
# RUNS=n          makes each change n times (default 5)
# KEEP=1          leaves the generated sites where they were made
set -euo pipefail

source "$(dirname "$0")/prepare.sh"

work_folder warm-times

[[ $# -gt 0 ]] || set -- 1000 10000
for pages in "$@"; do
    python3 "$here/corpus.py" "$pages" "$WORK/$pages"
    python3 "$here/warm_times.py" "$CASEBOOK" "${RUNS:-5}" "$pages" "$WORK/$pages"
    [[ -n ${KEEP:-} ]] || rm -rf "${WORK:?}/$pages" "${WORK:?}/$pages-warm"
done
