#!/usr/bin/env bash
# Cold builds of generated knowledge bases: cold-build.sh [PAGES…]   (default: 1000 10000)
#
# Prints, for each size, pages per second, medians of wall and processor time, peak memory, and each stage's time.
# CASEBOOK=path   takes that executable instead of building one
# RUNS=n          builds each site n times (default 5)
# JOBS=n          threads (default: one for each processor)
# KEEP=1          leaves the generated site where it was made
set -euo pipefail

source "$(dirname "$0")/prepare.sh"

work_folder benchmark

[[ $# -gt 0 ]] || set -- 1000 10000
for pages in "$@"; do
    python3 "$here/corpus.py" "$pages" "$WORK/$pages"
    python3 "$here/measure.py" "$CASEBOOK" "$WORK/$pages" "$pages" "${RUNS:-5}" "${JOBS:-}"
    [[ -n ${KEEP:-} ]] || rm -rf "${WORK:?}/$pages"
done
