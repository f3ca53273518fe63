"""Things and edges of the whole graph, as compact columns: what search, filters, steps and paths need.

Things are numbered in reading order: documents, sections and tasks as they stand, then each class by weight, so that a
thing's number is also its place in a column.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.explorer.model import Fact, Snapshot, Thing
from graph.explorer.records import Numbered
from graph.explorer.scripts import write_data
from graph.explorer.table import load_table

THINGS, EDGES = 4_000, 16_000  # in one file
STATES = (
    "investments",
    "project_enterprises",
    "project_clusters",
    "project_stages",
    "initiatives",
    "indicators",
)
STAGES = ("proposed", "signed", "started", "underway", "completed", "operating")


@dataclass(slots=True)
class Extra:
    """What a project's card shows beside its name: its surest amount and furthest stage in the newest document."""

    amount: float = 0
    currency: str = ""
    stage: str = ""
    status: str = ""
    year: str = ""
    stage_year: str = ""


@dataclass(slots=True)
class Edge:
    """Two things, joined by one relation in one document; `words` says the amount, stage or figure."""

    source: int
    target: int
    relation: str
    document: int
    words: list[str] = field(default_factory=list)
    inferred: bool = True  # by all of its facts


class Topology:
    """Numbers every thing and gathers every edge of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.things = _ordered(snapshot)
        self.number = {thing.key: n for n, thing in enumerate(self.things)}
        self.extras: dict[str, Extra] = {}
        self.edges: dict[tuple[int, int, str, int], Edge] = {}
        self.verdicts = _verdicts(snapshot)
        for n, document in enumerate(snapshot.documents):
            for part in document.parts:
                self._join(part.parent, part.key, "has_task" if part.task else "has_section", n, "", False)
            thing = snapshot.things[document.key]
            for word, _, key in thing.about:
                if key in snapshot.things:
                    self._join(document.key, key, word, n, "", False)
            for fact in document.facts:
                self._fact(fact, n, document.year)

    def _fact(self, fact: Fact, document: int, year: str) -> None:
        inferred = fact.confidence == "inferred"
        if fact.object:
            self._join(fact.subject, fact.object, fact.relation, document, "", inferred)
        if fact.view in STATES:
            place = fact.task or fact.section or fact.document
            self._join(place, fact.subject, "states", document, words_of(fact), inferred)
        if fact.view == "investments" and fact.relation == "total":
            extra = self.extras.setdefault(fact.subject, Extra())
            amount = fact.values.get("amount")
            if isinstance(amount, int | float) and year >= extra.year:
                extra.amount, extra.currency, extra.year = amount, str(fact.values.get("currency", "")), year
        if fact.view == "project_stages":
            extra = self.extras.setdefault(fact.subject, Extra())
            stage = str(fact.values.get("stage", ""))
            rank = (year, STAGES.index(stage) if stage in STAGES else -1)
            if rank >= (extra.stage_year, STAGES.index(extra.stage) if extra.stage in STAGES else -1):
                extra.stage, extra.status, extra.stage_year = stage, str(fact.values.get("status", "")), year

    def _join(
        self, source: str, target: str, relation: str, document: int, words: str, inferred: bool
    ) -> None:
        if source not in self.number or target not in self.number or source == target:
            return
        s, t = self.number[source], self.number[target]
        edge = self.edges.setdefault((s, t, relation, document), Edge(s, t, relation, document))
        edge.inferred = edge.inferred and inferred
        if words and words not in edge.words:
            edge.words.append(words)

    # -- files

    def write(self, folder: Path) -> dict[str, int]:
        """Writes data/things/N.js and data/edges/N.js; how many files of each."""
        prefixes, years, kinds = Numbered(), Numbered(), Numbered()
        rows = [self._row(thing, prefixes, years, kinds) for thing in self.things]
        relations, words = Numbered(), Numbered()
        edges = [
            [
                edge.source, edge.target, relations(edge.relation), edge.document,
                words(" · ".join(edge.words)) if edge.words else -1, int(edge.inferred),
            ]
            for edge in sorted(self.edges.values(), key=lambda e: (e.source, e.target, e.relation, e.document))
        ]  # fmt: skip
        thing_files = _in_files(rows, THINGS)
        edge_files = _in_files(edges, EDGES)
        for n, part in enumerate(thing_files):
            tables = (
                {"prefixes": prefixes.values, "years": years.values, "kinds": kinds.values} if not n else {}
            )
            write_data(folder, f"things/{n}", {"rows": part, **tables})
        for n, part in enumerate(edge_files):
            tables = {"relations": relations.values, "words": words.values} if not n else {}
            flat = [value for edge in part for value in edge]
            write_data(folder, f"edges/{n}", {"flat": flat, **tables})
        return {"things": len(thing_files), "edges": len(edge_files)}

    def _row(self, thing: Thing, prefixes: Numbered, years: Numbered, kinds: Numbered) -> list[Any]:
        """Class, prefix of the key, its last step (0: as the label), label, region, years, kind, weight, extras."""
        prefix, _, last = thing.key.rpartition("/")
        classes = list(load_table().classes)
        row: list[Any] = [
            classes.index(thing.cls),
            prefixes(prefix),
            0 if last == thing.label else last,
            thing.label,
            self.number.get(thing.region, -1),
            years(",".join(sorted(thing.years))),
            kinds("collective" if thing.collective else thing.kind),
            thing.weight,
            self.number.get(thing.parent, -1),
            list(thing.names),
        ]
        if extra := self.extras.get(thing.key):
            row.append([extra.amount, extra.currency, extra.stage, extra.status])
        elif verdict := self.verdicts.get(thing.key):
            row.append(verdict)
        else:
            while row[-1] in ([], -1):
                row.pop()
        return row


def words_of(fact: Fact) -> str:
    """What an edge to a fact's subject says: key words that the page puts into its language.

    >>> words_of(Fact("", "project_stages", "", "stage", "", {"stage": "started", "status": "aim"}, "", "", "", "", "", "", ()))
    'stage:started:aim'
    """
    values = fact.values
    if fact.view == "investments":
        return f"money:{fact.relation}:{values.get('amount', '')}:{values.get('currency', '')}"
    if fact.view == "project_stages":
        return f"stage:{values.get('stage', '')}:{values.get('status', '')}"
    if fact.view == "indicators":
        figure = ":".join(
            str(values.get(name, "")) for name in ("measure", "comparator", "value", "unit", "year")
        )
        return f"figure:{fact.relation}:{figure}"
    return ""


def _ordered(snapshot: Snapshot) -> list[Thing]:
    classes = list(load_table().classes)
    first: list[Thing] = [snapshot.things[document.key] for document in snapshot.documents]
    parts = [part for document in snapshot.documents for part in document.parts]
    first += [snapshot.things[part.key] for part in parts if not part.task]
    first += [snapshot.things[part.key] for part in parts if part.task]
    met = {thing.key for thing in first}
    rest = [thing for thing in snapshot.things.values() if thing.key not in met]
    return first + sorted(rest, key=lambda t: (classes.index(t.cls), -t.weight, t.label, t.key))


def _verdicts(snapshot: Snapshot) -> dict[str, str]:
    """Thing → verdicts of its targets, the worst first."""
    order = ("missed", "partly", "not_reported", "in_progress", "pending", "met")
    subject = {fact.key: fact.subject for document in snapshot.documents for fact in document.facts}
    found: dict[str, set[str]] = {}
    for outcome in snapshot.outcomes:
        if outcome.target in subject:
            found.setdefault(subject[outcome.target], set()).add(outcome.verdict)
    return {
        key: min(verdicts, key=lambda v: (order.index(v) if v in order else 9, v))
        for key, verdicts in found.items()
    }


def _in_files(rows: list[Any], size: int) -> list[list[Any]]:
    return [rows[at : at + size] for at in range(0, max(len(rows), 1), size)]


def ends(edges: Iterable[Edge]) -> set[int]:
    """Every thing that some edges join."""
    return {end for edge in edges for end in (edge.source, edge.target)}
