"""Step 6e: what persons corrected, as quads with who, when and why."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import Fact
from graph.rdf.evidence import fact_iri
from graph.rdf.names import DCTERMS, FOAF, PROV, RDF, RDFS, Base, date_literal, pg, zh
from graph.resolution.corrected_facts import Change
from graph.resolution.corrections import Correction

A = NamedNode(RDF + "type")
REVISION, INVALID = NamedNode(PROV + "wasRevisionOf"), NamedNode(PROV + "wasInvalidatedBy")


def correction_quads(
    base: Base,
    correction: Correction,
    corrects: Iterable[NamedNode],
    old: str = "",
    new: str = "",
    column: str = "",
) -> Iterator[Quad]:
    """A correction with its object, its values, and who made it."""
    graph, node = base.name("graph", "corrections"), correction_iri(base, correction)
    person = base.name("person", correction.name)
    yield Quad(node, A, pg("Correction"), graph)
    yield Quad(node, pg("correctionKind"), Literal(correction.what), graph)
    for thing in corrects:
        yield Quad(node, pg("corrects"), thing, graph)
    if column:
        yield Quad(node, pg("correctedProperty"), pg(column), graph)
    if old:
        yield Quad(node, pg("oldValue"), Literal(old), graph)
    if new:
        yield Quad(node, pg("newValue"), Literal(new), graph)
    yield Quad(node, pg("reason"), zh(correction.reason), graph)
    yield Quad(node, NamedNode(DCTERMS + "date"), date_literal(correction.date), graph)
    yield Quad(node, NamedNode(PROV + "wasAttributedTo"), person, graph)
    yield Quad(person, A, NamedNode(PROV + "Person"), graph)
    yield Quad(person, NamedNode(FOAF + "name"), zh(correction.name), graph)


def change_quads(base: Base, document: str, change: Change) -> Iterator[Quad]:
    """The correction of a fact: what was withdrawn keeps its name and words, what replaced it says of what."""
    graph, node = base.name("graph", "corrections"), correction_iri(base, change.correction)
    before = change.before and fact_iri(document, change.before)
    after = change.after and fact_iri(document, change.after)
    corrects = [thing for thing in (before, after) if thing]
    yield from correction_quads(base, change.correction, corrects, change.old, change.new, change.column)
    if before and change.before and before != after:
        yield Quad(before, A, pg("WithdrawnFact"), graph)
        yield Quad(before, NamedNode(RDFS + "label"), Literal(_words(change.before)), graph)
        yield Quad(before, INVALID, node, graph)
        if after:
            yield Quad(after, REVISION, before, graph)
    if after:
        yield Quad(
            after, NamedNode(PROV + "wasAttributedTo"), base.name("person", change.correction.name), graph
        )


def correction_iri(base: Base, correction: Correction) -> NamedNode:
    return base.name("correction", correction.key)


def _words(fact: Fact) -> str:
    return " · ".join(str(value) for value in fact.values.values() if value != "")
