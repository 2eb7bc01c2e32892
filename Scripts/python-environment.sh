#!/usr/bin/env bash
# python-environment.sh FOLDER REQUIREMENTS: a virtual environment with the packages that a file lists, made anew only
# when the file has changed. Prints nothing but what it installs.
set -euo pipefail

folder=$1
requirements=$2
stamp=$folder/requirements.installed
if [ -x "$folder/bin/python" ] && cmp -s "$requirements" "$stamp"; then exit 0; fi

echo "Installing Python packages: $(grep -v '^#' "$requirements" | tr '\n' ' ')"
rm -rf "$folder"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
cp "$requirements" "$stamp"
