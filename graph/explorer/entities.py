"""One record for each thing, in shards by a hash of its key: what an entity page and the evidence panel show."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from graph.explorer.model import Entry, Fact, Outcome, Thing
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
    outcomes = _outcomes(snapshot.outcomes, by_key)
    total = sum(map(len, facts.values()))
    shards = 1 << max(0, (total // SHARD).bit_length())
    records: list[list[Thing]] = [[] for _ in range(shards)]
    for key in sorted(snapshot.things):
        if snapshot.things[key].cls != "section":
            records[shard_of(key, shards)].append(snapshot.things[key])
    for number, things in enumerate(records):
        pages = Pages(archive)
        rows = {thing.key: _record(thing, facts[thing.key], pages, outcomes) for thing in things}
        write_data(folder, f"entities/{number}", {"rows": rows, **pages.tables()})
    return shards


def _record(
    thing: Thing,
    facts: list[Fact],
    pages: Pages,
    outcomes: dict[str, list[tuple[Outcome, Fact, Fact | None]]],
) -> dict[str, Any]:
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
    if found := outcomes.get(thing.key):
        row["outcomes"] = [outcome_row(outcome, target, result, pages) for outcome, target, result in found]
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
    for name in ("amount", "currency", "stage", "status"):
        if value := getattr(entry, name):
            row[name] = value
    return row


def outcome_row(outcome: Outcome, target: Fact, result: Fact | None, pages: Pages) -> dict[str, Any]:
    """A target and its result, each with its sentence."""
    row: dict[str, Any] = {"verdict": outcome.verdict, "basis": outcome.basis, "t": pages.fact(target)}
    if outcome.note:
        row["note"] = outcome.note
    if result:
        row["r"] = pages.fact(result)
    if outcome.review in pages.archive.documents:
        row["review"] = pages.document(outcome.review)
    return row


def _outcomes(
    outcomes: list[Outcome], facts: dict[str, Fact]
) -> dict[str, list[tuple[Outcome, Fact, Fact | None]]]:
    """Outcomes by the things that they are about: the target's, its task, and the result's."""
    found: dict[str, list[tuple[Outcome, Fact, Fact | None]]] = defaultdict(list)
    for outcome in outcomes:
        target, result = facts.get(outcome.target), facts.get(outcome.result)
        if target:
            keys = (target.subject, target.object, target.task, result.subject if result else "")
            for key in dict.fromkeys(keys):
                if key and key != target.document:
                    found[key].append((outcome, target, result))
    return found
