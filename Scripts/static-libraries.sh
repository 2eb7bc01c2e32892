#!/bin/sh
# Makes a folder with the static archives of libcmark-gfm and nothing else, and prints its path. A linker that is told to
# look there first takes these: in Debian's own folder it would prefer the shared libraries beside them.
#
#   static-libraries.sh FOLDER
set -eu
folder=$1
mkdir -p "$folder"
for library in libcmark-gfm.a libcmark-gfm-extensions.a; do
    archive=$(cc -print-file-name="$library" 2>/dev/null || clang -print-file-name="$library")
    [ -f "$archive" ] || { echo "there is no $library: install libcmark-gfm-dev and libcmark-gfm-extensions-dev" >&2; exit 1; }
    ln -sf "$archive" "$folder/$library"
done
cd "$folder" && pwd
