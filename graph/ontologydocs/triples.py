"""A small graph in memory, in the order of its file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
VANN = "http://purl.org/vocab/vann/"
XSD = "http://www.w3.org/2001/XMLSchema#"

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple
LANGUAGES = ("zh", "en")


@dataclass
class Triples:
    """subject → predicate → objects, all in the order in which the file names them."""

    prefixes: dict[str, str]
    objects: dict[Term, dict[str, list[Term]]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Triples":
        """The graph of a Turtle file.

        Raises OSError if it cannot be read, SyntaxError if it is no Turtle.
        """
        parser = parse(path=str(path), format=RdfFormat.TURTLE)
        found = cls({})
        for quad in parser:
            of = found.objects.setdefault(quad.subject, {})
            of.setdefault(quad.predicate.value, []).append(quad.object)
        found.prefixes = dict(parser.prefixes)
        return found

    def of(self, subject: Term, predicate: str) -> list[Term]:
        return self.objects.get(subject, {}).get(predicate, [])

    def iris(self, subject: Term, *predicates: str) -> list[str]:
        """The IRIs among the objects, each once."""
        found = (o.value for p in predicates for o in self.of(subject, p) if isinstance(o, NamedNode))
        return list(dict.fromkeys(found))

    def texts(self, subject: Term, *predicates: str) -> dict[str, str]:
        """Language → words; of several in a language the first, of several properties the first that has any."""
        found: dict[str, str] = {}
        for predicate in predicates:
            for literal in self.of(subject, predicate):
                if isinstance(literal, Literal):
                    found.setdefault(literal.language or "", literal.value)
        return found

    def value(self, subject: Term, predicate: str) -> str:
        """A plain value, or nothing."""
        return next((o.value for o in self.of(subject, predicate) if isinstance(o, Literal)), "")

    def with_object(self, predicate: str, object_: Term) -> Iterator[Term]:
        return (s for s, of in self.objects.items() if object_ in of.get(predicate, []))

    def members(self, head: Term) -> Iterator[Term]:
        """The members of a list, ( … ) in Turtle."""
        seen = set()
        while head not in seen and (first := self.of(head, RDF + "first")):
            seen.add(head)
            yield first[0]
            head = self.of(head, RDF + "rest")[0]

    def short(self, iri: str) -> str:
        """An IRI with its prefix, or as it is; the longest namespace wins."""
        fitting = [(space, name) for name, space in self.prefixes.items() if space and iri.startswith(space)]
        if not fitting:
            return iri
        space, name = max(fitting, key=lambda found: len(found[0]))
        return f"{name}:{iri[len(space) :]}"


def in_language(texts: dict[str, str], language: str) -> str:
    """The words in a language, else in any; the same each time.

    >>> in_language({"zh": "任务", "en": "task"}, "en"), in_language({"": "x"}, "en"), in_language({}, "zh")
    ('task', 'x', '')
    """
    return texts.get(language) or texts.get("") or next((texts[key] for key in sorted(texts)), "")
