#!/bin/sh
# Tries an archive of `make dist` as a machine without Swift would see it.
#
#   test-distribution.sh ARCHIVE SITE
#
# SITE is the shipped content as the ordinary release build made it with `--date 2026-11-25`. The executable runs in a root
# folder of its own that holds the five system libraries, the content, /proc and nothing else, with an empty environment;
# where that is not allowed, with an empty environment alone, which is said.
set -eu
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "$0")/.." && pwd)
archive=$1
site=$2
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }

(cd "$(dirname "$archive")" && sha256sum --check --quiet "$(basename "$archive").sha256") || fail "checksum"
tar --extract --gzip --file "$archive" --directory "$desk"
tree=$(echo "$desk"/casebook-*)
program="$tree/bin/casebook"

# What it needs of the system, as the file itself says.
allowed='^(linux-vdso|libc|libm|libgcc_s|libstdc\+\+|ld-linux[a-z0-9_-]*|libpthread|libdl|librt|libutil)\.so(\.[0-9]+)*$'
needed=$(env -i /usr/bin/ldd "$program" | sed 's/^[[:space:]]*//; s/ .*//; s|.*/||')
for library in $needed; do
    echo "$library" | grep -Eq "$allowed" || fail "it needs $library"
done
! readelf --dynamic "$program" | grep -E 'RUNPATH|RPATH' | grep -v '\[\$ORIGIN\]' || fail "it looks for libraries in a folder of this machine"

# A root folder with these libraries, the content, and nothing else.
jail="$desk/root"
mkdir -p "$jail/tmp" "$jail/kb"
for library in $(env -i /usr/bin/ldd "$program" | grep -o '/[^ ]*'); do
    install -D "$library" "$jail$library"
done
cp "$program" "$jail/casebook"
cp -R "$root/Content" "$root/casebook.yml" "$jail/kb/"
mkdir "$jail/proc"
# Swift reads a program's arguments from /proc.
enter='PATH=/usr/sbin:/usr/bin:/sbin:/bin; mount -t proc proc "$0/proc" && exec env -i "$(command -v chroot)" "$0" /casebook "$@"'
kb=/kb
casebook() { unshare $namespaces --mount --pid --fork sh -c "$enter" "$jail" "$@"; }
namespaces=
if ! casebook --version > /dev/null 2>&1; then
    namespaces="--user --map-root-user"
    if ! casebook --version > /dev/null 2>&1; then
        echo "no namespaces are allowed here: an empty environment alone"
        kb="$jail/kb"
        casebook() { env -i "$jail/casebook" "$@"; }
    fi
fi
casebook build --source "$kb" --date 2026-11-25 --language en || fail "it doesn't build the shipped content"
diff -r "$site" "$jail/kb/Site" || fail "it builds another site than the ordinary program"
casebook explain orphan-page --language en | grep -q "Why it matters" || fail "explain"

# What comes with it.
for file in LICENSE NOTICE README.md README.zh.md licenses/libcmark-gfm.txt licenses/Yams.txt \
    share/zsh/site-functions/_casebook share/fish/vendor_completions.d/casebook.fish; do
    [ -s "$tree/$file" ] || fail "there is no $file"
done
bash -n "$tree/share/bash-completion/completions/casebook" || fail "the completions for bash"
for command in build check diff serve; do
    grep -q "^.SS $command\$" "$tree/share/man/man1/casebook.1" || fail "the manual says nothing of $command"
done
echo "The archive is whole: $(stat -c %s "$archive") bytes, executable $(stat -c %s "$program") bytes; needs$(echo " $needed" | tr '\n' ' ')"
