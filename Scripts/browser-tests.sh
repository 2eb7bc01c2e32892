#!/usr/bin/env bash
# browser-tests.sh PYTHON: runs the browser tests, two files at once, with the executable that CASEBOOK_EXECUTABLE names.
#
# A browser sometimes stops answering and never says so. A test that takes three minutes (the longest takes some twenty
# seconds) is given up with its worker and its browser, and shows where each thread stood. What failed runs once more at
# the end, with nothing else beside it: what is wrong fails again.
set -euo pipefail

python=$1
failed=.build/failed-browser-tests.txt

run() {
    timeout --kill-after=20 2700 "$python" -m pytest -q -p no:cacheprovider \
        --timeout 180 --timeout-method thread -o faulthandler_timeout=170 "$@"
}

mkdir -p .build
rm -f "$failed"
if CASEBOOK_FAILED_TESTS=$failed run --numprocesses 2 --dist loadfile --reruns 2 Tests/Browser; then exit; fi
if [ ! -s "$failed" ]; then exit 1; fi
echo "Running once more what failed"
run "@$failed"
