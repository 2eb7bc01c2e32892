# What the scripts of this folder begin with; they source it. Sets
#   here, root   this folder, and the project's
#   CASEBOOK     the executable to measure; built where none is named
# and defines `work_folder NAME`, which sets WORK where it isn't named: a folder in memory that is removed at the end.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

if [[ -z ${CASEBOOK:-} ]]; then
    echo "Building the release executable" >&2
    swift build --package-path "$root" --configuration release --product casebook --static-swift-stdlib >&2
    CASEBOOK=$(swift build --package-path "$root" --configuration release --show-bin-path)/casebook
fi

work_folder() {
    [[ -z ${WORK:-} ]] || return 0
    local place=${TMPDIR:-/tmp}
    # In memory where the machine has it: a disk would be measured instead of the program.
    if [[ -w /dev/shm && $(stat --file-system --format %T /dev/shm) == tmpfs ]]; then place=/dev/shm; fi
    WORK=$(mktemp --directory "$place/casebook-$1.XXXXXX")
    if [[ -z ${KEEP:-} ]]; then trap 'rm -rf "$WORK"' EXIT; else echo "Sites are kept in $WORK" >&2; fi
}
