"""What is kept of a document for the comparison with others: small, and without its blocks."""

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.identity.places import Places, Region
from graph.model import Document, Fact, Reading, Span
from graph.outcomes import Said, promised, say
from graph.resolution.gather import Gathered, gather, ground


@dataclass(frozen=True, slots=True)
class Kept:
    """One document, in two records for the two comparisons, as bytes."""

    regions: tuple[Region, ...]  # its own, then those above it; none where it is not known
    added: tuple[Fact, ...]  # the targets that extraction left unread
    said: bytes = field(compare=False)  # pickles of equal things may differ
    named: bytes = field(compare=False)


@dataclass(frozen=True, slots=True)
class Saying:
    """A document's promises and reports, under its name."""

    iri: str
    regions: tuple[Region, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Naming:
    """The things a document names, under its name, with its text for their evidence."""

    iri: str
    regions: tuple[Region, ...]
    gathered: tuple[Gathered, ...]
    sha256: str
    start: int  # where the text begins in its source
    text: str

    def quote(self, span: Span) -> str:
        return self.text[span.start - self.start : span.end - self.start]


def keep(reading: Reading, added: tuple[Fact, ...] | None = None) -> Kept:
    """What other documents are compared with. `added` are the targets left unread, if they are known."""
    document, places = reading.document, Places()
    here = ground(document, "", places)
    regions = (here.region, *here.above) if here.region else ()
    added = promised(reading) if added is None else added
    gathered = tuple(gather(here, (*reading.facts, *added)))
    named = (gathered, document.source.sha256, document.span.start, _text(document, gathered))
    return Kept(regions, added, pickle.dumps(say(reading, added)), pickle.dumps(named))


def _text(document: Document, gathered: Iterable[Gathered]) -> str:
    """The document's text, to the end of its last evidence."""
    end = max((fact.span.end for one in gathered for fact in one.facts), default=document.span.start)
    return document.source.text[document.span.start : end]


def saying(record: bytes, iri: str, regions: tuple[Region, ...]) -> Saying:
    return Saying(iri, regions, pickle.loads(record))


def naming(record: bytes, iri: str, regions: tuple[Region, ...]) -> Naming:
    """The things with their document's name, which makes their keys."""
    gathered, sha256, start, text = pickle.loads(record)
    placed = (replace(one, mention=replace(one.mention, document=iri)) for one in gathered)
    return Naming(iri, regions, tuple(placed), sha256, start, text)
