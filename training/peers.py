"""Other readers beside ours, trained on the same treebank: UDPipe 1 and spaCy's small pipeline for a processor.

    python peers.py train udpipe|spacy MODEL TRAIN.conllu DEV.conllu [--iterations N]
    python peers.py time udpipe|spacy MODEL FILE.conllu

`time` prints tags and trees right on gold tokens and the best of three times over the whole file, from gold tokens to trees: as
`cargo run --release -p dateline-syntax --example evaluate` does with the reader. Time is that of the processor, on one thread.
Needs `ufal.udpipe` and `spacy`; neither is part of Dateline.
"""

import argparse
import sys
import time


def blocks(path):
    """Sentences of a treebank: columns of their words, without ranges and empty nodes."""
    with open(path, encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
            rows = [row for row in rows if row[0].isdigit()]
            if rows:
                yield rows


def base(relation):
    return relation.split(":")[0]


# UDPipe

def udpipe_text(path):
    """The treebank as UDPipe is to see it: relations without subtypes, no features (with them its tagger learns for an hour)."""
    out = []
    for rows in blocks(path):
        out += ["\t".join([*row[:4], "_", "_", row[6], base(row[7]), "_", "_"]) for row in rows] + [""]
    return "\n".join(out) + "\n"


def udpipe_sentences(text):
    from ufal import udpipe

    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText(text)
    sentences, error = [], udpipe.ProcessingError()
    while True:
        sentence = udpipe.Sentence()
        if not reader.nextSentence(sentence, error):
            break
        sentences.append(sentence)
    if error.occurred():
        sys.exit(error.message)
    return sentences


def udpipe_train(out, train, dev, iterations):
    from ufal import udpipe

    error = udpipe.ProcessingError()

    def several(path):
        sentences = udpipe.Sentences()
        for sentence in udpipe_sentences(udpipe_text(path)):
            sentences.append(sentence)
        return sentences

    model = udpipe.Trainer.train(
        "morphodita_parsito",
        several(train),
        several(dev),
        udpipe.Trainer.NONE,
        f"models=1;iterations={iterations};guesser_suffix_rules=8;use_xpostag=0;use_feats=0;provide_lemma=0;use_lemma=0",
        f"iterations={iterations};embedding_form=50;embedding_upostag=20;hidden_layer=200;batch_size=10",
        error,
    )
    if error.occurred():
        sys.exit(error.message)
    with open(out, "wb") as file:
        file.write(model)


def udpipe_read(model, gold):
    from ufal import udpipe

    model = udpipe.Model.load(model)
    text = "".join("\n".join(f"{k}\t{row[1]}" + "\t_" * 8 for k, row in enumerate(rows, 1)) + "\n\n" for rows in gold)

    def read():
        sentences = udpipe_sentences(text)
        began = time.process_time()
        for sentence in sentences:
            model.tag(sentence, udpipe.Pipeline.DEFAULT)
            model.parse(sentence, udpipe.Pipeline.DEFAULT)
        spent = time.process_time() - began
        return spent, [[(w.upostag, w.head, w.deprel) for w in list(s.words)[1:]] for s in sentences]

    return read


# spaCy

def spacy_docs(nlp, path):
    from spacy.tokens import Doc
    from spacy.training import Example

    for rows in blocks(path):
        words = [row[1] for row in rows]
        heads = [int(row[6]) - 1 if row[6] != "0" else k for k, row in enumerate(rows)]
        relations = ["ROOT" if row[6] == "0" else base(row[7]) for row in rows]
        gold = Doc(nlp.vocab, words=words, tags=[row[3] for row in rows], heads=heads, deps=relations)
        yield Example(Doc(nlp.vocab, words=words), gold)


def spacy_train(out, train, dev, iterations):
    import random

    import spacy
    from spacy.util import fix_random_seed, minibatch, compounding

    fix_random_seed(1)
    nlp = spacy.blank("en")
    # The shape of `en_core_web_sm`: four convolutions of width 96 over hashed features, shared by tagger and parser.
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "window_size": 1, "maxout_pieces": 3, "depth": 4},
    }
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": parser})
    examples = list(spacy_docs(nlp, train))
    optimiser = nlp.initialize(lambda: examples)
    for number in range(iterations):
        random.Random(number).shuffle(examples)
        losses = {}
        for batch in minibatch(examples, size=compounding(16.0, 96.0, 1.002)):
            nlp.update(batch, sgd=optimiser, drop=0.1, losses=losses)
        print(number + 1, {k: round(v) for k, v in losses.items()}, flush=True)
        nlp.to_disk(out)


def spacy_read(model, gold):
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load(model)

    def read():
        docs = [Doc(nlp.vocab, words=[row[1] for row in rows]) for rows in gold]
        began = time.process_time()
        docs = list(nlp.pipe(docs, batch_size=256))
        spent = time.process_time() - began
        told = lambda w: (w.tag_, 0 if w.head is w or w.head.i == w.i else w.head.i + 1, "root" if w.dep_ == "ROOT" else base(w.dep_))
        return spent, [[told(w) for w in doc] for doc in docs]

    return read


def measure(read, gold):
    """Tags, heads, heads with relation (per cent) and words a second."""
    spent, found = min((read() for _ in range(3)), key=lambda run: run[0])
    n = tags = heads = labelled = 0
    for rows, words in zip(gold, found, strict=True):
        for row, (tag, head, relation) in zip(rows, words, strict=True):
            n += 1
            tags += row[3] == tag
            heads += int(row[6]) == head
            labelled += int(row[6]) == head and base(row[7]) == base(relation)
    return n, 100 * tags / n, 100 * heads / n, 100 * labelled / n, n / spent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=("train", "time"))
    parser.add_argument("peer", choices=("udpipe", "spacy"))
    parser.add_argument("model")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--iterations", type=int, default=10)
    args = parser.parse_args()
    if args.task == "train":
        train = udpipe_train if args.peer == "udpipe" else spacy_train
        train(args.model, *args.files, args.iterations)
        return
    for path in args.files:
        gold = list(blocks(path))
        read = (udpipe_read if args.peer == "udpipe" else spacy_read)(args.model, gold)
        print(f"{args.peer} {path}: %d tokens, UPOS %.2f, UAS %.2f, LAS %.2f, %.0f tokens/s" % measure(read, gold))


if __name__ == "__main__":
    main()
