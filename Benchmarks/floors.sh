#!/usr/bin/env bash
# What each stage of a cold build costs per page, beside the floors: floors.sh [PAGES…]   (default: 1000 10000)
#
# The floors are what nobody can go below: reading the files, libcmark-gfm alone over all bodies, writing the same files once
# more, each by a small C program on one thread (floors.c). Prints a table as Markdown.
# CASEBOOK, RUNS, KEEP as for cold-build.sh; the builds of floors.c and of the sites lie in memory.
set -euo pipefail

source "$(dirname "$0")/prepare.sh"

work_folder floors
cc -O2 -Wall -Wextra -o "$WORK/floors" "$here/floors.c" -lcmark-gfm-extensions -lcmark-gfm

[[ $# -gt 0 ]] || set -- 1000 10000
for pages in "$@"; do
    [[ -d $WORK/$pages ]] || python3 "$here/corpus.py" "$pages" "$WORK/$pages" >&2
done
python3 "$here/floors.py" "$CASEBOOK" "$WORK" "${RUNS:-5}" "$@"
