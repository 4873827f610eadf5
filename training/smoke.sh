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
# What the encoder makes of names, and a head that learns from it.
work=$tiny/work
python training/naming_teacher.py "$tiny/names.pt" --teacher "$work/teacher.pt" --gold "$tiny/gum-train.conllu" \
    --dev "$tiny/gum-dev.conllu" --epochs 1
python training/naming_draw.py "$tiny/names.pt" "$work/sentences.jsonl" "$tiny/drawn.jsonl" --teacher "$work/teacher.pt" \
    --heads "$work/naming.pt" --reader "$work/student.pt" --most 40
python training/naming.py "$tiny/again.pt" --start "$work/naming.pt" --reader "$work/student.pt" --gold "$work/gum-train.conllu" \
    --silver "$work/silver.jsonl" --marks "$work/silver-marked.conllu" --drawn "$tiny/drawn.jsonl" --dev "$work/gum-dev.conllu" --steps 12
python training/kinds.py "$work/gum-train.conllu" "$work/gum-dev.conllu"
