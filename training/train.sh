#!/bin/sh
# From data sets to the committed weights: training/train.sh TREEBANKS NEWS.jsonl COUNTRIES ATTRIBUTIONS
#
# TREEBANKS  folder with {ewt,gum}-{train,dev}.conllu (Universal Dependencies 2.16)
# NEWS       raw reports as JSON Lines with `text` and `corpus`, which the teacher labels
# COUNTRIES  country file of the Open Event Data Alliance, for names of peoples
# ATTRIBUTIONS  folder with PolNeAR's train.jsonl and dev.jsonl
#
# Run it in the repository's root with the Python environment of training/README.md active. MODELS and WORK name other
# folders for what comes out and what lies between; QUICK=1 takes a few steps only (training/smoke.sh).
set -eu
treebanks=$1 news=$2 countries=$3 attributions=$4
here=training
work=${WORK:-$here/work} models=${MODELS:-models} built=${CARGO_TARGET_DIR:-target}/release/examples
mkdir -p "$work" "$models"
export MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=4000000000
if [ "${QUICK:-}" ]; then
    epochs=1 first=12 second=12 heads=1 every=12 sure=0 naming=12
else
    epochs=4 first=12000 second=12500 heads=5 every=1000 sure=0.78 naming=2000
fi
cargo build --release -p dateline-syntax --example tokens --example vectors
cargo build --release -p dateline-lexicon --example mark

# 1. The teacher, on gold alone (20 minutes on one core).
python $here/teacher.py train "$work/teacher.pt" "$treebanks/ewt-train.conllu" "$treebanks/gum-train.conllu" \
    --dev "$treebanks/ewt-dev.conllu" --dev "$treebanks/gum-dev.conllu" --epochs $epochs

# 2. Silver: raw news and the names of the treebank that has none annotated (20 minutes).
python $here/choose_news.py "$news" > "$work/chosen.jsonl"
"$built/tokens" < "$work/chosen.jsonl" > "$work/sentences.jsonl"
python $here/teacher.py label "$work/teacher.pt" "$work/sentences.jsonl" "$work/silver.jsonl"
python $here/conllu.py forms "$treebanks/ewt-train.conllu" > "$work/ewt-forms.jsonl"
python $here/teacher.py label "$work/teacher.pt" "$work/ewt-forms.jsonl" "$work/ewt-names.jsonl"

# 3. Known names, marked as the program marks them.
python $here/conllu.py bare "$work/silver.jsonl" > "$work/silver.conllu"
"$built/mark" "$work/silver.conllu" > "$work/silver-marked.conllu"
for set in ewt-train gum-train ewt-dev gum-dev; do "$built/mark" "$treebanks/$set.conllu" > "$work/$set.conllu"; done

# 4. The student, on gold and silver, then on gold; and once more from there (an hour and a half).
student() {
    python $here/train_student.py "$@" --gold "$work/ewt-train.conllu" "$work/gum-train.conllu" \
        --silver "$work/silver.jsonl" --marks "$work/silver-marked.conllu" --names "$work/ewt-names.jsonl" --countries "$countries" \
        --dev "$work/ewt-dev.conllu" "$work/gum-dev.conllu" --width 160 --batch 1500 --drop 0.12 --sure $sure --every $every
}
student "$work/first.pt" --steps $first --gold-share 0.15
student "$work/second.pt" --start "$work/first.pt" --steps $second --gold-share 0.2 --rate 1.2e-3
python $here/average.py "$work/student.pt" "$work/first.pt=0.4" "$work/second.pt=0.6"

# 5. What the program embeds, so far.
python $here/lemmas.py "$models/lemmas.tsv" "$treebanks/ewt-train.conllu" "$treebanks/gum-train.conllu" \
    --irregular $here/irregular.tsv --silver "$work/silver.jsonl"
embed() {
    python $here/export.py "$work/student.pt" "$models/reader.bin" --range "$work/ewt-train.conllu" "$@"
}
embed

# 6. Who says what, on the vectors of that very reader (five minutes).
for set in train dev; do
    "$built/mark" "$attributions/$set.jsonl" > "$work/$set-marked.jsonl"
    "$built/vectors" "$attributions/$set.jsonl" "$work/$set-marked.jsonl" "$work/$set-trees.jsonl" "$work/$set.u8" "$models/reader.bin"
done
python $here/attribution.py "$work/attribution.pt" --model "$models/reader.bin" --epochs $heads \
    --train "$attributions/train.jsonl" "$work/train-trees.jsonl" "$work/train.u8" \
    --dev "$attributions/dev.jsonl" "$work/dev-trees.jsonl" "$work/dev.u8"
# The fixture that holds Rust and Python together belongs to the weights that the program embeds.
fixture=$work/reading.jsonl
[ "$models" != models ] || fixture=crates/syntax/tests/reading.jsonl
embed --attribution "$work/attribution.pt" --fixture "$fixture"

# 7. Names, on the same frozen reader (ten minutes).
python $here/naming.py "$work/naming.pt" --reader "$work/student.pt" --gold "$work/gum-train.conllu" --dev "$work/gum-dev.conllu" \
    --silver "$work/silver.jsonl" --marks "$work/silver-marked.conllu" --steps $naming
python $here/export_naming.py "$work/naming.pt" "$models/reader.bin" "$models/names.bin" --reader "$work/student.pt" \
    --range "$work/ewt-train.conllu" --dev "$work/gum-dev.conllu" --fixture "$fixture"
