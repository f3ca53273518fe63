"""The ontology's classes, properties and coded values with their words in both languages: what completion offers."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graph.rdf.names import PG, RDF, RDFS, SKOS
from graph.snapshot.quads import PREFIXES

OWL = "http://www.w3.org/2002/07/owl#"
KINDS = {  # class in the ontology -> what it is to a writer of queries
    "Class": "class",
    "ObjectProperty": "property",
    "DatatypeProperty": "property",
    "AnnotationProperty": "property",
}
OF_THE_ONTOLOGY = ("valuesFrom", "shortFor", "order")  # properties that no data have


def vocabulary(ontology: Path) -> list[dict[str, Any]]:
    """One entry a term: name with prefix, IRI, kind, label and definition as (Chinese, English), values if coded.

    Classes come first, each sorted by name; the project's own terms before borrowed ones.
    """
    store = Store()
    store.bulk_load(path=str(ontology), format=RdfFormat.TURTLE)
    entries = [
        _entry(store, term, kind)
        for name, kind in KINDS.items()
        for term in _subjects(store, RDF + "type", OWL + name)
        if _short(term) and term not in {PG + left for left in OF_THE_ONTOLOGY}
    ]
    return sorted(
        _distinct(entries),
        key=lambda entry: (entry["kind"], not entry["iri"].startswith(PG), entry["name"]),
    )


def _distinct(entries: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return {entry["iri"]: entry for entry in entries}.values()


def _entry(store: Store, iri: str, kind: str) -> dict[str, Any]:
    says = _words(store, iri, SKOS + "definition")
    entry: dict[str, Any] = {
        "name": _short(iri),
        "iri": iri,
        "kind": kind,
        "label": _words(store, iri, RDFS + "label"),
        "says": says if any(says) else _words(store, iri, SKOS + "scopeNote"),
    }
    if values := [
        value for scheme in _objects(store, iri, PG + "valuesFrom") for value in _values(store, scheme)
    ]:
        entry["values"] = values
    return entry


def _values(store: Store, scheme: str) -> list[list[str]]:
    """The notations of a list of values, each with its words, in the order of the list."""
    rows = []
    for concept in _subjects(store, SKOS + "inScheme", scheme):
        order = _objects(store, concept, PG + "order")
        for notation in _objects(store, concept, SKOS + "notation"):
            rows.append((int(order[0]) if order else 0, notation, _words(store, concept, SKOS + "prefLabel")))
    return [[notation, *words] for _, notation, words in sorted(rows)]


def _subjects(store: Store, prop: str, value: str) -> list[str]:
    found = store.quads_for_pattern(None, NamedNode(prop), NamedNode(value), None)
    return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})


def _objects(store: Store, subject: str, prop: str) -> list[str]:
    found = store.quads_for_pattern(NamedNode(subject), NamedNode(prop), None, None)
    return sorted({quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal)})


def _words(store: Store, subject: str, prop: str) -> tuple[str, str]:
    """The Chinese and the English text of a property."""
    words = {"zh": "", "en": ""}
    for quad in store.quads_for_pattern(NamedNode(subject), NamedNode(prop), None, None):
        if isinstance(quad.object, Literal) and quad.object.language in words:
            words[quad.object.language] = quad.object.value
    return words["zh"], words["en"]


def _short(iri: str) -> str:
    """A term with its prefix; nothing if no prefix fits.

    >>> _short("https://policy-graph.example/ontology#Task"), _short("https://example.org/x")
    ('pg:Task', '')
    """
    for name, start in PREFIXES.items():
        if iri.startswith(start) and iri[len(start) :].replace("_", "").isalnum():
            return f"{name}:{iri[len(start) :]}"
    return ""
