"""Reads exports back with Python's own csv and json, and with followthemoney and pandas where they are installed.

    python3 read_back.py FOLDER

FOLDER holds one file for each format, named after it. Prints what was read, and SKIPPED for a reader that is missing; ends with 1 where something does not hold.
"""

import csv
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
csv.field_size_limit(1 << 24)


def table(name, delimiter=",", header=True, quoting=csv.QUOTE_MINIMAL):
    with open(folder / name, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter, quoting=quoting))
    names = rows.pop(0) if header else None
    width = len(names) if names else len(rows[0])
    assert rows and all(len(row) == width for row in rows), f"{name}: rows of different widths"
    print(f"csv: {name}, {len(rows)} rows of {width} columns")
    return [dict(zip(names, row)) for row in rows] if names else rows


def lines(name):
    with open(folder / name, encoding="utf-8") as file:
        values = [json.loads(line) for line in file]
    assert values, f"{name}: nothing in it"
    print(f"json: {name}, {len(values)} lines")
    return values


for row in table("ged"):
    low, best, high = (int(row[c]) for c in ("low", "best", "high"))
    sides = sum(int(row[c]) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
    assert low <= best <= high and sides == best, row
    assert row["date_start"] <= row["date_end"] and row["year"] == row["date_start"][:4], row
    assert row["type_of_violence"] in "123" and row["side_a"] and row["side_b"], row
    if row["latitude"]:
        assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})", row
        assert 1 <= int(row["priogrid_gid"]) <= 259200, row
for row in table("acled"):
    assert row["event_type"] in {"Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
                                 "Strategic developments"}, row
    assert int(row["fatalities"]) >= 0 and row["notes"].startswith("Standing: ") and row["source"], row
for row in table("eventreport"):
    numbers = [int(row[c]) for c in ("deaths_low", "deaths_best", "deaths_high") if row[c]]
    assert row["event_id"] and row["report_id"] and numbers == sorted(numbers), row
assert {row["claim_id"] for row in table("csv")} == {claim["id"] for claim in lines("jsonl")}
# As loaders of these data sets read them: tabs, with quotes either honoured or not.
for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
    polecat = table("polecat", "\t", quoting=quoting)
    assert len(polecat[0]) == 40 and all(row["Event Type"].isupper() for row in polecat)
    icews = table("icews", "\t", quoting=quoting)
    assert all(row["CAMEO Code"][:2].isdigit() and int(row["Event ID"]) < 2**53 for row in icews)
    assert len({row["Event ID"] for row in icews}) == len(icews)
    events = table("gdelt-events", "\t", header=False, quoting=quoting)
    mentions = table("gdelt-mentions", "\t", header=False, quoting=quoting)
    assert len(events[0]) == 61 and len(mentions[0]) == 16
    assert {row[0] for row in mentions} <= {row[0] for row in events}
    assert all(len(row[26]) >= 2 and row[28] == row[26][:2] for row in events)
    assert all(len(row) == 11 for row in table("petrarch", "\t", header=False, quoting=quoting))

for record in lines("plover"):
    assert all(record.get(key) for key in ("id", "date", "event")) and isinstance(record["actor"], list), record
slides = json.loads((folder / "timelinejs").read_text(encoding="utf-8"))["events"]
assert slides and all(1 <= s["start_date"]["month"] <= 12 and s["text"]["headline"] for s in slides)
print(f"json: timelinejs, {len(slides)} slides")
page = json.loads((folder / "annotations").read_text(encoding="utf-8"))
assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["items"]
for item in page["items"]:
    quote, position = item["target"]["selector"]
    assert position["end"] - position["start"] == len(quote["exact"]), item
print(f"json: annotations, {len(page['items'])} items")

try:
    from followthemoney import model
except ImportError:
    print("SKIPPED: followthemoney is not installed")
else:
    entities = lines("ftm")
    known = set()
    for entity in entities:
        proxy = model.get_proxy(entity)
        known.add(proxy.id)
        for name, values in entity["properties"].items():
            # Whatever the model does not accept it drops.
            assert sorted(proxy.get(name)) == sorted(set(values)), (entity["id"], name, values, proxy.get(name))
    for entity in entities:
        assert set(entity["properties"].get("involved", [])) <= known
    print(f"followthemoney: {len(entities)} entities")

try:
    import pandas
except ImportError:
    print("SKIPPED: pandas is not installed")
else:
    frame = pandas.read_csv(folder / "ged", parse_dates=["date_start", "date_end"])
    assert frame["best"].dtype.kind == "i" and frame["date_start"].dtype.kind == "M"
    frame = pandas.read_csv(folder / "polecat", sep="\t", dtype=str)
    print(f"pandas: {len(frame)} rows of polecat")
