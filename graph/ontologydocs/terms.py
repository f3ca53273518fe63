"""The ontology as a person reads it: its head, its terms in their order, and how they hang together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode

from graph.ontologydocs.triples import DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS, VANN, Triples

KINDS = {  # in this order within a topic
    OWL + "Class": "class",
    OWL + "ObjectProperty": "object",
    OWL + "DatatypeProperty": "datatype",
    OWL + "AnnotationProperty": "annotation",
    SKOS + "ConceptScheme": "scheme",
    SKOS + "Concept": "concept",
}
PROPERTIES = ("object", "datatype", "annotation")
TOPIC = re.compile(r"^#\s+(?P<number>\d+)\s{2,}(?P<zh>\S.*?) / (?P<en>\S.*)$")
DECLARED = re.compile(r"^(?P<prefix>[\w-]*):(?P<name>[\w.-]+)\s+a\s")


@dataclass
class Term:
    """A class, property, list of values or value. References to other terms are IRIs."""

    iri: str
    kind: str  # a value of KINDS
    short: str  # with its prefix: pg:Task
    anchor: str  # the local name of a term of ours, so that its IRI leads to it; else the short name
    ours: bool
    labels: dict[str, str]
    definitions: dict[str, str]
    notes: dict[str, str]
    topic: int = 0
    since: str = ""  # a version
    deprecated: bool = False
    replaced_by: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    domain: list[str] = field(default_factory=list)
    range: list[str] = field(default_factory=list)
    inverse: list[str] = field(default_factory=list)
    is_inverse: bool = False  # the other one of the pair is the one that documents state
    disjoint: list[str] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)
    short_for: list[str] = field(default_factory=list)
    short_value: str = ""
    values_from: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)  # of a list of values
    notation: str = ""

    @property
    def is_property(self) -> bool:
        return self.kind in PROPERTIES


@dataclass(frozen=True)
class Topic:
    """A part of the ontology's file: its number and its heading."""

    number: int
    titles: dict[str, str]


@dataclass
class Ontology:
    """Everything that policy.ttl says, and which version first said it."""

    iri: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    version: str
    version_iri: str
    prior: list[str]
    licence: list[str]
    namespace: str
    prefix: str
    topics: list[Topic]
    terms: dict[str, Term]
    prefixes: dict[str, str]

    def of_kind(self, *kinds: str) -> list[Term]:
        return [term for term in self.terms.values() if term.kind in kinds]

    def up(self, iri: str) -> list[str]:
        """All that is above a class or property, nearest first."""
        found: list[str] = []
        ahead = [iri]
        while ahead:
            term = self.terms.get(ahead.pop(0))
            new = [above for above in (term.above if term else []) if above not in found and above != iri]
            found += new
            ahead += new
        return found

    def domain_of(self, term: Term) -> list[str]:
        """The classes that a property is used on: its own, or those of the property above it."""
        return term.domain or _first(self.terms[up].domain for up in self.up(term.iri) if up in self.terms)

    def range_of(self, term: Term) -> list[str]:
        return term.range or _first(self.terms[up].range for up in self.up(term.iri) if up in self.terms)


def _first(lists: Iterable[list[str]]) -> list[str]:
    return next((found for found in lists if found), [])


def read_ontology(folder: Path) -> Ontology:
    """The ontology of a folder with policy.ttl and, for the versions before, versions/NUMBER.txt.

    Raises OSError if policy.ttl cannot be read, SyntaxError if it is no Turtle, ValueError if it declares no ontology.
    """
    path = folder / "policy.ttl"
    triples = Triples.read(path)
    head = next(triples.with_object(RDF + "type", NamedNode(OWL + "Ontology")), None)
    if not isinstance(head, NamedNode):
        raise ValueError(f"{path} declares no owl:Ontology with an IRI")
    namespace = triples.value(head, VANN + "preferredNamespaceUri") or f"{head.value}#"
    topics, topic_of = _topics(path.read_text(encoding="utf-8"), triples.prefixes)
    ontology = Ontology(
        iri=head.value,
        titles=triples.texts(head, DCTERMS + "title", RDFS + "label"),
        descriptions=triples.texts(head, DCTERMS + "description", RDFS + "comment"),
        version=triples.value(head, OWL + "versionInfo"),
        version_iri=next(iter(triples.iris(head, OWL + "versionIRI")), ""),
        prior=triples.iris(head, OWL + "priorVersion"),
        licence=triples.iris(head, DCTERMS + "license"),
        namespace=namespace,
        prefix=triples.value(head, VANN + "preferredNamespacePrefix"),
        topics=topics,
        terms={},
        prefixes=triples.prefixes,
    )
    earlier = _versions(folder)
    for subject in triples.objects:
        kind = next((KINDS[iri] for iri in KINDS if iri in triples.iris(subject, RDF + "type")), None)
        if kind and isinstance(subject, NamedNode):
            term = _term(triples, subject, kind, namespace)
            term.topic = topic_of.get(term.iri, 0)
            term.since = earlier.get(term.anchor, ontology.version) if term.ours else ""
            ontology.terms[term.iri] = term
    _both_ways(ontology)
    return ontology


