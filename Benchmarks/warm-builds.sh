#!/usr/bin/env bash
# Warm builds against cold ones: warm-builds.sh [MUTATIONS] [PAGES]   (default: 1000 mutations of a site of 300 pages)
#
# Changes a knowledge base at random, builds it after each change with what is kept from before and once more from nothing,
# and compares every byte and every finding. Prints how many differed; fails where one did.
# SEED=n   another row of changes
set -euo pipefail

root=$(dirname "$(cd "$(dirname "$0")" && pwd)")
export CASEBOOK_MUTATIONS=${1:-1000} CASEBOOK_MUTATION_PAGES=${2:-300} CASEBOOK_MUTATION_SEED=${SEED:-6}
swift test --package-path "$root" --filter MutationTests --configuration "${CONFIGURATION:-release}"
