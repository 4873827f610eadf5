"""Chooses and shuffles the raw reports that the teacher labels: `python choose_news.py NEWS.jsonl > CHOSEN.jsonl`.

Local crime reports are many and alike, so that fewer than half of them are taken.
"""

import json
import random
import sys

rng = random.Random(5)
chosen = []
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        if json.loads(line).get("corpus") != "gva" or rng.random() < 0.45:
            chosen.append(line)
rng.shuffle(chosen)
sys.stdout.writelines(chosen)
