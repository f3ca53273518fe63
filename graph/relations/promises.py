"""A group's promises beside its reports, and its figures beside those from above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Document
from graph.outcomes import Alignment, Outcome, align, match
from graph.relations.kept import Saying

FOUND_FIRST = ("met", "missed", "partly", "in_progress", "not_reported", "pending")


@dataclass(frozen=True, slots=True)
class Promises:
    """What was found. `names` has each document's IRI and source, by the document's identity."""

    outcomes: tuple[Outcome, ...]
    alignments: tuple[Alignment, ...]
    names: Mapping[int, tuple[str, str]]

    def iri(self, document: Document) -> str:
        return self.names[id(document)][0]

    def sha256(self, document: Document) -> str:
        return self.names[id(document)][1]


def compare_promises(own: Sequence[Saying], over: Sequence[Saying] = ()) -> Promises:
    """The outcomes of a group's documents, and their alignment with each other and with those over them."""
    told = [*own, *over]
    keys = {id(one.said.document): one.regions[0].key if one.regions else "" for one in told}
    parents = {r.key: r.parent for one in told for r in one.regions}

    def region(document: Document) -> str:
        return keys[id(document)]

    lower, upper = [one.said for one in own], [one.said for one in told]
    return Promises(
        tuple(_one_each(match(lower, region))),
        tuple(align(lower, upper, lambda key: parents.get(key, ""), region)),
        {id(one.said.document): (one.iri, one.said.document.source.sha256) for one in told},
    )


def _one_each(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """One outcome a target: of a promise made twice in a document the telling that a report answers."""
    found: dict[tuple[object, ...], Outcome] = {}
    for outcome in outcomes:
        target = outcome.target
        key = (id(target.document), target.fact.view, *target.fact.values.items())
        held = found.get(key)
        if held is None or FOUND_FIRST.index(outcome.verdict) < FOUND_FIRST.index(held.verdict):
            found[key] = outcome
    return list(found.values())
