#!/bin/sh
# From data sets to the committed weights: training/train.sh TREEBANKS NEWS.jsonl COUNTRIES ATTRIBUTIONS
#
# TREEBANKS  folder with {ewt,gum}-{train,dev}.conllu (Universal Dependencies 2.16)
# NEWS       raw reports as JSON Lines with `text` and `corpus`, which the teacher labels
# COUNTRIES  country file of the Open Event Data Alliance, for names of peoples
# ATTRIBUTIONS  folder with PolNeAR's train.jsonl and dev.jsonl
#
# Run it in the repository's root with the Python environment of training/README.md active.
set -eu
treebanks=$1 news=$2 countries=$3 attributions=$4
here=training
work=$here/work
mkdir -p "$work" models
export MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=4000000000

# 1. The teacher, on gold alone (20 minutes on one core).
python $here/teacher.py train $work/teacher.pt "$treebanks/ewt-train.conllu" "$treebanks/gum-train.conllu" \
    --dev "$treebanks/ewt-dev.conllu" --dev "$treebanks/gum-dev.conllu" --epochs 4

# 2. Silver: raw news and the names of the treebank that has none annotated (20 minutes).
cargo build --release -p dateline-syntax --example tokens
python $here/choose_news.py "$news" > $work/chosen.jsonl
target/release/examples/tokens < $work/chosen.jsonl > $work/sentences.jsonl
python $here/teacher.py label $work/teacher.pt $work/sentences.jsonl $work/silver.jsonl
python $here/conllu.py forms "$treebanks/ewt-train.conllu" > $work/ewt-forms.jsonl
python $here/teacher.py label $work/teacher.pt $work/ewt-forms.jsonl $work/ewt-names.jsonl

# 3. Known names, marked as the program marks them.
cargo build --release -p dateline-lexicon --example mark
python $here/conllu.py bare $work/silver.jsonl > $work/silver.conllu
target/release/examples/mark $work/silver.conllu > $work/silver-marked.conllu
for set in ewt-train gum-train ewt-dev gum-dev; do target/release/examples/mark "$treebanks/$set.conllu" > $work/$set.conllu; done

# 4. The student, on gold and silver, then on gold; and once more from there (an hour and a half).
student() {
    python $here/train_student.py "$@" --gold $work/ewt-train.conllu $work/gum-train.conllu \
        --silver $work/silver.jsonl --marks $work/silver-marked.conllu --names $work/ewt-names.jsonl --countries "$countries" \
        --dev $work/ewt-dev.conllu $work/gum-dev.conllu --width 160 --batch 1500 --drop 0.12 --sure 0.78
}
student $work/first.pt --steps 12000 --gold-share 0.15
student $work/second.pt --start $work/first.pt --steps 12500 --gold-share 0.2 --rate 1.2e-3
python $here/average.py $work/student.pt $work/first.pt=0.4 $work/second.pt=0.6

# 5. What the program embeds, so far.
python $here/lemmas.py models/lemmas.tsv "$treebanks/ewt-train.conllu" "$treebanks/gum-train.conllu" --irregular $here/irregular.tsv --silver $work/silver.jsonl
export="python $here/export.py $work/student.pt models/reader.bin --range $work/ewt-train.conllu"
$export

# 6. Who says what, on the vectors of that very reader (five minutes).
cargo build --release -p dateline-syntax --example vectors
for set in train dev; do
    target/release/examples/mark "$attributions/$set.jsonl" > $work/$set-marked.jsonl
    target/release/examples/vectors "$attributions/$set.jsonl" $work/$set-marked.jsonl $work/$set-trees.jsonl $work/$set.u8
done
python $here/attribution.py $work/attribution.pt --model models/reader.bin --epochs 4 \
    --train "$attributions/train.jsonl" $work/train-trees.jsonl $work/train.u8 \
    --dev "$attributions/dev.jsonl" $work/dev-trees.jsonl $work/dev.u8
$export --attribution $work/attribution.pt --fixture crates/syntax/tests/reading.jsonl
