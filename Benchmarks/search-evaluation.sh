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

source "$(dirname "$0")/prepare.sh"

"$root/Scripts/python-environment.sh" "$root/.build/python-search" "$here/search-requirements.txt" >&2
peers=()
if "$root/Scripts/python-environment.sh" "$root/.build/python-search-peers" "$here/search-peers-requirements.txt" >&2; then
    peers=(--pagefind "$root/.build/python-search-peers/bin/python")
else
    echo "Pagefind can't be had here and is not compared" >&2
fi

work_folder search

PYTHONDONTWRITEBYTECODE=1 "$root/.build/python-search/bin/python" "$here/search_evaluation.py" \
    --casebook "$CASEBOOK" --work "$WORK" "${peers[@]}" "$@"
