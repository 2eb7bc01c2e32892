#!/usr/bin/env bash
# Warm builds against cold ones: warm-builds.sh [MUTATIONS] [PAGES]   (default: 1000 mutations of a site of 300 pages)
#
# Changes a knowledge base at random, builds it after each change with what is kept from before and once more from nothing,
# and compares every byte and every finding. Says how far it is after every fifty, and at the end how many differed; fails
# where one did. After that the disk fails at each call of a build in turn, and the site is looked at.
# SEED=n      another row of changes
# SCRATCH=…   where the tests are compiled for it, apart from those of `swift test` (default: .build/warm-builds)
set -euo pipefail

root=$(dirname "$(cd "$(dirname "$0")" && pwd)")
export CASEBOOK_BUILD_FAULTS=1000000
export CASEBOOK_MUTATIONS=${1:-1000} CASEBOOK_MUTATION_PAGES=${2:-300} CASEBOOK_MUTATION_SEED=${SEED:-6}
# Optimised, with what tests may look at: a thousand mutations take a debug build an hour.
swift test --package-path "$root" --scratch-path "${SCRATCH:-$root/.build/warm-builds}" --configuration release \
    -Xswiftc -enable-testing --filter 'MutationTests|BuildFaultTests'