def _term(triples: Triples, subject: NamedNode, kind: str, namespace: str) -> Term:
    iri, pg = subject.value, namespace
    ours, short = iri.startswith(namespace), triples.short(iri)
    concept = kind in ("concept", "scheme")
    return Term(
        iri=iri,
        kind=kind,
        short=short,
        anchor=iri.removeprefix(namespace) if ours else short,
        ours=ours,
        labels=triples.texts(subject, RDFS + "label", SKOS + "prefLabel"),
        definitions=triples.texts(subject, SKOS + "definition"),
        notes=triples.texts(subject, SKOS + "scopeNote"),
        deprecated=triples.value(subject, OWL + "deprecated") in ("true", "1"),
        replaced_by=triples.iris(subject, DCTERMS + "isReplacedBy"),
        above=triples.iris(subject, RDFS + "subClassOf", RDFS + "subPropertyOf"),
        domain=triples.iris(subject, RDFS + "domain", SCHEMA + "domainIncludes"),
        range=triples.iris(subject, RDFS + "range"),
        inverse=triples.iris(subject, OWL + "inverseOf"),
        disjoint=triples.iris(subject, OWL + "disjointWith"),
        see_also=triples.iris(subject, RDFS + "seeAlso"),
        short_for=triples.iris(subject, pg + "shortFor"),
        short_value=triples.value(subject, pg + "shortValue"),
        values_from=triples.iris(subject, SKOS + "inScheme")
        if concept
        else triples.iris(subject, pg + "valuesFrom"),
        notation=triples.value(subject, SKOS + "notation"),
    )


def _both_ways(ontology: Ontology) -> None:
    """What one term says of another is known at the other, too."""
    terms = ontology.terms
    for term in list(terms.values()):
        for above in term.above:
            if above in terms:
                terms[above].below.append(term.iri)
        for other in term.inverse:
            if other in terms and term.iri not in terms[other].inverse:
                terms[other].inverse.append(term.iri)
                terms[other].is_inverse = True
        for other in term.disjoint:
            if other in terms and term.iri not in terms[other].disjoint:
                terms[other].disjoint.append(term.iri)
        if term.kind == "concept":
            for scheme in term.values_from:
                if scheme in terms:
                    terms[scheme].values.append(term.iri)


def _topics(text: str, prefixes: dict[str, str]) -> tuple[list[Topic], dict[str, int]]:
    """The headings in the file's comments, and under which of them each term is declared."""
    topics: dict[int, Topic] = {}
    topic_of: dict[str, int] = {}
    now = 0
    for line in text.splitlines():
        if heading := TOPIC.match(line):
            now = int(heading["number"])
            topics[now] = Topic(now, {"zh": heading["zh"].strip(), "en": heading["en"].strip()})
        elif (declared := DECLARED.match(line)) and declared["prefix"] in prefixes:
            topic_of.setdefault(prefixes[declared["prefix"]] + declared["name"], now)
    return list(topics.values()), topic_of


def _versions(folder: Path) -> dict[str, str]:
    """Local name → the first version that had it, of versions/NUMBER.txt."""
    paths = sorted((folder / "versions").glob("*.txt"), key=lambda path: _number(path.stem), reverse=True)
    return {
        name: path.stem
        for path in paths
        for name in path.read_text(encoding="utf-8").split("\n")
        if name and not name.startswith("#")
    }


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
