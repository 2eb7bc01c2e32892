#!/usr/bin/env bash
# Holds the work of a cold build against a recorded number, without a clock: instruction-guard.sh [--record]
#
# Counts the instructions of a cold build of 200 generated pages with one thread (valgrind's cachegrind), and fails where they
# are more than 5 % above or below what `instructions.txt` says. --record writes the number of now there.
# CASEBOOK=path takes that executable instead of building one.
#
# What the count depends on besides the program: the compiler and its libraries (told apart below), Debian's libraries, and
# routines that are chosen by what a processor can do. Valgrind shows every x86-64 processor with AVX2 as the same one, so these
# agree; others would need a number of their own.
set -euo pipefail

source "$(dirname "$0")/prepare.sh"

recorded=$here/instructions.txt
if [[ $(uname --machine) != x86_64 ]] || ! grep -q avx2 /proc/cpuinfo; then
    echo "Instructions are recorded for x86-64 processors with AVX2: nothing to compare here" >&2
    exit 0
fi
"$root/Scripts/install-packages.sh" valgrind binutils

work_folder guard
python3 "$here/corpus.py" 200 "$WORK/site" >&2
# Debian 12's valgrind can't read the compiler's debugging information.
strip --strip-debug -o "$WORK/casebook" "$CASEBOOK"
# An environment of its own: what stands there takes instructions, too. Hashes differ from run to run otherwise.
said=$(cd "$WORK" && env --ignore-environment PATH="$PATH" LC_ALL=C SWIFT_DETERMINISTIC_HASHING=1 \
    valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null \
    ./casebook build --source site --date 2026-11-20 --language en --no-cache --jobs 1 --quiet 2>&1)
count=$(sed -nE 's/.*I +refs: +([0-9,]+)$/\1/p' <<<"$said" | tr -d ,)
if [[ -z $count ]]; then
    printf 'valgrind did not count:\n%s\n' "$said" >&2
    exit 1
fi
compiler=$(swift --version 2>/dev/null | grep -o 'Swift version [0-9.]*')

if [[ ${1:-} == --record ]]; then
    printf '%s instructions\n%s\n' "$count" "$compiler" >"$recorded"
    echo "Recorded: $count instructions with $compiler"
    exit 0
fi
expected=$(sed -nE 's/^([0-9]+) instructions$/\1/p' "$recorded")
how="If the change is meant (more work on purpose, or a gain), record it with Benchmarks/instruction-guard.sh --record and say in the
commit why; if it isn't, compare with the commit before by valgrind --tool=callgrind, function by function."
if ! grep -qxF "$compiler" "$recorded"; then
    echo "instructions.txt was recorded with $(tail -n 1 "$recorded"), this is $compiler. $how" >&2
    exit 1
fi
awk -v count="$count" -v expected="$expected" -v how="$how" 'BEGIN {
    change = 100 * (count - expected) / expected
    printf "A cold build of 200 pages takes %.0f million instructions, %+.2f %% against the recorded %.0f million\n",
        count / 1e6, change, expected / 1e6
    if (change > 5 || change < -5) { print "More than 5 %. " how; exit 1 }
}'
