"""Weights for the choice of one label of ACLED (crates/eval/src/acled/weights.tsv), by multinomial logistic regression.

    cargo run --release -p dateline-eval --example acled_features -- training/acled/*.tsv \
        | python training/acled.py > crates/eval/src/acled/weights.tsv

Reads one JSON object a line: label, features, names. Words that stand in the snippets as names more often than not are left out, as is what
fewer than LEAST snippets have: no label is to hang on one report or on who is told of. Needs scikit-learn. With --folds N it prints instead
how many labels come out right of snippets left out in turn.
"""

import json
import sys
from collections import Counter

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

LEAST = 2  # snippets that must have a feature
STRENGTH = 1.0  # inverse of the penalty on large weights
SMALL = 0.08  # weights nearer to nought are left out


def main():
    rows = [json.loads(line) for line in sys.stdin]
    labels = [row["label"] for row in rows]
    count = Counter(feature for row in rows for feature in row["features"])
    names = Counter(name for row in rows for name in row["names"])

    def kept(feature):
        kind, _, word = feature.partition("=")
        named = kind == "word" and 2 * names[word] >= count[feature]
        return count[feature] >= LEAST and not named

    vectors = DictVectorizer()
    table = vectors.fit_transform([{f: 1.0 for f in row["features"] if kept(f)} for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    if "--folds" in sys.argv:
        folds = StratifiedKFold(int(sys.argv[sys.argv.index("--folds") + 1]), shuffle=True, random_state=1)
        told = cross_val_predict(model, table, labels, cv=folds)
        print(f"{sum(a == b for a, b in zip(told, labels)) / len(labels):.3f} of {len(labels)}")
        return
    model.fit(table, labels)
    print("# The choice of a label of ACLED: made by training/acled.py from training/acled/. Hundredths.")
    print("\t".join(f"{label}:{round(100 * weight)}" for label, weight in zip(model.classes_, model.intercept_)))
    for feature, column in sorted(vectors.vocabulary_.items()):
        weights = [f"{at}:{round(100 * w)}" for at, w in enumerate(model.coef_[:, column]) if abs(w) >= SMALL]
        if weights:
            print("\t".join([feature, *weights]))


main()
