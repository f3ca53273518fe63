"""The mentions that a document's facts make: each project, firm, unit, cluster, platform and programme, place by place.

Facts about one label in one block of text are taken together: its investor, its money, its stages.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.identity.places import Places, Region
from graph.language.names import firm_by_form
from graph.model import Block, BlockKind, Document, Fact, Period, Span
from graph.resolution.model import Mention, Money

PROJECT_VIEWS = ("investments", "project_enterprises", "project_clusters", "project_stages")


@dataclass(frozen=True)
class Gathered:
    """A mention and the facts it was gathered from."""

    mention: Mention
    facts: tuple[Fact, ...]
    source: str = ""  # the file's name


@dataclass(frozen=True)
class Ground:
    """What holds for all mentions of a document: its name, its jurisdiction, its years."""

    document: Document
    name: str  # what the document is known by: its IRI
    region: Region | None
    above: tuple[Region, ...]

    @cached_property
    def blocks(self) -> Sequence[Block]:
        found = [b for b in self.document.blocks if b.kind is BlockKind.BODY and b.passage.offsets]
        return sorted(found, key=lambda b: b.passage.offsets[0])

    @cached_property
    def _starts(self) -> list[int]:
        return [b.passage.offsets[0] for b in self.blocks]

    def block_at(self, span: Span) -> int:
        return max(0, bisect_right(self._starts, span.start) - 1)

    def year(self, block: int) -> int | None:
        """The year a block is about: the reviewed one, the planned one, else the document's own."""
        period = self.blocks[block].period if self.blocks else Period.NONE
        keys = ["year_planned", "year_reviewed", "date"]
        if period is Period.REVIEW:
            keys = ["year_reviewed", "date"]
        for key in keys:
            if key in self.document.head and (text := self.document.head[key].value[:4]).isdigit():
                return int(text)
        return None

    def mention(self, kind: str, label: str, block: int, facts: Sequence[Fact]) -> Mention:
        """A mention of this document, with what the facts say of it."""
        totals = [f for f in facts if f.view == "investments" and f.values["kind"] == "total"]
        span = min((f.span for f in facts), key=lambda s: (s.end - s.start, s.start))
        return Mention(
            kind,
            label,
            self.region.key if self.region else "",
            tuple(r.key for r in self.above),
            tuple(r.label for r in (self.region, *self.above) if r),
            self.name,
            self.year(block),
            _texts(facts, "project_enterprises", "enterprise"),
            tuple(sorted({Money(float(f.values["amount"]), str(f.values["currency"])) for f in totals})),
            _texts(facts, "project_clusters", "cluster"),
            span.of(self.document.source.text),
            span,
        )


def _texts(facts: Sequence[Fact], view: str, column: str) -> tuple[str, ...]:
    return tuple(sorted({str(f.values[column]) for f in facts if f.view == view}))


def ground(document: Document, name: str, places: Places) -> Ground:
    """What holds for a document, in a world of places."""
    region = places.of_document(document)
    return Ground(document, name, region, tuple(places.above(region)) if region else ())


def gather(here: Ground, facts: Iterable[Fact]) -> Iterator[Gathered]:
    """Every mention that the facts of a document make, in the order of the text."""
    ordered = sorted(
        facts, key=lambda f: (f.span.start, f.span.end, f.view, tuple(map(str, f.values.values())))
    )
    source = here.document.source.name
    for kind, label, block, group in (*_projects(here, ordered), *_others(here, ordered)):
        yield Gathered(here.mention(kind, label, block, group), tuple(group), source)


Group = tuple[str, str, int, list[Fact]]


def _projects(here: Ground, facts: Sequence[Fact]) -> list[Group]:
    groups: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        if fact.view in PROJECT_VIEWS:
            groups.setdefault((str(fact.values["project"]), here.block_at(fact.span)), []).append(fact)
    return [("project", label, block, group) for (label, block), group in groups.items()]


def _others(here: Ground, facts: Sequence[Fact]) -> list[Group]:
    """Firms, units, clusters, platforms and programmes: each name once a block."""
    groups: dict[tuple[str, str, int], list[Fact]] = {}
    for fact in facts:
        for kind, label in _named(fact):
            groups.setdefault((kind, label, here.block_at(fact.span)), []).append(fact)
    return [(kind, label, block, group) for (kind, label, block), group in groups.items()]


def _named(fact: Fact) -> Iterator[tuple[str, str]]:
    """The kind and name of what a fact names besides a project."""
    if fact.view == "project_enterprises":
        yield "enterprise", str(fact.values["enterprise"])
    elif fact.view == "project_clusters":
        yield "cluster", str(fact.values["cluster"])
    elif fact.view == "programmes":
        yield "programme", str(fact.values["name"])
    elif fact.view == "assignments" and fact.values["role"] != "lead_official":
        yield "unit", str(fact.values["agent"])
    elif fact.view == "initiatives":
        actor = str(fact.values["actor"])
        if firm_by_form(actor):
            yield "enterprise", actor
        if fact.values["relation"] == "undertakes":
            yield "platform", str(fact.values["target"])
