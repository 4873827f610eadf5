#!/usr/bin/env bash
# The tests of the program and of its page in a real browser.
#   ./test.sh rust | page      one part
# The Python package has its own: python/test.sh, with a Spark cluster on this machine python/test.sh --spark
set -euo pipefail
cd "$(dirname "$0")"
target="${CARGO_TARGET_DIR:-$PWD/target}"
parts="${*:-rust page}"
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
    *)
        echo "test.sh: no part $part; there are rust and page" >&2
        exit 2
        ;;
    esac
done
