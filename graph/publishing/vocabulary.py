"""The ontology as pages, in Chinese and in English: classes with diagrams, properties, the queries that touch them.

pyLODE, which others use, needs another version for each version of Python; these pages need what is here anyway.
"""

import re
import shutil
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graph.publishing.dumps import OWL
from graph.publishing.versions import template
from graph.rdf.names import DCTERMS, PG, RDF, RDFS, SKOS
from graph.snapshot.jsonld import short

PAGES = {"zh": "index.html", "en": "en.html"}
WORDS = {
    "zh": {
        "classes": "类",
        "properties": "属性",
        "above": "上位类",
        "below": "下位类",
        "of_it": "属性",
        "questions": "涉及它的查询",
        "above_property": "上位属性",
        "inverse": "逆属性",
    },
    "en": {
        "classes": "Classes",
        "properties": "Properties",
        "above": "a kind of",
        "below": "kinds",
        "of_it": "properties",
        "questions": "queries that touch it",
        "above_property": "a kind of",
        "inverse": "inverse",
    },
}
QUERIES = ("questions", "views", "checks")
KINDS = (OWL + "ObjectProperty", OWL + "DatatypeProperty")


def write_vocabulary(ontology: Path, folder: Path) -> None:
    """The ontology's files and its pages, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("policy.ttl", "shapes.ttl"):
        shutil.copyfile(ontology / name, folder / name)
    store = Store()
    store.load(path=str(ontology / "policy.ttl"), format=RdfFormat.TURTLE)
    for language, page in PAGES.items():
        text = template("vocabulary.html.j2", **_Reader(store, ontology, language).values())
        (folder / page).write_text(text, encoding="utf-8", newline="\n")


class _Reader:
    """The ontology in one language."""

    def __init__(self, store: Store, ontology: Path, language: str) -> None:
        self._store, self._language = store, language
        self._queries = _queries(ontology, language)

    def values(self) -> dict[str, Any]:
        """What the page shows."""
        whole = PG.rstrip("#")
        classes = [self._class(iri) for iri in self._of(OWL + "Class")]
        properties = [self._property(iri) for kind in KINDS for iri in self._of(kind)]
        return {
            "language": "zh" if self._language == "zh" else "en",
            "words": WORDS[self._language],
            "title": self._words(whole, DCTERMS + "title"),
            "text": self._words(whole, DCTERMS + "description"),
            "version": next(iter(self._objects(whole, OWL + "versionInfo")), ""),
            "namespace": PG,
            "classes": sorted(classes, key=lambda term: term["name"]),
            "properties": sorted(properties, key=lambda term: term["name"]),
        }

    def _class(self, iri: str) -> dict[str, Any]:
        mine = [property_ for property_ in self._subjects(RDFS + "domain", iri) if property_.startswith(PG)]
        joins = [
            {
                "label": self._label(property_),
                "range": ", ".join(map(self._label, self._objects(property_, RDFS + "range"))),
            }
            for property_ in mine
            if (property_, OWL + "ObjectProperty") in self._typed
        ]
        return {
            **self._term(iri),
            "above": [short(up) for up in self._objects(iri, RDFS + "subClassOf")],
            "below": [short(down) for down in self._subjects(RDFS + "subClassOf", iri)],
            "properties": [short(property_) for property_ in mine],
            "joins": joins,
            "questions": [query for query in self._queries if iri.removeprefix(PG) in query["terms"]],
        }

    def _property(self, iri: str) -> dict[str, Any]:
        inverse = {*self._objects(iri, OWL + "inverseOf"), *self._subjects(OWL + "inverseOf", iri)}
        return {
            **self._term(iri),
            "domain": [short(term) for term in self._objects(iri, RDFS + "domain")],
            "range": [short(term) for term in self._objects(iri, RDFS + "range")],
            "above": [short(term) for term in self._objects(iri, RDFS + "subPropertyOf")],
            "inverse": sorted(map(short, inverse)),
        }

    def _term(self, iri: str) -> dict[str, Any]:
        return {
            "name": iri.removeprefix(PG),
            "label": self._label(iri),
            "definition": self._words(iri, SKOS + "definition"),
            "note": self._words(iri, SKOS + "scopeNote"),
            "deprecated": "true" in self._objects(iri, OWL + "deprecated"),
        }

    @property
    def _typed(self) -> set[tuple[str, str]]:
        found = self._store.quads_for_pattern(None, NamedNode(RDF + "type"), None)
        return {(getattr(q.subject, "value", ""), getattr(q.object, "value", "")) for q in found}

    def _of(self, cls: str) -> list[str]:
        return [iri for iri in self._subjects(RDF + "type", cls) if iri.startswith(PG)]

    def _label(self, iri: str) -> str:
        return self._words(iri, RDFS + "label") or short(iri)

    def _words(self, iri: str, property_: str) -> str:
        found = (
            quad.object for quad in self._store.quads_for_pattern(NamedNode(iri), NamedNode(property_), None)
        )
        return next((o.value for o in found if isinstance(o, Literal) and o.language == self._language), "")

    def _objects(self, iri: str, property_: str) -> list[str]:
        quads = self._store.quads_for_pattern(NamedNode(iri), NamedNode(property_), None)
        return sorted(q.object.value for q in quads if isinstance(q.object, NamedNode | Literal))

    def _subjects(self, property_: str, iri: str) -> list[str]:
        quads = self._store.quads_for_pattern(None, NamedNode(property_), NamedNode(iri))
        return sorted(q.subject.value for q in quads if isinstance(q.subject, NamedNode))


def _queries(ontology: Path, language: str) -> list[dict[str, Any]]:
    """The queries beside the ontology: name, title (the first comment of the language), terms that they name."""
    found = []
    for folder in QUERIES:
        for path in sorted((ontology / folder).glob("*.rq")):
            text = path.read_text(encoding="utf-8")
            comments = re.findall(r"^#\s*(.+)$", text, re.MULTILINE)
            wanted = [c for c in comments if bool(re.search(r"[\u4e00-\u9fff]", c)) == (language == "zh")]
            terms = set(re.findall(r"\bpg:([A-Za-z]+)", text))
            found.append({"name": f"{folder}/{path.stem}", "title": (wanted or [""])[0], "terms": terms})
    return found
