"""Examples from a graph of real data: for each class some things, for each property some statements, and counts."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from pyoxigraph import Triple as RdfTriple

from graph.ontologydocs.terms import Ontology, Term
from graph.ontologydocs.triples import DCTERMS, RDF, RDFS, SKOS

OA = "http://www.w3.org/ns/oa#"
FOAF = "http://xmlns.com/foaf/0.1/"
MOST = 2  # examples of a term
MOST_STATEMENTS = 8  # of a thing
LONGEST = 90  # characters of a value that is shown
NAMED_BY = (SKOS + "prefLabel", DCTERMS + "title", RDFS + "label", FOAF + "name", OA + "exact")

Value = NamedNode | BlankNode | Literal | RdfTriple


@dataclass(frozen=True)
class Statement:
    """A statement of the data: what a person calls its ends."""

    property: str
    subject: str
    object: str


@dataclass(frozen=True)
class Thing:
    """A thing of the data with what is said of it."""

    iri: str
    label: str
    quote: str  # the words it was read from
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Samples:
    """Of one term."""

    count: int
    things: tuple[Thing, ...] = ()
    statements: tuple[Statement, ...] = ()


def read_samples(store: Store, ontology: Ontology) -> dict[str, Samples]:
    """IRI of a class or property → examples, for all that the data uses. The same data give the same examples."""
    found = _Reader(store, ontology)
    samples = {}
    for term in ontology.of_kind("class", "object", "datatype", "annotation"):
        sample = found.of_property(term) if term.is_property else found.of_class(term)
        if sample.count:
            samples[term.iri] = sample
    return samples


class _Reader:
    def __init__(self, store: Store, ontology: Ontology) -> None:
        self._store, self._ontology = store, ontology
        self._order = {iri: number for number, iri in enumerate(ontology.terms)}

    def of_class(self, term: Term) -> Samples:
        quads = self._store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(term.iri))
        found = {quad.subject for quad in quads}
        chosen = heapq.nsmallest(MOST, found, key=lambda node: (not self._label(node), str(node)))
        return Samples(len(found), things=tuple(self._thing(node) for node in chosen))

    def of_property(self, term: Term) -> Samples:
        found = {q.triple for q in self._store.quads_for_pattern(None, NamedNode(term.iri), None)}
        chosen = heapq.nsmallest(MOST, found, key=str)
        return Samples(
            len(found),
            statements=tuple(
                Statement(term.iri, self._words(t.subject), self._words(t.object)) for t in chosen
            ),
        )

    def _thing(self, node: Value) -> Thing:
        label, quote = _cut(self._label(node)), _cut(self._quote(node))
        about = {
            (quad.predicate.value, self._words(quad.object))
            for quad in self._about(node)
            if quad.predicate.value in self._order and quad.predicate.value not in NAMED_BY
        }
        ordered = sorted(about, key=lambda pair: (self._order[pair[0]], pair[1]))
        new = [Statement(name, "", words) for name, words in ordered if words not in (label, quote)]
        return Thing(_shown(node), label, quote, tuple(new[:MOST_STATEMENTS]))

    def _about(self, node: Value) -> Iterable[Quad]:
        if isinstance(node, Literal | RdfTriple):
            return ()
        return self._store.quads_for_pattern(node, None, None)

    def _label(self, node: Value) -> str:
        for name in NAMED_BY:
            if found := sorted(self._values(node, name)):
                return found[0]
        return ""

    def _quote(self, node: Value) -> str:
        """The words of a piece of evidence, or of the first one that a thing has."""
        evidence = sorted(self._nodes(node, self._ontology.namespace + "evidence"), key=str)
        for piece in (node, *evidence):
            for selector in sorted(self._nodes(piece, OA + "hasSelector"), key=str):
                if words := sorted(self._values(selector, OA + "exact")):
                    return words[0]
        return ""

    def _words(self, term: Value) -> str:
        """What a person calls a value: its label, the words it was read from, else its name."""
        if isinstance(term, Literal):
            return _cut(term.value)
        return _cut(self._label(term) or self._quote(term) or _shown(term))

    def _nodes(self, node: Value, name: str) -> Iterator[Value]:
        if not isinstance(node, Literal | RdfTriple):
            found = self._store.quads_for_pattern(node, NamedNode(name), None)
            yield from (quad.object for quad in found if not isinstance(quad.object, Literal))

    def _values(self, node: Value, name: str) -> Iterator[str]:
        if not isinstance(node, Literal | RdfTriple):
            found = self._store.quads_for_pattern(node, NamedNode(name), None)
            yield from (quad.object.value for quad in found if isinstance(quad.object, Literal))


def _shown(node: Value) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _cut(words: str) -> str:
    """On one line, and not longer than is read at a glance."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
