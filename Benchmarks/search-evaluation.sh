#!/usr/bin/env bash
# The search against its bars: search-evaluation.sh [options]   (README.md says what is measured and how)
#
#   search-evaluation.sh                              shipped content, 1,000 and 10,000 pages, everything
#   search-evaluation.sh --quick                      a smoke run
#   search-evaluation.sh --sites 100000 --rows compute,weights
#   search-evaluation.sh --help                       all options
#
# CASEBOOK=path   takes that executable instead of building one
# WORK=folder     keeps corpora and sites there (default: a folder in memory that is removed at the end)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

"$root/Scripts/python-environment.sh" "$root/.build/python-search" "$here/search-requirements.txt" >&2
peers=()
if "$root/Scripts/python-environment.sh" "$root/.build/python-search-peers" "$here/search-peers-requirements.txt" >&2; then
    peers=(--pagefind "$root/.build/python-search-peers/bin/python")
else
    echo "Pagefind can't be had here and is not compared" >&2
fi

if [[ -z ${CASEBOOK:-} ]]; then
    echo "Building the release executable" >&2
    swift build --package-path "$root" --configuration release --product casebook >&2
    CASEBOOK=$(swift build --package-path "$root" --configuration release --show-bin-path)/casebook
fi

# In memory where the machine has it: a disk would be measured instead of the program.
if [[ -z ${WORK:-} ]]; then
    place=${TMPDIR:-/tmp}
    if [[ -w /dev/shm && $(stat --file-system --format %T /dev/shm) == tmpfs ]]; then place=/dev/shm; fi
    WORK=$(mktemp --directory "$place/casebook-search.XXXXXX")
    trap 'rm -rf "$WORK"' EXIT
fi

PYTHONDONTWRITEBYTECODE=1 "$root/.build/python-search/bin/python" "$here/search_evaluation.py" \
    --casebook "$CASEBOOK" --work "$WORK" "${peers[@]}" "$@"
