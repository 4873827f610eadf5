#!/bin/sh
# The reader beside UDPipe 1 and spaCy: training/bench.sh TREEBANKS MODELS
#
# TREEBANKS  folder with ewt-train.conllu and ewt-dev.conllu
# MODELS     folder for the models of the others; what is there already is not trained again
#
# From gold tokens to trees, EWT dev, seconds of one processor thread, the best of several rounds. Needs a Python environment of its own:
# pip install ufal.udpipe spacy
set -eu
treebanks=$1 models=$2
mkdir -p "$models"
# One thread for everybody.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1
[ -e "$models/ewt.udpipe" ] ||
    python training/peers.py train udpipe "$models/ewt.udpipe" "$treebanks/ewt-train.conllu" "$treebanks/ewt-dev.conllu" --iterations 4
[ -e "$models/ewt-spacy" ] ||
    python training/peers.py train spacy "$models/ewt-spacy" "$treebanks/ewt-train.conllu" "$treebanks/ewt-dev.conllu" --iterations 6
cargo build --release -p dateline-syntax --example evaluate
"${CARGO_TARGET_DIR:-target}/release/examples/evaluate" "$treebanks/ewt-dev.conllu"
python training/peers.py time udpipe "$models/ewt.udpipe" "$treebanks/ewt-dev.conllu"
python training/peers.py time spacy "$models/ewt-spacy" "$treebanks/ewt-dev.conllu"
