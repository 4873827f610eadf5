#!/usr/bin/env bash
# One file that runs on any Linux of this processor, whatever libraries it has.
#
#   release/static.sh          prints where the program lies
#
# With the musl target installed (`rustup target add x86_64-unknown-linux-musl`, and musl-gcc for SQLite and zstd) it is built for that;
# else against the system's glibc, linked in.
set -euo pipefail
cd "$(dirname "$0")/.."
. release/flags.sh
triple="$host"
musl="${host%-gnu}-musl"
if [ -d "$sysroot/lib/rustlib/$musl" ] && command -v musl-gcc > /dev/null; then triple="$musl"; fi
RUSTFLAGS="-C target-feature=+crt-static $remap" cargo build --release --locked --target "$triple" -p dateline --bin dateline
program="$target/$triple/release/dateline"
# ldd tells of a static program that it is none that it could list libraries of, and so does its exit code on some systems.
if ldd "$program" 2>&1 | grep -q '=>'; then
  echo "error: it still needs libraries of the system" >&2
  ldd "$program" >&2
  exit 1
fi
"$program" --version
echo "$program"
