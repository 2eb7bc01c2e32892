#!/usr/bin/env bash
# Runs tests under a sanitizer of the toolchain: Scripts/sanitize.sh thread|address [FILTER]
#
# In a build folder of its own, since everything is compiled anew. A report ends the run.
set -euo pipefail
cd "$(dirname "$0")/.."

kind=$1
filter=${2:-.}
scratch=${CASEBOOK_SANITIZE_BUILD:-.build/sanitize}-$kind

# Each kind's own options alone: tests go by them to know which one they run under.
case $kind in
  thread)
    # Swift's runtime is not instrumented: what ThreadSanitizer can't see of its own locks is listed, with reasons.
    export TSAN_OPTIONS="halt_on_error=1:suppressions=$PWD/Tests/thread-sanitizer.txt"
    ;;
  address)
    # Memory that a process keeps until its end is no mistake here, and leaks of libraries are not ours. Little freed memory is
    # kept back, call stacks are short and new memory isn't filled: with the sanitizer's own choices all tests took hours.
    export ASAN_OPTIONS="detect_leaks=0:malloc_context_size=3:max_malloc_fill_size=0:quarantine_size_mb=64"
    export ASAN_OPTIONS="$ASAN_OPTIONS:halt_on_error=1:suppressions=$PWD/Tests/address-sanitizer.txt"
    ;;
esac
export SWIFT_BACKTRACE=enable=no

# End-to-end tests start the program some hundred times, which is bearable where it is compiled with optimisation.
case $filter in
  . | *EndToEnd*)
    swift build --configuration release --product casebook --scratch-path "$scratch-program" --sanitize="$kind"
    CASEBOOK_EXECUTABLE=$(cd "$scratch-program/release" && pwd)/casebook
    export CASEBOOK_EXECUTABLE
    ;;
esac
swift test --scratch-path "$scratch" --sanitize="$kind" --filter "$filter"
