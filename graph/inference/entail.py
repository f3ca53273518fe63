"""Step 6b, second half: the quads that follow from a graph."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.inference.axioms import Axioms, load_axioms
from graph.rdf.names import PROV, RDF, RDFS, Base

TYPE = NamedNode(RDF + "type")
GRAPH = ("graph", "inferred")  # after the base
COMMENTS = {
    "zh": "文件没有说、由本体的上位属性、逆属性和上位类推出的陈述；依据在所由推出的陈述上。",
    "en": "Statements that no document makes: they follow from the ontology's super-properties, inverses and"
    " super-classes. The evidence is that of the statements they follow from.",
}


def inferred_graph(base: Base) -> NamedNode:
    """The named graph of what was inferred.

    >>> inferred_graph(Base()).value
    'https://policy-graph.example/id/graph/inferred'
    """
    return base.name(*GRAPH)


def described(base: Base, axioms: Axioms | None = None) -> Iterator[Quad]:
    """What the graph of inferred statements says of itself: that they are inferred, and from which axioms."""
    graph = inferred_graph(base)
    for language, words in COMMENTS.items():
        yield Quad(graph, NamedNode(RDFS + "comment"), Literal(words, language=language), graph)
    yield Quad(graph, NamedNode(PROV + "wasDerivedFrom"), NamedNode((axioms or load_axioms()).version), graph)


def entailed(store: Store, base: Base, axioms: Axioms | None = None) -> Iterator[Quad]:
    """The quads that follow from the statements of all graphs and that no graph states, in no order, each once.

    One look at each statement of a property or class that leads anywhere: the time grows with the graph, the memory
    with the statements of a single entailed property or class.
    """
    known, graph = axioms or load_axioms(), inferred_graph(base)
    for name, sources in sorted(_turned_round(known).items()):
        target, seen = NamedNode(name), set()
        for source, turned in sources:
            for quad in store.quads_for_pattern(None, NamedNode(source), None):
                subject, object_ = (quad.object, quad.subject) if turned else (quad.subject, quad.object)
                if not isinstance(subject, Literal):
                    seen.add((subject, object_))
        stated = {(quad.subject, quad.object) for quad in store.quads_for_pattern(None, target, None)}
        yield from (Quad(subject, target, object_, graph) for subject, object_ in seen - stated)
    yield from _types(store, known, graph)


def _turned_round(axioms: Axioms) -> dict[str, list[tuple[str, bool]]]:
    """Entailed property → what it follows from."""
    sources: dict[str, list[tuple[str, bool]]] = {}
    for source, steps in axioms.properties.items():
        for target, turned in steps:
            sources.setdefault(target, []).append((source, turned))
    return sources


def _types(store: Store, axioms: Axioms, graph: NamedNode) -> Iterator[Quad]:
    below: dict[str, list[str]] = {}
    for cls, above in axioms.classes.items():
        for name in above:
            below.setdefault(name, []).append(cls)
    for name, classes in sorted(below.items()):
        target = NamedNode(name)
        found = {q.subject for cls in classes for q in store.quads_for_pattern(None, TYPE, NamedNode(cls))}
        found -= {quad.subject for quad in store.quads_for_pattern(None, TYPE, target)}
        yield from (Quad(subject, TYPE, target, graph) for subject in found)


def premises(store: Store, quad: Quad, axioms: Axioms | None = None) -> Iterator[Triple]:
    """The statements that a quad follows from, each enough by itself: why it was inferred.

    Nothing for a quad that follows from none.
    """
    known, there = axioms or load_axioms(), quad.object
    if quad.predicate == TYPE and isinstance(there, NamedNode):
        ways = [
            Triple(quad.subject, TYPE, NamedNode(c)) for c, up in known.classes.items() if there.value in up
        ]
    else:
        ways = [
            Triple(there, NamedNode(source), quad.subject)
            if turned and isinstance(there, NamedNode)
            else Triple(quad.subject, NamedNode(source), there)
            for source, turned in _turned_round(known).get(quad.predicate.value, ())
        ]
    for way in ways:
        found = store.quads_for_pattern(way.subject, way.predicate, way.object)
        if any(other.graph_name != quad.graph_name for other in found):
            yield way


def load_inferred(store: Store, base: Base) -> int:
    """Adds what follows to an open store; how many quads. A second time adds nothing."""
    before = len(store)
    store.bulk_extend([*entailed(store, base), *described(base)])
    return len(store) - before
