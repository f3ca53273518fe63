"""Step 7b: the comparison of one group of documents, from records on disk to quads on disk.

Each piece of work stands alone, so that it can be done by another process.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.rdf.across import Named, ThingWriter, promise_quads
from graph.rdf.names import Base
from graph.relations.groups import Entry, Group
from graph.relations.kept import Saying, naming, saying
from graph.relations.promises import compare_promises
from graph.relations.things import compare_things
from graph.resolution.corrections import Correction, Lost
from graph.resolution.model import Judgement
from graph.snapshot.quads import write_part

SAID, NAMED = ".said", ".named"
PROMISES, THINGS = "promises", "things"


@dataclass(frozen=True, slots=True)
class Work:
    """A group to be compared, and in what."""

    what: str  # promises | things
    group: Group
    folder: Path  # where the records are
    part: Path  # where the quads go
    base: Base
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two names that may be one."""

    region: str
    first: str
    second: str
    kind: str
    score: float
    reason: str


@dataclass(slots=True)
class Related:
    """What a comparison found, in numbers, and what others must know of it."""

    part: Path
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    named: frozenset[Named] = frozenset()
    doubts: list[Doubt] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)  # IRI -> the label a person gave
    lost: tuple[Lost, ...] | None = None  # None: no corrections were looked for
    applied: int = 0


def relate(work: Work) -> Related:
    """Compares a group and writes its quads."""
    return _promises(work) if work.what == PROMISES else _things(work)


def _promises(work: Work) -> Related:
    def read(entries: Sequence[Entry]) -> list[Saying]:
        paths = ((entry, work.folder / f"{entry.record}{SAID}") for entry in entries)
        return [saying(path.read_bytes(), entry.iri, entry.regions) for entry, path in paths]

    found = compare_promises(read(work.group.entries), read(work.group.over))
    write_part(promise_quads(work.base, found), work.part)
    verdicts = Counter(outcome.verdict for outcome in found.outcomes)
    alignments = Counter({"alignments": len(found.alignments)})
    return Related(work.part, {"outcomes": verdicts, "alignments": alignments})


def _things(work: Work) -> Related:
    paths = ((entry, work.folder / f"{entry.record}{NAMED}") for entry in work.group.entries)
    documents = [naming(path.read_bytes(), entry.iri, entry.regions) for entry, path in paths]
    found = compare_things(documents, work.corrections)
    writer = ThingWriter(work.base, found, documents)
    write_part(writer.quads(), work.part)
    between = writer.between_names
    labels = {region.key: region.label for document in documents for region in document.regions}
    doubts = [
        Doubt(labels.get(i.first.region, ""), i.first.label, i.second.label, i.first.kind, i.score, i.reason)
        for i in between
        if i.judgement is Judgement.UNSURE
    ]
    years: dict[str, set[int | None]] = {}
    for entry in found.entries:
        years.setdefault(entry.project.id, set()).add(entry.year)
    several = sum(len(held) > 1 for held in years.values())
    counts = {
        "identities": Counter(identity.judgement.value for identity in between),
        "lineage": Counter(
            {"projects": len(years), "in_several_years": several, "entries": len(found.entries)}
        ),
    }
    named = frozenset(writer.named)
    return Related(work.part, counts, named, doubts, writer.labels, found.lost, len(found.applied))
