#!/bin/sh
# Whether the whole way from data sets to a model file still works: training/smoke.sh TREEBANKS NEWS.jsonl COUNTRIES ATTRIBUTIONS
#
# Runs training/train.sh with a few steps on the first sentences and reports of each set, in a folder of its own, and lets the
# program's reader open and score what comes out. Needs minutes, not hours; the weights are good for nothing else.
set -eu
treebanks=$1 news=$2 countries=$3 attributions=$4
tiny=$(mktemp -d)
trap 'rm -rf "$tiny"' EXIT
sentences() { awk -v most="$2" 'BEGIN { RS = ""; ORS = "\n\n" } NR <= most' "$1"; }
for bank in ewt gum; do
    sentences "$treebanks/$bank-train.conllu" 80 > "$tiny/$bank-train.conllu"
    sentences "$treebanks/$bank-dev.conllu" 15 > "$tiny/$bank-dev.conllu"
done
head -n 6 "$news" > "$tiny/news.jsonl"
mkdir "$tiny/attributions"
for set in train dev; do head -n 4 "$attributions/$set.jsonl" > "$tiny/attributions/$set.jsonl"; done
QUICK=1 WORK="$tiny/work" MODELS="$tiny/models" training/train.sh "$tiny" "$tiny/news.jsonl" "$countries" "$tiny/attributions"
cargo build --release -p dateline-syntax --example evaluate
"${CARGO_TARGET_DIR:-target}/release/examples/evaluate" "$tiny/models/reader.bin" "$tiny/models/names.bin" "$tiny/gum-dev.conllu"
