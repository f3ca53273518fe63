"""Step 4: facts. Each family is a module with `extract` (document → facts) and `unread` (what was not read)."""

from collections.abc import Iterator

from graph.extraction import assignments, citations, indicators, initiatives, programmes, projects, terms
from graph.model import Document, Fact, Note, Reading

PLAIN = (assignments, citations, programmes, terms)  # families that read a document by themselves
FAMILIES = (*PLAIN, projects, initiatives, indicators)


def read_facts(document: Document) -> Reading:
    """Every fact of a document, by family, and the stretches from which nothing was read."""
    facts = [fact for family in PLAIN for fact in family.extract(document)]
    read = projects.ProjectReading(document)
    facts += read.facts()
    facts += initiatives.extract(document)
    facts += indicators.extract(document, read.claimed())
    notes = (*document.notes, *_unread(document, facts), *read.unread(facts))
    return Reading(document, tuple(facts), notes)


def _unread(document: Document, facts: list[Fact]) -> Iterator[Note]:
    """What each family saw and could not read; figures are unread only if no family read their sentence."""
    for family in (assignments, citations, terms):
        yield from family.unread(document)
    yield from initiatives.unread(document, facts)
    yield from indicators.unread(document, facts)
