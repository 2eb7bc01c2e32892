#!/usr/bin/env bash
# Cold builds of generated knowledge bases: cold-build.sh [PAGES…]   (default: 1000 10000)
#
# Prints, for each size, pages per second, medians of wall and processor time, peak memory, and each stage's time.
# CASEBOOK=path   takes that executable instead of building one
# RUNS=n          builds each site n times (default 5)
# JOBS=n          threads (default: one for each processor)
# KEEP=1          leaves the generated site where it was made
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

if [[ -z ${CASEBOOK:-} ]]; then
    echo "Building the release executable" >&2
    swift build --package-path "$root" --configuration release --product casebook >&2
    CASEBOOK=$(swift build --package-path "$root" --configuration release --show-bin-path)/casebook
fi

# In memory where the machine has it: a disk would be measured instead of the program.
place=${TMPDIR:-/tmp}
if [[ -w /dev/shm && $(stat --file-system --format %T /dev/shm) == tmpfs ]]; then place=/dev/shm; fi
work=$(mktemp --directory "$place/casebook-benchmark.XXXXXX")
if [[ -z ${KEEP:-} ]]; then trap 'rm -rf "$work"' EXIT; else echo "Sites are kept in $work" >&2; fi

[[ $# -gt 0 ]] || set -- 1000 10000
for pages in "$@"; do
    python3 "$here/corpus.py" "$pages" "$work/$pages"
    python3 "$here/measure.py" "$CASEBOOK" "$work/$pages" "$pages" "${RUNS:-5}" "${JOBS:-}"
    [[ -n ${KEEP:-} ]] || rm -rf "${work:?}/$pages"
done
