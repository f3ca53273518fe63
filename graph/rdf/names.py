"""The names of things: namespaces, and how an IRI is made from content.

An IRI is readable, stable and derived from what it names: no counters, no file names, no clock.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from graph.errors import UserError

PG = "https://policy-graph.example/ontology#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

REMEMBERED = 1 << 12  # names that are made once
DEFAULT_BASE = "https://policy-graph.example/id/"
BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#]$")
MARKS = re.compile(r"[\s“”\"]")
UNSAFE = re.compile(r"[\s<>\"{}|\\^`%?#/\[\]\x00-\x1f]")


@lru_cache(REMEMBERED)
def slug(text: str) -> str:
    """A text as one step of an IRI: Chinese stays readable, what an IRI may not hold is percent-encoded.

    >>> slug("济兖政发〔2022〕1号"), slug("a/b c")
    ('济兖政发〔2022〕1号', 'a%2Fb%20c')
    """
    return UNSAFE.sub(lambda match: quote(match.group(), safe=""), text)


def digest(parts: Iterable[object], size: int = 12) -> str:
    """A short, stable name for content that has no name of its own.

    >>> digest(["assignments", "17", "区财政局"])
    '5fa898b8dd07'
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:size]


@dataclass(frozen=True, slots=True)
class Base:
    """Where the data's IRIs begin: a setting, set once for a publication."""

    iri: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not BASE.match(self.iri):
            raise UserError(
                f"{self.iri!r} is no base: it must be a whole IRI that ends in / or #, like {DEFAULT_BASE}"
            )

    def name(self, *steps: str) -> NamedNode:
        """An IRI of slugged steps under the base.

        >>> Base("https://example.org/id/").name("unit", "370812", "区财政局").value
        'https://example.org/id/unit/370812/区财政局'
        """
        return known(self.iri + "/".join([slug(step) for step in steps]))


@lru_cache(REMEMBERED)
def known(iri: str) -> NamedNode:
    """The node of an IRI that many statements share: of a vocabulary, a rule, a section."""
    return NamedNode(iri)


def thing_iri(base: Base, kind: str, name: str, region: str = "") -> NamedNode:
    """The IRI of a thing known by its name within a jurisdiction, by the region's key.

    >>> thing_iri(Base(), "programme", "“助企攀登” 行动", "370812").value
    'https://policy-graph.example/id/programme/370812/助企攀登行动'
    """
    return base.name(*filter(None, (kind, region, MARKS.sub("", name) or name)))


@cache
def pg(name: str) -> NamedNode:
    return NamedNode(PG + name)


def zh(text: str) -> Literal:
    return Literal(text, language="zh")


def date_literal(text: str) -> Literal:
    """A date as full as it is known.

    >>> date_literal("2024-01-08").datatype.value.rsplit("#")[1], date_literal("2022-02").datatype.value.rsplit("#")[1]
    ('date', 'gYearMonth')
    """
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]
    return Literal(text, datatype=NamedNode(XSD + kind))


def year_literal(text: str | int) -> Literal:
    return Literal(str(text), datatype=NamedNode(XSD + "gYear"))


def decimal_literal(value: object) -> Literal:
    """A number as a canonical decimal: no exponent, no needless zeros.

    >>> decimal_literal(14000000000).value, decimal_literal(6.50).value, decimal_literal("92000000.0").value
    ('14000000000', '6.5', '92000000')
    """
    text = format(float(str(value)), "f") if not isinstance(value, int) else str(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=NamedNode(XSD + "decimal"))
