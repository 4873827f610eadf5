#!/usr/bin/env bash
# All tests: of the program, of its page in a real browser, and of the Python package in a clean environment.
#   ./test.sh rust | page | python      one part
# With a Spark cluster on this machine: python/test.sh --spark
set -euo pipefail
cd "$(dirname "$0")"
target="${CARGO_TARGET_DIR:-$PWD/target}"
parts="${*:-rust page python}"
# One build, with nothing to go on from: what the compiler would keep for the next takes gigabytes.
export CARGO_INCREMENTAL=0
for part in $parts; do
    case "$part" in
    rust)
        cargo test --workspace --locked
        ;;
    page)
        ./setup.sh
        cargo build --locked -p dateline
        (cd page && DATELINE_BIN="$target/debug/dateline" CHROMIUM="${CHROMIUM:-$(command -v chromium)}" npm test)
        ;;
    python)
        python/test.sh
        ;;
    *)
        echo "test.sh: no part $part; there are rust, page and python" >&2
        exit 2
        ;;
    esac
done
