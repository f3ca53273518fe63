"""Lineage: each project followed through the documents by year, with conflicts kept and slippage shown.

An entry is what one document says of one project for one year: label, firm, amount, furthest stage. Where
a document gives two amounts or two names, there are two entries. A first phase and a counted part stand
under the whole, by their own label.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Fact, Span
from graph.resolution.gather import Gathered
from graph.resolution.labels import read_label
from graph.resolution.model import Entity, Money, Resolution

STAGES = ("proposed", "signed", "started", "underway", "completed", "operating")
AMOUNT_ORDER = ("total", "done", "period")
NOWHERE = Span(0, 0)
LONGEST = 200  # characters: a longer stretch is no evidence any more


@dataclass(frozen=True, slots=True)
class LineageEntry:
    """One project as one document shows it for one year."""

    project: Entity
    year: int | None
    document: str
    label: str
    enterprise: str = ""
    amount: float | None = None
    currency: str = ""
    stage: str = ""
    status: str = ""
    source: str = ""
    span: Span = NOWHERE
    facts: tuple[Fact, ...] = ()  # what it was gathered from
    note: str = ""  # a conflict or a slippage, in one sentence


def lineage(gathered: Iterable[Gathered], resolution: Resolution) -> Iterator[LineageEntry]:
    """The entries of every project, by project, year and document. A counted group is no project."""
    projects: dict[str, list[Gathered]] = {}
    wholes: dict[str, Entity] = {}
    for found in gathered:
        if found.mention.kind == "project" and not read_label(found.mention.label).group:
            whole = resolution.whole(found.mention)
            wholes[whole.id] = whole
            projects.setdefault(whole.id, []).append(found)
    for key in sorted(projects):
        yield from _noted(list(_entries(wholes[key], projects[key], resolution)))


def _entries(project: Entity, gathered: Sequence[Gathered], resolution: Resolution) -> Iterator[LineageEntry]:
    groups: dict[tuple[int, str], list[Gathered]] = {}
    firms = sorted({name for g in gathered for name in g.mention.enterprises})
    for found in gathered:
        groups.setdefault((found.mention.year or 0, found.mention.document), []).append(found)
    for key in sorted(groups):
        for told in _tellings(groups[key], firms):
            yield _entry(project, told, resolution)


def _tellings(group: Sequence[Gathered], firms: Sequence[str]) -> Iterator[list[Gathered]]:
    """The mentions of one document and year, by what they call the project and what they say it costs."""
    tellings: dict[str, list[Gathered]] = {}
    for found in sorted(group, key=lambda g: (g.mention.span or NOWHERE, g.mention.label)):
        shape = read_label(found.mention.label, firms, found.mention.places)
        tellings.setdefault(shape.loose, []).append(found)
    for name in sorted(tellings):
        yield from _by_amount(tellings[name])


def _by_amount(told: list[Gathered]) -> Iterator[list[Gathered]]:
    amounts = sorted({m for g in told for m in g.mention.amounts})
    if len(amounts) < 2:
        yield told
        return
    for amount in amounts:
        yield [g for g in told if not g.mention.amounts or amount in g.mention.amounts]


def _entry(project: Entity, told: Sequence[Gathered], resolution: Resolution) -> LineageEntry:
    first = told[0].mention
    every = list({id(f): f for g in told for f in g.facts}.values())
    stage, money = _furthest(every), _money(every)
    firm = next((str(f.values["enterprise"]) for f in every if f.view == "project_enterprises"), "")
    chosen = [f for f in (stage, money) if f] or every[:1]
    return LineageEntry(
        project,
        first.year,
        first.document,
        _label(told),
        resolution.fullest("enterprise", first.region, firm),
        float(money.values["amount"]) if money else None,
        str(money.values["currency"]) if money else "",
        str(stage.values["stage"]) if stage else "",
        str(stage.values["status"]) if stage else "",
        told[0].source,
        _evidence(chosen),
        tuple(every),
    )


def _label(told: Sequence[Gathered]) -> str:
    """The name of the whole if there is one, the fullest otherwise."""

    def rank(found: Gathered) -> tuple[bool, int, str]:
        shape = read_label(found.mention.label, found.mention.enterprises, found.mention.places)
        return bool(shape.part or shape.phase), -len(found.mention.label), found.mention.label

    return min(told, key=rank).mention.label


def _furthest(facts: Sequence[Fact]) -> Fact | None:
    """The furthest stage; of one stage, what is done goes before what is hoped for."""
    stages = [f for f in facts if f.view == "project_stages"]
    return max(
        stages,
        key=lambda f: (STAGES.index(str(f.values["stage"])), f.values["status"] == "done"),
        default=None,
    )


def _money(facts: Sequence[Fact]) -> Fact | None:
    """The total if the text has it, what was spent otherwise; of two totals the last said."""
    found = [f for f in facts if f.view == "investments"]
    return min(found, key=lambda f: (AMOUNT_ORDER.index(str(f.values["kind"])), -f.span.start), default=None)


def _evidence(chosen: Sequence[Fact]) -> Span:
    """The stretch that holds all that was chosen, or the first one's own where that is too long."""
    hull = Span(min(f.span.start for f in chosen), max(f.span.end for f in chosen))
    return hull if hull.end - hull.start <= LONGEST else chosen[0].span


# --- Conflict and slippage -----------------------------------------------------------------------


def _noted(entries: list[LineageEntry]) -> Iterator[LineageEntry]:
    totals: dict[str, int | None] = {}
    for at, entry in enumerate(entries):
        notes = [note for note in (_conflict(entry, totals), _slippage(entry, entries[:at])) if note]
        if total := _total(entry):
            totals.setdefault(str(total), entry.year)
        yield replace(entry, note="；".join(notes))


def _total(entry: LineageEntry) -> Money | None:
    stated = [f for f in entry.facts if f.view == "investments" and f.values["kind"] == "total"]
    return Money(entry.amount, entry.currency) if stated and entry.amount is not None else None


def _conflict(entry: LineageEntry, totals: Mapping[str, int | None]) -> str:
    """The other amounts stated before.

    170万吨浆纸: 80亿元 in one year, 100亿元 in the next.
    """
    total = _total(entry)
    others = [f"{year}年{money}" for money, year in totals.items() if total and money != str(total)]
    return f"总投资说法不一：此前{'、'.join(others)}，此处{total}" if others else ""


def _slippage(entry: LineageEntry, before: Sequence[LineageEntry]) -> str:
    """Promised again, and no further: what earlier years aimed at was not reached, and is no less than this aim."""
    earlier = [e for e in before if e.stage and (e.year or 0) < (entry.year or 0)]
    if entry.status != "aim" or not earlier:
        return ""
    now, reached = (
        STAGES.index(entry.stage),
        max((STAGES.index(e.stage) for e in before if e.status == "done"), default=-1),
    )
    again = [
        e
        for e in earlier
        if e.status == "aim" and STAGES.index(e.stage) >= now and STAGES.index(e.stage) > reached
    ]
    if again:
        return f"{_years(again)}已有同样或更进一步的要求，此处再次列为目标，尚未见报告完成"
    going = [e for e in earlier if e.stage == entry.stage == "underway"]
    return f"{_years(going)}已在推进，此处仍列为推进" if going and reached <= now else ""


def _years(entries: Sequence[LineageEntry]) -> str:
    return "、".join(f"{year}年" for year in sorted({e.year or 0 for e in entries}))
