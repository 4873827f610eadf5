"""From arc scores to a tree with one root: argmax, and repair where that is none.

The repair is the same, step for step, as in `crates/syntax/src/decode.rs`.
"""


def tree(scores):
    """`scores[i][h]`: word i below head h, h = 0 the root. Returns the heads, 0 the root."""
    n = len(scores)
    heads = [int(scores[i].argmax()) for i in range(n)]
    roots = [i for i in range(n) if heads[i] == 0]
    if len(roots) != 1:
        best = max(roots or range(n), key=lambda i: (scores[i][0] - max(scores[i][1:], default=0), -i))
        for i in roots:
            if i != best:
                heads[i] = 1 + max((h for h in range(n) if h != i), key=lambda h: (scores[i][h + 1], -h))
        heads[best] = 0
    else:
        best = roots[0]
    # Break cycles: of each word on a cycle, the best head among the words already below the root.
    while True:
        reached = _reached(heads)
        lost = [i for i in range(n) if not reached[i]]
        if not lost:
            return heads
        cycle = _cycle(heads, lost[0])
        gain, word, head = max(
            ((scores[i][h + 1] - scores[i][heads[i]], -i, -h) for i in cycle for h in range(n) if reached[h]),
        )
        heads[-word] = 1 - head


def _reached(heads):
    """Which words hang below the root."""
    state = [0] * len(heads)  # 0 unknown, 1 on the path, 2 reached, 3 not
    for start in range(len(heads)):
        path, i = [], start
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            if heads[i] == 0:
                state[i] = 2
                break
            i = heads[i] - 1
        final = 2 if state[i] == 2 else 3
        for j in path:
            state[j] = final
    return [s == 2 for s in state]


def _cycle(heads, word):
    """The words of the cycle that `word` leads into."""
    seen = set()
    while word not in seen:
        seen.add(word)
        word = heads[word] - 1
    cycle, start = [word], word
    word = heads[word] - 1
    while word != start:
        cycle.append(word)
        word = heads[word] - 1
    return cycle
