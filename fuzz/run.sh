#!/usr/bin/env bash
# Fuzzes every property, or those named, for SECONDS each, with the toolchain that builds the program (libFuzzer comes with the
# crate libfuzzer-sys; no nightly, no cargo-fuzz).
#
#   fuzz/run.sh SECONDS [PROPERTY ...]      new inputs go to fuzz/work/, which is not kept
#   fuzz/run.sh keep [PROPERTY ...]         takes into fuzz/corpus/ what of fuzz/work/ adds coverage, smallest first
#
# A crash is left in fuzz/work/crashes/; put it into fuzz/corpus/PROPERTY/ once it is mended, so that the tests keep it.
set -euo pipefail
cd "$(dirname "$0")"
what="${1:?SECONDS or keep}"; shift
properties=("$@")
[ ${#properties[@]} -gt 0 ] || properties=(decode layout jsonl intake forms import date lexicon record treebank text soup)

# Coverage for libFuzzer, without a sanitizer: the program has no unsafe code of its own.
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
  -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing"
# With --target the flags reach the program, not the build scripts.
host="$(rustc -vV | sed -n 's/^host: //p')"
RUSTFLAGS="$(echo $coverage)" cargo build --release --target "$host" --bin any
fuzzer="${CARGO_TARGET_DIR:-target}/$host/release/any"

mkdir -p work/crashes
for property in "${properties[@]}"; do
  mkdir -p "work/$property" "corpus/$property"
  export DATELINE_FUZZ="$property"
  options=(-rss_limit_mb=2048 -timeout=20 -artifact_prefix="work/crashes/$property-" -print_final_stats=1)
  case "$property" in
    record) options+=(-max_len=60000) ;;
    text) options+=(-max_len=3000 -dict=src/words.dict) ;;
    soup | forms) options+=(-max_len=600) ;;
    intake) options+=(-max_len=8000) ;;
    *) options+=(-max_len=4000) ;;
  esac
  if [ "$what" = keep ]; then
    "$fuzzer" -merge=1 "${options[@]}" "corpus/$property" "work/$property"
  else
    "$fuzzer" -max_total_time="$what" "${options[@]}" "work/$property" "corpus/$property"
  fi
done
