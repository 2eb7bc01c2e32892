#!/usr/bin/env bash
# How cold builds grow with the number of pages: growth.sh [--pages N…] [--runs N] [--disk FOLDER] [--plot FILE]
#
# Prints, for each size, wall and processor time and peak memory, all and by page, and draws them, with those that earlier runs
# left in growth.json where they are not built this time (a million pages take half an hour). Sizes that memory has no
# room for are built in FOLDER. CASEBOOK=path takes that executable instead of building one; WORK=folder keeps corpora and
# sites there, and takes those that it finds.
set -euo pipefail

source "$(dirname "$0")/prepare.sh"

"$root/Scripts/python-environment.sh" "$root/.build/python-growth" "$here/growth-requirements.txt" >&2
work_folder growth

PYTHONDONTWRITEBYTECODE=1 "$root/.build/python-growth/bin/python" "$here/growth.py" --casebook "$CASEBOOK" --work "$WORK" "$@"
