#!/usr/bin/env bash
# Same commit, same bytes: builds the commit twice, in two folders of different names and depths, and compares.
#
#   release/reproducible.sh [FOLDER]      FOLDER (else a temporary one) takes both checkouts
#
# CARGO_PROFILE_RELEASE_* may be set to build faster; the comparison is the same.
set -euo pipefail
cd "$(dirname "$0")/.."
work="${1:-$(mktemp -d)}"
mkdir -p "$work"
commit="$(git rev-parse HEAD)"
unset CARGO_TARGET_DIR
sums=()
for folder in "$work/one" "$work/another/and-a-deeper-one"; do
  rm -rf "$folder"
  mkdir -p "$folder"
  git archive "$commit" | tar -x -C "$folder"
  (
    cd "$folder"
    export CARGO_TARGET_DIR="$folder/target" CARGO_INCREMENTAL=0
    . release/flags.sh
    RUSTFLAGS="$remap" cargo build --release --locked -p dateline --bin dateline
  )
  sum="$(sha256sum "$folder/target/release/dateline" | cut -d' ' -f1)"
  echo "$sum  $folder/target/release/dateline"
  sums+=("$sum")
done
if [ "${sums[0]}" != "${sums[1]}" ]; then
  echo "error: the two builds differ" >&2
  exit 1
fi
echo "the same bytes: ${sums[0]}"
