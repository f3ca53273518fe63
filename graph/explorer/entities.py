"""One record for each thing, in shards by a hash of its key: what an entity page and the evidence panel show."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from graph.explorer.model import Alignment, Change, Entry, Fact, Judgement, Outcome, Thing
from graph.explorer.records import Archive, Pages, about_rows
from graph.explorer.scripts import shard_of, write_data

SHARD = 160  # facts: what a shard should hold about


def write_entities(archive: Archive, folder: Path) -> int:
    """Writes data/entities/N.js; how many there are."""
    snapshot = archive.snapshot
    facts: dict[str, list[Fact]] = defaultdict(list)
    by_key: dict[str, Fact] = {}
    for document in snapshot.documents:
        for fact in document.facts:
            by_key[fact.key] = fact
            for key in dict.fromkeys((fact.subject, fact.object, fact.task)):
                if key and key != document.key:
                    facts[key].append(fact)
    related = _Related(archive, by_key)
    total = sum(map(len, facts.values()))
    shards = 1 << max(0, (total // SHARD).bit_length())
    records: list[list[Thing]] = [[] for _ in range(shards)]
    for key in sorted(snapshot.things):
        if snapshot.things[key].cls != "section":
            records[shard_of(key, shards)].append(snapshot.things[key])
    moved: list[list[tuple[str, str]]] = [[] for _ in range(shards)]
    for key, whole in sorted(snapshot.merged.items()):
        if key not in snapshot.things:
            moved[shard_of(key, shards)].append((key, whole))
    for number, things in enumerate(records):
        pages = Pages(archive)
        rows = {thing.key: _record(thing, facts[thing.key], pages, related) for thing in things}
        rows |= {key: {"to": whole} for key, whole in moved[number]}
        write_data(folder, f"entities/{number}", {"rows": rows, **pages.tables()})
    return shards


def _record(thing: Thing, facts: list[Fact], pages: Pages, related: "_Related") -> dict[str, Any]:
    row: dict[str, Any] = {"c": thing.cls, "l": thing.label}
    if thing.names:
        row["n"] = list(thing.names)
    if thing.collective:
        row["collective"] = True
    if about := about_rows(thing, pages):
        row["a"] = about
    if thing.document and thing.document != thing.key:
        row["d"] = pages.document(thing.document)
        part = pages.archive.sections[thing.key]
        row["at"] = [part.start, part.end]
        row["p"] = pages.thing(thing.parent)
    if facts:
        row["f"] = [pages.fact(fact) for fact in facts]
    if entries := pages.archive.snapshot.lineage.get(thing.key):
        row["lineage"] = [
            _entry(entry, pages) for entry in entries if entry.document in pages.archive.documents
        ]
    if outcomes := related.outcomes.get(thing.key):
        row["outcomes"] = [
            outcome_row(outcome, target, result, pages) for outcome, target, result in outcomes
        ]
    if judgements := related.judgements.get(thing.key):
        row["same"] = [[one.verdict, pages.thing(other), one.score, one.reason] for one, other in judgements]
    if changes := related.changes.get(thing.key):
        row["changes"] = [[one.before, one.after, one.kind, one.when, one.source] for one in changes]
    if alignments := related.alignments.get(thing.key):
        row["aligned"] = [
            {"y": one.year, "upper": pages.fact(upper), "lower": pages.fact(lower), "w": one.reason}
            for one, upper, lower in alignments
        ]
    return row


def _entry(entry: Entry, pages: Pages) -> dict[str, Any]:
    row: dict[str, Any] = {
        "y": entry.year,
        "l": entry.label,
        "d": pages.document(entry.document),
        "q": pages.places(entry.document, entry.places),
    }
    if entry.enterprise:
        row["e"] = pages.thing(entry.enterprise)
    for name in ("amount", "currency", "stage", "status", "note"):
        if value := getattr(entry, name):
            row[name] = value
    return row


def outcome_row(
    outcome: Outcome, target: Fact, result: Fact | None, pages: Pages, at: int | None = None
) -> dict[str, Any]:
    """A target and its result, each with its sentence; `at` is the target's place among the record's own facts."""
    row: dict[str, Any] = {
        "verdict": outcome.verdict,
        "basis": outcome.basis,
        "t": _said(pages.fact(target), target.document, outcome.target_places, pages) if at is None else at,
    }
    if outcome.label:
        row["l"] = outcome.label
    if outcome.note:
        row["note"] = outcome.note
    if outcome.values:
        row["x"] = outcome.values
    if result:
        row["r"] = _said(pages.fact(result), result.document, outcome.result_places, pages)
    elif outcome.result_places and outcome.review in pages.archive.documents:
        row["rq"] = pages.places(outcome.review, outcome.result_places)
    if outcome.review in pages.archive.documents:
        row["review"] = pages.document(outcome.review)
    return row


def _said(
    row: dict[str, Any], document: str, places: tuple[tuple[int, int], ...], pages: Pages
) -> dict[str, Any]:
    """A fact's record with the places that count here."""
    return row | {"q": pages.places(document, places)} if places else row


class _Related:
    """What joins several things, by the things that it is about."""

    def __init__(self, archive: Archive, facts: dict[str, Fact]) -> None:
        self.outcomes: dict[str, list[tuple[Outcome, Fact, Fact | None]]] = defaultdict(list)
        self.judgements: dict[str, list[tuple[Judgement, str]]] = defaultdict(list)
        self.changes: dict[str, list[Change]] = defaultdict(list)
        self.alignments: dict[str, list[tuple[Alignment, Fact, Fact]]] = defaultdict(list)
        snapshot = archive.snapshot
        for outcome in snapshot.outcomes:
            target, result = facts.get(outcome.target), facts.get(outcome.result)
            if target:
                keys = (target.subject, target.object, result.subject if result else "")
                for key in dict.fromkeys(keys):
                    if key and key != target.document:
                        self.outcomes[key].append((outcome, target, result))
        for one in snapshot.judgements:
            for mine, other in ((one.first, one.second), (one.second, one.first)):
                whole = snapshot.merged.get(mine, mine)
                if other != whole and (one, other) not in self.judgements[whole]:
                    self.judgements[whole].append((one, other))
        for change in snapshot.changes:
            self.changes[snapshot.merged.get(change.unit, change.unit)].append(change)
        for alignment in snapshot.alignments:
            upper, lower = facts.get(alignment.upper), facts.get(alignment.lower)
            if upper and lower:
                for key in dict.fromkeys((upper.subject, lower.subject)):
                    self.alignments[key].append((alignment, upper, lower))
