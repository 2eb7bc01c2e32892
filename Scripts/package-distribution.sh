#!/bin/sh
# Packs an executable with what belongs to it: the same bytes from the same executable and commit, whoever packs it and when.
#
#   package-distribution.sh EXECUTABLE OUTPUT [CHECKOUTS]
#
# OUTPUT is a folder: it gets casebook-VERSION-linux-MACHINE.tar.gz and a .sha256 beside it. CHECKOUTS holds the sources of
# the Swift packages that are linked in, for their licences.
set -eu
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "$0")/.." && pwd)
executable=$1
output=$2
checkouts=${3:-}
version=$("$executable" --version)
name="casebook-$version-linux-$(uname -m)"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
tree="$stage/$name"

install -D -m 755 "$executable" "$tree/bin/casebook"
# Symbols stay, so that a crash report has names of functions (88 MB instead of 71); what debuggers need besides (30 MB) goes.
strip --strip-debug "$tree/bin/casebook"

mkdir -p "$tree/share/bash-completion/completions" "$tree/share/zsh/site-functions" \
    "$tree/share/fish/vendor_completions.d" "$tree/share/man/man1"
"$executable" --generate-completion-script bash > "$tree/share/bash-completion/completions/casebook"
"$executable" --generate-completion-script zsh > "$tree/share/zsh/site-functions/_casebook"
"$executable" --generate-completion-script fish > "$tree/share/fish/vendor_completions.d/casebook.fish"
"$executable" --experimental-dump-help | python3 "$root/Scripts/manual-page.py" "$version" > "$tree/share/man/man1/casebook.1"

cp "$root/LICENSE" "$root/NOTICE" "$root/README.md" "$root/README.zh.md" "$tree/"
mkdir "$tree/licenses"
[ ! -f /usr/share/doc/libcmark-gfm-dev/copyright ] || cp /usr/share/doc/libcmark-gfm-dev/copyright "$tree/licenses/libcmark-gfm.txt"
for package in Yams swift-argument-parser swift-asn1 swift-crypto; do
    for licence in "$checkouts/$package"/LICENSE* "$checkouts/$package"/NOTICE*; do
        [ ! -f "$licence" ] || cat "$licence" >> "$tree/licenses/$package.txt"
    done
done

find "$tree" -type d -exec chmod 755 {} +
find "$tree" -type f -not -path "$tree/bin/*" -exec chmod 644 {} +
mkdir -p "$output"
# One time for all files, the same whenever the same source is packed: caches tell programs apart by it.
time=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2> /dev/null || stat --format %Y "$executable")}
tar --create --format=gnu --sort=name --mtime="@$time" --owner=0 --group=0 --numeric-owner -C "$stage" "$name" \
    | gzip -9 --no-name > "$stage/$name.tar.gz"
mv "$stage/$name.tar.gz" "$output/"
(cd "$output" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
echo "$output/$name.tar.gz"
