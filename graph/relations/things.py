"""A group's things: which names are one, and each project through the years."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.relations.kept import Naming
from graph.resolution.corrections import Applied, Correction, Lost, resolve_with
from graph.resolution.lineage import LineageEntry, lineage
from graph.resolution.model import Resolution


@dataclass(frozen=True, slots=True)
class Things:
    """What was found, and what became of the corrections."""

    resolution: Resolution
    entries: tuple[LineageEntry, ...]
    applied: tuple[Applied, ...]
    lost: tuple[Lost, ...]


def compare_things(documents: Sequence[Naming], corrections: Sequence[Correction] = ()) -> Things:
    """The identities and the lineage of a group's documents."""
    gathered = [one for document in documents for one in document.gathered]
    found = resolve_with([one.mention for one in gathered], corrections)
    entries = tuple(lineage(gathered, found.resolution))
    return Things(found.resolution, entries, found.applied, found.lost)
