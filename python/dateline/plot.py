"""Figures of the record, as ordinary matplotlib figures: change them, save them, put them side by side.

Colours tell standings, not parties: no party has a colour of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from ._record import Record
from ._table import amount

#: Colours of standings, told apart also by readers who do not see red and green.
STANDINGS = {
    "reported": "#7a7a7a",
    "claimed": "#e69f00",
    "corroborated": "#0072b2",
    "admitted": "#56b4e9",
    "disputed": "#d55e00",
    "denied": "#cc79a7",
    "retracted": "#000000",
    "told": "#bbbbbb",
}


def timeline(incidents: Record | Iterable[Mapping[str, Any]], *, ax: Any = None, **filters: Any) -> Any:
    """Incidents by day and kind of act: a mark each, larger the more reports tell of it, coloured by how well it is established.
    Hollow: told as not so, or as not having happened. What has no day, or a stretch of more than a month, is left out; the title says how many."""
    rows = incidents.incidents(**filters) if isinstance(incidents, Record) else list(incidents)
    figure, ax = _axes(ax, (10, 4))
    dated = [row for row in rows if _middle(row) is not None]
    families = sorted({row["family"] for row in dated}, reverse=True)
    seen: dict[str, None] = {}
    for row in dated:
        standing = (row.get("standing") or {}).get("standing", "told")
        colour, hollow = STANDINGS.get(standing, "#bbbbbb"), row["not_so"] or row["unreal"]
        ax.scatter([_middle(row)], [families.index(row["family"])], s=30 + 30 * min(row["reports"], 20), alpha=0.75,
                   facecolors="none" if hollow else colour, edgecolors=colour, label=None if standing in seen else standing)
        seen[standing] = None
    ax.set_yticks(range(len(families)), families)
    ax.set_ylim(-0.7, max(len(families) - 0.3, 0.7))
    left = len(rows) - len(dated)
    ax.set_title(f"{len(dated)} incidents" + (f" ({left} more without a day)" if left else ""))
    if seen:
        ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    figure.autofmt_xdate()
    figure.tight_layout()
    return figure


def toll(tolls: Record | Iterable[Mapping[str, Any]], *, what: str = "killed", top: int = 15, ax: Any = None, **filters: Any) -> Any:
    """Numbers of one thing counted, incident by incident, as far as they are apart: a line from the lowest to the highest that is told, a
    mark for each speaker. An open triangle: at least so many. Numbers are never summed."""
    rows = tolls.toll(**filters) if isinstance(tolls, Record) else list(tolls)
    counted = [(row, counts) for row in rows for counts in row["tolls"] if counts["what"] == what]
    counted.sort(key=lambda pair: -(pair[1]["high"] or pair[1]["low"] or 0))
    counted = counted[:top][::-1]
    figure, ax = _axes(ax, (10, 1.2 + 0.42 * max(len(counted), 1)))
    for at, (row, counts) in enumerate(counted):
        low, high = counts["low"] or 0, counts["high"] if counts["high"] is not None else counts["low"] or 0
        colour = STANDINGS["disputed" if counts["contradicts"] else "corroborated"]
        right = max([high, *(n for said in counts["said"] for n in (said["low"], said["high"]) if n is not None)])
        ax.plot([low, high], [at, at], color=colour, linewidth=3, alpha=0.5, solid_capstyle="round")
        for said in counts["said"]:
            ends = [n for n in (said["low"], said["high"]) if n is not None]
            ax.plot(ends, [at] * len(ends), marker="o", color=colour, markersize=5, linewidth=1)
            if said["high"] is None and ends:
                ax.plot(ends, [at], marker=">", color=colour, markersize=9, markerfacecolor="none")
        speakers = ", ".join(dict.fromkeys(said["voice"]["speaker"] for said in counts["said"]))
        ax.annotate(f"{amount(counts['low'], counts['high'])}: {_short(speakers, 40)}", (right, at), (10, -3),
                    textcoords="offset points", fontsize=8)
    names = [f"{row['from'] or 'no day'}  {_short(row['title'], 44)}" for row, _ in counted]
    ax.set_yticks(range(len(names)), [_plain(name) for name in names], fontsize=8)
    ax.set_ylim(-0.7, max(len(names) - 0.3, 0.7))
    # One massacre and a hundred skirmishes fit one figure only so.
    ax.set_xscale("symlog", linthresh=10)
    most = max((counts["high"] or counts["low"] or 1 for _, counts in counted), default=1)
    ax.set_xlim(0, 400 * max(most, 10))
    ax.set_xlabel(f"{what} (logarithmic)")
    ax.set_title(f"{what}, by who says so")
    figure.tight_layout()
    return figure


def disputes(disputed: Record | Iterable[Mapping[str, Any]], *, top: int = 12, ax: Any = None, **filters: Any) -> Any:
    """Disputed fields, value by value: to the right how many assert it, to the left how many deny it."""
    rows = disputed.disputes(**filters) if isinstance(disputed, Record) else list(disputed)
    bars = [(row, field, value) for row in rows[:top] for field in row["fields"] for value in field["values"]][::-1]
    figure, ax = _axes(ax, (10, 1.2 + 0.3 * max(len(bars), 1)))
    for at, (row, field, value) in enumerate(bars):
        ax.barh(at, len(value["asserted"]), color=STANDINGS["corroborated"], height=0.6, label="asserted" if at == 0 else None)
        ax.barh(at, -len(value["denied"]), color=STANDINGS["disputed"], height=0.6, label="denied" if at == 0 else None)
    names = [f"{row['from'] or ''} {_short(row['title'], 34)} | {field['name']}: {_short(value['value'], 26)}" for row, field, value in bars]
    ax.set_yticks(range(len(bars)), [_plain(name) for name in names], fontsize=7)
    ax.axvline(0, color="black", linewidth=0.8)
    most = max((max(len(value["asserted"]), len(value["denied"])) for _, _, value in bars), default=1)
    ax.set_xlim(-most - 0.5, most + 0.5)
    ticks = sorted({0, *(sign * n for sign in (-1, 1) for n in range(1, most + 1, max(1, most // 5)))})
    ax.set_xticks(ticks, [str(abs(n)) for n in ticks])
    ax.set_xlabel("voices that deny ← → voices that assert")
    ax.set_title(f"{len(rows)} disputed incidents")
    figure.tight_layout()
    return figure


def _axes(ax: Any, size: tuple[float, float]) -> tuple[Any, Any]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    if ax is not None:
        return ax.figure, ax
    # Not through pyplot: whoever draws many figures would have to close each.
    figure = Figure(figsize=size)
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def _middle(row: Mapping[str, Any]) -> datetime.date | None:
    try:
        first, last = (datetime.date.fromisoformat(row[key][:10]) for key in ("from", "to"))
    except (TypeError, ValueError):
        return None
    return first + (last - first) / 2 if (last - first).days <= 31 else None


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _plain(text: str) -> str:
    """Matplotlib takes what stands between dollars for mathematics."""
    return text.replace("$", r"\$")
