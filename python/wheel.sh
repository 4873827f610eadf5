#!/usr/bin/env bash
# Builds the wheel into python/dist: one file for every Python from 3.10 on.
set -euo pipefail
cd "$(dirname "$0")"
maturin="${MATURIN:-maturin}"
command -v "$maturin" > /dev/null || { echo "maturin is needed: pip install maturin" >&2; exit 2; }
# A wheel carries its licences; they stand in the repository once.
cp ../LICENSE-MIT ../LICENSE-APACHE ../NOTICE .
trap 'rm -f LICENSE-MIT LICENSE-APACHE NOTICE' EXIT
rm -rf dist
"$maturin" build --release --locked --out dist
ls dist/*.whl
