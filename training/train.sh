#!/bin/sh
# From data sets to the committed weights: training/train.sh TREEBANKS NEWS.jsonl COUNTRIES
#
# TREEBANKS  folder with {ewt,gum}-{train,dev}.conllu (Universal Dependencies 2.16)
# NEWS       raw reports as JSON Lines with `text` and `corpus`, which the teacher labels
# COUNTRIES  country file of the Open Event Data Alliance, for names of peoples
#
# Run it in the repository's root with the Python environment of training/README.md active.
set -eu
treebanks=$1 news=$2 countries=$3
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

# 3. The student, on gold and silver, then on gold (three quarters of an hour).
python $here/train_student.py $work/student.pt --gold "$treebanks/ewt-train.conllu" "$treebanks/gum-train.conllu" \
    --silver $work/silver.jsonl --names $work/ewt-names.jsonl --countries "$countries" \
    --dev "$treebanks/ewt-dev.conllu" "$treebanks/gum-dev.conllu" \
    --width 160 --batch 1500 --steps 12000 --gold-share 0.15 --drop 0.12 --sure 0.78

# 4. What the program embeds.
python $here/lemmas.py models/lemmas.tsv "$treebanks/ewt-train.conllu" "$treebanks/gum-train.conllu" --irregular $here/irregular.tsv --silver $work/silver.jsonl
python $here/export.py $work/student.pt models/reader.bin --fixture crates/syntax/tests/reading.jsonl
