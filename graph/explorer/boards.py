"""The boards' rows: projects, promises, units. Totals are made by the page, from the rows that it shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.explorer.entities import outcome_row
from graph.explorer.model import Fact, Outcome, Snapshot, Thing
from graph.explorer.records import Archive, Pages
from graph.explorer.scripts import write_data

ROWS = 1_000  # in one file
PARTNERS = 8


def write_boards(archive: Archive, folder: Path) -> dict[str, int]:
    """Writes data/boards/NAME-N.js; how many files each board has."""
    return {
        name: _write(folder, name, rows, archive)
        for name, rows in (
            ("projects", _projects(archive.snapshot)),
            ("promises", _promises(archive.snapshot)),
            ("units", _units(archive.snapshot)),
        )
    }


def _write(folder: Path, name: str, rows: list[Any], archive: Archive) -> int:
    files = [rows[at : at + ROWS] for at in range(0, max(len(rows), 1), ROWS)]
    for number, part in enumerate(files):
        pages = Pages(archive)
        made = [row(pages) if callable(row) else row for row in part]
        write_data(folder, f"boards/{name}-{number}", {"rows": made, **pages.tables()})
    return len(files)


# -- projects


def _projects(snapshot: Snapshot) -> list[Any]:
    """Every project with its industries, enterprises, amounts and stages, each with its document."""
    found: dict[str, list[tuple[int, Fact]]] = defaultdict(list)
    for number, document in enumerate(snapshot.documents):
        for fact in document.facts:
            if fact.view in ("investments", "project_enterprises", "project_clusters", "project_stages"):
                found[fact.subject].append((number, fact))
    things = [snapshot.things[key] for key in found if key in snapshot.things]
    things.sort(key=lambda thing: (-_money(found[thing.key]), -thing.weight, thing.label, thing.key))
    return [_project(thing, found[thing.key], snapshot) for thing in things]


def _money(facts: Iterable[tuple[int, Fact]]) -> float:
    amounts = (fact.values.get("amount", 0) for _, fact in facts if fact.view == "investments")
    return max((amount for amount in amounts if isinstance(amount, int | float)), default=0)


def _project(thing: Thing, facts: list[tuple[int, Fact]], snapshot: Snapshot) -> dict[str, Any]:
    row: dict[str, Any] = {
        "k": thing.key,
        "l": thing.label,
        "r": _label(snapshot, thing.region),
        "d": sorted({number for number, _ in facts}),
    }
    if thing.cls == "group":
        row["g"] = 1
    ends = {"cl": "project_clusters", "en": "project_enterprises"}
    for name, view in ends.items():
        keys = dict.fromkeys(fact.object for _, fact in facts if fact.view == view)
        if keys:
            row[name] = [[key, _label(snapshot, key)] for key in keys]
    money = [
        [n, fact.relation, fact.values.get("amount", 0), fact.values.get("currency", "")]
        for n, fact in facts
        if fact.view == "investments"
    ]
    stages = [
        [n, fact.values.get("stage", ""), fact.values.get("status", "")]
        for n, fact in facts
        if fact.view == "project_stages"
    ]
    return row | ({"m": money} if money else {}) | ({"st": stages} if stages else {})


def _label(snapshot: Snapshot, key: str) -> str:
    return snapshot.things[key].label if key in snapshot.things else key.rsplit("/", 1)[-1]


# -- promises


def _promises(snapshot: Snapshot) -> list[Any]:
    """Every outcome, then every target that no outcome speaks of; each with the units that answer for its task."""
    facts = {fact.key: fact for document in snapshot.documents for fact in document.facts}
    year = {document.key: document.year for document in snapshot.documents}
    answers: dict[str, list[str]] = defaultdict(list)
    for fact in facts.values():
        if (
            fact.view == "assignments"
            and fact.relation != "lead_official"
            and fact.object not in answers[fact.subject]
        ):
            answers[fact.subject].append(fact.object)

    def row(outcome: Outcome, target: Fact, result: Fact | None, pages: Pages) -> dict[str, Any]:
        made: dict[str, Any] = {"t": pages.fact(target)}
        if outcome.verdict:
            made = outcome_row(outcome, target, result, pages)
        made["y"] = outcome.year or str(target.values.get("year", "")) or year[target.document]
        if units := answers.get(target.task):
            made["units"] = [pages.thing(unit) for unit in units]
        return made

    rows: list[Any] = []
    judged = {outcome.target for outcome in snapshot.outcomes}
    for outcome in snapshot.outcomes:
        if target := facts.get(outcome.target):
            result = facts.get(outcome.result)
            rows.append(lambda pages, o=outcome, t=target, r=result: row(o, t, r, pages))
    for document in snapshot.documents:
        for fact in document.facts:
            if fact.view == "indicators" and fact.relation == "target" and fact.key not in judged:
                nothing = Outcome(fact.key, "", "", "", "", "", "", "", {}, (), ())
                rows.append(lambda pages, o=nothing, t=fact: row(o, t, None, pages))
    return rows


# -- units


def _units(snapshot: Snapshot) -> list[Any]:
    """Every unit and official with its tasks by document and role, and whom it shares tasks with."""
    roles: dict[str, dict[tuple[int, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    sharing: dict[str, list[str]] = defaultdict(list)
    for number, document in enumerate(snapshot.documents):
        for fact in document.facts:
            if fact.view == "assignments":
                roles[fact.object][number, fact.relation].add(fact.subject)
                sharing[fact.subject].append(fact.object)
    partners: dict[str, Counter[str]] = defaultdict(Counter)
    for agents in sharing.values():
        units = {agent for agent in agents if not snapshot.things[agent].collective}
        for agent in units:
            partners[agent].update(units - {agent})
    rows: list[dict[str, Any]] = []
    for key, found in roles.items():
        thing = snapshot.things[key]
        most = sorted(partners[key].items(), key=lambda pair: (-pair[1], _label(snapshot, pair[0]), pair[0]))
        rows.append(
            {
                "k": key,
                "l": thing.label,
                "c": thing.cls,
                "kind": "collective" if thing.collective else thing.kind,
                "r": _label(snapshot, thing.region),
                "w": [[number, role, len(tasks)] for (number, role), tasks in sorted(found.items())],
                "p": [[other, _label(snapshot, other), count] for other, count in most[:PARTNERS]],
                "ps": len(most),
            }
        )
    load = {key: sum(map(len, found.values())) for key, found in roles.items()}
    return sorted(rows, key=lambda row: (-load[row["k"]], row["l"], row["k"]))
