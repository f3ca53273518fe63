"""JSON-LD with a context: properties and classes by their short names, one graph after the other."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.rdf.names import RDF, XSD
from graph.snapshot.quads import PREFIXES

Node = dict[str, object]


def context() -> dict[str, object]:
    """What a JSON-LD document says of its short names."""
    return {"@version": 1.1, **PREFIXES}


def document(triples: Iterable[Triple]) -> str:
    """Triples as one JSON-LD document, in their order."""
    whole = {"@context": context(), "@graph": list(nodes(triples))}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def lines(quads: Iterable[Quad]) -> Iterator[str]:
    """Quads, sorted by subject, as one JSON-LD document with a line for each node of each graph."""
    yield '{"@context": ' + json.dumps(context(), ensure_ascii=False) + ',\n"@graph": [\n'
    comma = ""
    for _, about in groupby(quads, lambda quad: quad.subject):
        stated: dict[str, list[Triple]] = {}
        for quad in about:
            name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            stated.setdefault(name, []).append(quad.triple)
        for name in sorted(stated):
            for node in nodes(stated[name]):
                held = {"@id": name, "@graph": [node]} if name else node
                yield comma + json.dumps(held, ensure_ascii=False)
                comma = ",\n"
    yield "\n]}\n"


def nodes(triples: Iterable[Triple]) -> Iterator[Node]:
    """One object for each run of triples about one thing."""
    for subject, about in groupby(triples, lambda triple: triple.subject):
        node: Node = {"@id": _id(subject)}
        for triple in about:
            value: object
            if triple.predicate.value == RDF + "type" and isinstance(triple.object, NamedNode):
                key, value = "@type", short(triple.object.value)
            else:
                key, value = short(triple.predicate.value), _value(triple.object)
            values = node.setdefault(key, [])
            assert isinstance(values, list)
            values.append(value)
        yield node


def short(iri: str) -> str:
    """An address by its prefix, where the rest is a plain name.

    >>> short("https://policy-graph.example/ontology#Task"), short("https://example.org/x")
    ('pg:Task', 'https://example.org/x')
    """
    for prefix, start in PREFIXES.items():
        rest = iri.removeprefix(start)
        if rest != iri and rest.isidentifier():
            return f"{prefix}:{rest}"
    return iri


def _id(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(getattr(term, "value", term))


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "string":
        return {"@value": term.value}
    return {"@value": term.value, "@type": short(term.datatype.value)}
