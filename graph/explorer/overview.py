"""What the graph view opens on: one picture for each lens, placed at build time.

duty      documents beside the units that answer for most of their tasks
industry  a circle for each industry, in bands by region, its area the money in it
promise   figures by indicator and year: targets beside results
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.explorer.labels import without_frame
from graph.explorer.model import Document, Fact, Snapshot
from graph.explorer.topology import STAGES, Topology

MOST_DOCUMENTS = 40  # above this many, regions stand for them
MOST_UNITS = 24
MOST_INDICATORS = 60
BAND = 880  # width of a band of circles
HEADING = 34  # above a band: its region
SMALLEST, LARGEST = 20, 84  # radius of a circle
UNSIZED = 30  # radius of the circle of projects placed in no industry: its money is not comparable
GAP = 14
UNPLACED = "?"  # stands for projects that no industry is named for


def overviews(topology: Topology) -> dict[str, Any]:
    """The three pictures, as plain rows for the page."""
    return {
        "duty": _duty(topology),
        "industry": _industry(topology.snapshot),
        "promise": _promise(topology.snapshot),
    }


# -- duty


def _duty(topology: Topology) -> dict[str, Any]:
    snapshot = topology.snapshot
    tasks = Counter(document.key for document in snapshot.documents for part in document.parts if part.task)
    among: dict[tuple[str, str], set[str]] = defaultdict(set)
    load: dict[str, set[str]] = defaultdict(set)
    for document in snapshot.documents:
        for fact in document.facts:
            if fact.view == "assignments" and fact.object in snapshot.things:
                among[document.key, fact.object].add(fact.subject)
                load[fact.object].add(fact.subject)
    single = [key for key in load if not snapshot.things[key].collective]
    single.sort(key=lambda key: (-len(load[key]), topology.number[key]))
    shown = single[:MOST_UNITS]
    grouped = len(snapshot.documents) > MOST_DOCUMENTS
    left = (
        _regions(snapshot)
        if grouped
        else [_document(document, topology, tasks) for document in snapshot.documents]
    )
    home = {
        document.key: f"region:{document.region}" if grouped else document.key
        for document in snapshot.documents
    }
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for (key, unit), found in among.items():
        if unit in shown:
            sums[home[key], unit] += len(found)
    right = [
        {"k": key, "c": snapshot.things[key].cls, "l": snapshot.things[key].label, "n": len(load[key])}
        for key in shown
    ]
    return {
        "left": left,
        "right": right,
        "more": len(single) - len(shown),
        "edges": [[source, target, count] for (source, target), count in sorted(sums.items())],
    }


def _document(document: Document, topology: Topology, tasks: Counter[str]) -> dict[str, Any]:
    region = topology.snapshot.things.get(document.region)
    return {
        "k": document.key,
        "c": "document",
        "l": without_frame(document.title),
        "y": document.year,
        "r": region.label if region else "",
        "kind": document.kind,
        "n": tasks[document.key],
    }


def _regions(snapshot: Snapshot) -> list[dict[str, Any]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for document in snapshot.documents:
        found[document.region].append(document)
    rows = []
    for key, documents in sorted(found.items()):
        region = snapshot.things.get(key)
        years = sorted({document.year for document in documents} - {""})
        rows.append(
            {
                "k": f"region:{key}",
                "c": "region",
                "l": region.label if region else "",
                "y": "–".join(dict.fromkeys((years[0], years[-1]))) if years else "",
                "n": len(documents),
            }
        )
    return rows


# -- industry


@dataclass(slots=True)
class _Circle:
    key: str  # of the cluster, or region + UNPLACED
    label: str
    projects: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    money: dict[str, float] = field(default_factory=dict)  # project → its newest total in yuan
    stages: dict[str, tuple[str, str]] = field(default_factory=dict)  # project → newest stage
    x: float = 0
    y: float = 0
    radius: float = 0


def _industry(snapshot: Snapshot) -> dict[str, Any]:
    """Circles in bands. Money is the newest total of each project in yuan; groups are counted, never added."""
    bands: dict[str, dict[str, _Circle]] = defaultdict(dict)
    clusters: dict[str, list[str]] = defaultdict(list)  # project → clusters
    facts = [(document, fact) for document in snapshot.documents for fact in document.facts]
    for _, fact in facts:
        if fact.view == "project_clusters" and fact.object not in clusters[fact.subject]:
            clusters[fact.subject].append(fact.object)
    for _, fact in sorted(facts, key=lambda pair: pair[0].year):
        if fact.view in ("investments", "project_stages", "project_clusters", "project_enterprises"):
            thing = snapshot.things.get(fact.subject)
            if thing:
                for cluster in clusters[fact.subject] or [f"{thing.region}{UNPLACED}"]:
                    _add(bands[thing.region], cluster, fact, thing.cls == "group", snapshot)
    placed = {region: [c for c in band.values() if not _unplaced(c)] for region, band in bands.items()}
    order = sorted(
        bands, key=lambda region: (-sum(map(_total, placed[region])), -len(placed[region]), region)
    )
    most = max((_total(circle) for circles in placed.values() for circle in circles), default=0)
    rows, y = [], 0.0
    for region in order:
        circles = sorted(
            bands[region].values(),
            key=lambda c: (_unplaced(c), -_total(c), -len(c.projects), c.key),
        )
        height = _pack(circles, y, most)
        label = snapshot.things[region].label if region in snapshot.things else ""
        rows.append(
            {
                "k": region,
                "l": label,
                "y": round(y),
                "h": round(height),
                "circles": [_circle(c) for c in circles],
            }
        )
        y += height + GAP * 2
    return {"bands": rows}


def _add(band: dict[str, _Circle], cluster: str, fact: Fact, group: bool, snapshot: Snapshot) -> None:
    thing = snapshot.things.get(cluster)
    circle = band.setdefault(cluster, _Circle(cluster, thing.label if thing else ""))
    (circle.groups if group else circle.projects).add(fact.subject)
    if group:
        return
    if fact.view == "project_stages":
        stage = str(fact.values.get("stage", ""))
        circle.stages[fact.subject] = (stage, str(fact.values.get("status", "")))
    amount = fact.values.get("amount")
    total = fact.view == "investments" and fact.relation == "total" and fact.values.get("currency") == "CNY"
    if total and isinstance(amount, int | float):
        circle.money[fact.subject] = amount


def _unplaced(circle: _Circle) -> bool:
    return circle.key.endswith(UNPLACED)


def _total(circle: _Circle) -> float:
    return sum(circle.money.values())


def _pack(circles: list[_Circle], top: float, most: float) -> float:
    """Places circles in rows of a band, largest first; the band's height."""
    for circle in circles:
        share = (_total(circle) / most) ** 0.5 if most else 0
        least = UNSIZED if _unplaced(circle) else SMALLEST + min(len(circle.projects), 30) / 3
        circle.radius = round(least if _unplaced(circle) else max(least, LARGEST * share), 1)
    rows: list[list[_Circle]] = [[]]
    x = 0.0
    for circle in circles:
        need = max(2 * circle.radius, 96) + GAP
        if rows[-1] and x + need > BAND:
            rows.append([])
            x = 0.0
        circle.x = round(x + need / 2, 1)
        x += need
        rows[-1].append(circle)
    y = top + HEADING
    for row in rows:
        tallest = max((circle.radius for circle in row), default=0)
        for circle in row:
            circle.y = round(y + tallest, 1)
        y += 2 * tallest + 34 + GAP
    return y - top


