"""Reports of an invented war, told by invented outlets: as many as asked for, always the same ones."""

from __future__ import annotations

import datetime
import random
from typing import Any

TOWNS = ["Aleppo", "Idlib", "Homs", "Raqqa", "Hama", "Latakia", "Deraa", "Palmyra", "Azaz", "Kobani"]
SIDES = ["Rebels", "The Syrian army", "Islamic State militants", "Kurdish fighters", "Russian warplanes", "Turkish troops"]
ACTS = ["shelled {town}", "attacked a convoy near {town}", "bombed a hospital in {town}", "seized a village outside {town}",
        "fired rockets at {town}", "carried out air strikes on {town}"]
SPEAKERS = ["a monitoring group said", "the army said", "residents said", "state television reported", "witnesses said"]
OUTLETS = ["Northern Star", "Evening Ledger", "Harbour Post", "Daily Courier"]
MORE = ["The United Nations called on both sides to halt the fighting in {town}.", "The governor of {town} denied the report.",
        "Aid agencies said {wounded} people were wounded.", "Talks between the two sides are to resume in Geneva next week.",
        "It was not clear who was behind the attack.", "The government condemned the attack and promised an investigation.",
        "A spokesman for the fighters in {town} said they had withdrawn on {day}."]


def synthetic(count: int, days: int = 60, seed: int = 7, first: str = "2016-01-04") -> list[dict[str, Any]]:
    """So many reports, spread over so many days; several outlets tell of one happening, some print one text."""
    dice = random.Random(seed)
    begin = datetime.date.fromisoformat(first)
    reports: list[dict[str, Any]] = []
    while len(reports) < count:
        day = begin + datetime.timedelta(days=dice.randrange(days))
        weekday, town, side = day.strftime("%A"), dice.choice(TOWNS), dice.choice(SIDES)
        act, killed, wounded = dice.choice(ACTS), dice.randrange(2, 60), dice.randrange(2, 90)
        kind = dice.choice(["mortars", "artillery", "cluster munitions", "tanks", "drones"])
        text = None
        for outlet in dice.sample(OUTLETS, dice.randrange(1, 4)):
            if text is None or dice.random() < 0.6:
                toll = killed if dice.random() < 0.7 else killed + dice.randrange(1, 4)
                lead = f"{side} {act.format(town=town)} with {kind} on {weekday}, killing at least {toll} people, {dice.choice(SPEAKERS)}."
                rest = [line.format(town=town, wounded=wounded, day=weekday) for line in dice.sample(MORE, 3)]
                text = " ".join([lead, *rest])
            reports.append({"id": f"r{len(reports):05}", "date": str(day + datetime.timedelta(days=dice.randrange(2))), "text": text,
                            "publisher": outlet, "title": f"{side} attack {town}"})
    return reports[:count]
