"""Step 4: facts. Each family is a module with `extract` (document → facts) and `unread` (what was not read)."""

from graph.extraction import assignments, citations, programmes, terms
from graph.model import Document, Fact, Note, Reading

FAMILIES = (assignments, citations, programmes, terms)


def read_facts(document: Document) -> Reading:
    """Every fact of a document, by family and place, and the stretches from which nothing was read."""
    facts: list[Fact] = []
    notes: list[Note] = [*document.notes]
    for family in FAMILIES:
        facts += family.extract(document)
        if hasattr(family, "unread"):
            notes += family.unread(document)
    return Reading(document, tuple(facts), tuple(notes))
