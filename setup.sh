#!/usr/bin/env bash
# What the tests need beside Rust: a browser and the page's packages. Each step is passed over where it is done already.
#   ./setup.sh          all of it
# The program itself needs none of this: without Node it serves a plain page.
set -euo pipefail
cd "$(dirname "$0")"

missing() { ! command -v "$1" > /dev/null; }

if missing node || missing npm; then
    echo "setup: Node 20 or later with npm is needed for the page" >&2
    exit 1
fi
if missing "${CHROMIUM:-chromium}"; then
    if missing apt-get || [ "$(id -u)" != 0 ]; then
        echo "setup: install Chromium, or name it with CHROMIUM=/path/to/chromium" >&2
        exit 1
    fi
    apt-get update --quiet
    apt-get install --quiet --yes --no-install-recommends chromium
fi
if [ ! -e page/node_modules/.package-lock.json ] || [ page/package-lock.json -nt page/node_modules/.package-lock.json ]; then
    (cd page && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund)
fi
