#!/usr/bin/env bash
# Fuzzes one reader, or all of them, with coverage feedback (libFuzzer of the Swift toolchain).
#
#   Scripts/fuzz.sh                 the names of the targets
#   Scripts/fuzz.sh TARGET SECONDS  one target; stops at the first finding, whose input it leaves in .build/fuzz/TARGET/
#   Scripts/fuzz.sh all SECONDS     each in turn
#   Scripts/fuzz.sh smoke SECONDS   each for a moment, two at a time, by a program that is compiled in half the time:
#                                   without optimisation and AddressSanitizer
#   Scripts/fuzz.sh TARGET FILE     an input once more, to see what breaks
#
# Begins with the seeds in Tests/Fuzz/Seeds and what earlier runs found to reach more (.build/fuzz/TARGET/corpus).
set -euo pipefail
cd "$(dirname "$0")/.."

mode=thorough
[ "${1:-}" = smoke ] && mode=quick
scratch=${CASEBOOK_FUZZ_BUILD:-.build/fuzz-build}-$mode
mkdir -p "$scratch"
if ! CASEBOOK_FUZZ=$mode swift build --quiet --configuration release --scratch-path "$scratch" --product Fuzz \
  >"$scratch/build.log" 2>&1; then
  cat "$scratch/build.log" >&2
  exit 1
fi
program=$scratch/release/Fuzz

# The crash itself is the report: Swift's own backtrace would wait for a terminal.
export SWIFT_BACKTRACE=enable=no
# Standard output is the language server's and the like; what Swift leaves to the end of a process is no leak.
export ASAN_OPTIONS=detect_leaks=0

run() {
  local target=$1 seconds=$2 folder=.build/fuzz/$1
  shift 2
  mkdir -p "$folder/corpus"
  # 25 s an input and 2 GB are what nothing of ours may come near.
  if ! "$program" "$target" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 -print_final_stats=1 \
    "$@" -artifact_prefix="$folder/" "$folder/corpus" "Tests/Fuzz/Seeds/$target" >"$folder/log" 2>&1; then
    tail -n 60 "$folder/log" >&2
    echo "$target: found something; its input is named above" >&2
    return 1
  fi
  echo "fuzzed $target for $seconds s: $(grep -oE 'cov: [0-9]+' "$folder/log" | tail -n 1)," \
    "$(grep -oE 'number_of_executed_units: [0-9]+' "$folder/log" | grep -oE '[0-9]+') inputs"
}
export -f run
export program

case ${1:-} in
  "") "$program" || true ;;
  all) for seeds in Tests/Fuzz/Seeds/*/; do run "$(basename "$seeds")" "${2:-5}"; done ;;
  # The same choices each time: a change isn't refused for what another one left.
  smoke) basename -a Tests/Fuzz/Seeds/*/ | xargs -P 2 -I TARGET bash -c "set -euo pipefail; run TARGET ${2:-4} -seed=1" ;;
  *) if [ -f "${2:-}" ]; then "$program" "$1" "$2"; else run "$1" "${2:-60}"; fi ;;
esac