def _circle(circle: _Circle) -> dict[str, Any]:
    stages = Counter(stage for stage, _ in circle.stages.values())
    return {
        "k": circle.key,
        "l": circle.label,
        "x": circle.x,
        "y": circle.y,
        "rad": circle.radius,
        "n": len(circle.projects),
        "groups": len(circle.groups),
        "m": _total(circle),
        "priced": len(circle.money),
        "st": [[stage, stages[stage]] for stage in STAGES if stages[stage]],
    }


# -- promise


def _promise(snapshot: Snapshot) -> dict[str, Any]:
    """Indicators with most years and figures, and their figures in columns by year."""
    figures: dict[str, dict[str, list[tuple[int, Fact]]]] = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(snapshot.documents):
        for fact in document.facts:
            if fact.view == "indicators":
                year = str(fact.values.get("year", ""))
                if year:
                    figures[fact.subject][year].append((number, fact))
    verdicts = {outcome.target: outcome.verdict for outcome in snapshot.outcomes}
    ranked = sorted(
        figures, key=lambda key: (-_told(figures[key], verdicts), -snapshot.things[key].weight, key)
    )
    shown = ranked[:MOST_INDICATORS]
    years = sorted({year for key in shown for year in figures[key]})
    region = {key: snapshot.things[key].region for key in shown}
    place = {document.region: n for n, document in reversed(list(enumerate(snapshot.documents)))}
    order = sorted(shown, key=lambda key: (place.get(region[key], len(place)), ranked.index(key)))
    rows = []
    for key in order:
        thing = snapshot.things[key]
        cells = {
            year: [_figure(n, fact, verdicts) for n, fact in found] for year, found in figures[key].items()
        }
        home = snapshot.things.get(thing.region)
        rows.append(
            {
                "k": key,
                "l": thing.label,
                "r": home.label if home else "",
                "cells": dict(sorted(cells.items())),
            }
        )
    return {"years": years, "rows": rows, "more": len(ranked) - len(shown)}


def _told(years: dict[str, list[tuple[int, Fact]]], verdicts: dict[str, str]) -> int:
    """How much a row would tell: judged targets before kinds of figures and years."""
    found = [fact for cell in years.values() for _, fact in cell]
    judged = sum(fact.key in verdicts for fact in found)
    return 100 * judged + 10 * len({fact.relation for fact in found}) * len(years) + min(len(found), 9)


def _figure(document: int, fact: Fact, verdicts: dict[str, str]) -> list[Any]:
    values = fact.values
    row: list[Any] = [fact.relation, document]
    row += [values.get(name, "") for name in ("measure", "comparator", "value", "unit")]
    return [*row, verdicts[fact.key]] if fact.key in verdicts else row


def covered(documents: Iterable[Document]) -> list[str]:
    """The years that documents are about, in order."""
    return sorted({document.year for document in documents} - {""})
