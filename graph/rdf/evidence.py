"""The names of facts and of stretches of text, and what is said of a stretch."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph.model import Fact, Span
from graph.rdf.names import OA, RDF, XSD, Base, digest, pg, slug

A = NamedNode(RDF + "type")
Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def fact_iri(document: str, fact: Fact) -> NamedNode:
    """A fact's IRI: from its document, view and values, so that it holds when rules or offsets change."""
    name = digest([*fact.values.keys(), *fact.values.values()])
    return NamedNode(f"{document}/fact/{slug(fact.view)}/{name}")


def source_iri(base: Base, sha256: str) -> NamedNode:
    return base.name("source", sha256[:16])


def evidence_iri(source: NamedNode, span: Span) -> NamedNode:
    """A stretch of a source text by its fragment (RFC 5147)."""
    return NamedNode(f"{source.value}#char={span.start},{span.end}")


def stretch(source: NamedNode, span: Span, quote: str) -> Iterator[Triple]:
    """A stretch with its position and quote selectors."""
    place = evidence_iri(source, span)
    selector = NamedNode(f"{source.value}/selector/{span.start}-{span.end}")
    yield place, A, pg("Evidence")
    yield place, NamedNode(OA + "hasSource"), source
    yield place, NamedNode(OA + "hasSelector"), selector
    yield selector, A, NamedNode(OA + "TextPositionSelector")
    yield selector, A, NamedNode(OA + "TextQuoteSelector")
    yield selector, NamedNode(OA + "start"), integer(span.start)
    yield selector, NamedNode(OA + "end"), integer(span.end)
    yield selector, NamedNode(OA + "exact"), Literal(quote)


def integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))
