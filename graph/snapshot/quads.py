"""Step 7b: quads on disk: sorted parts, merged into one canonical N-Quads file, and Turtle for people.

No blank node is ever minted, so the sorted, distinct lines are the canonical form (RDFC-1.0) of the data.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from graph.rdf.names import DCTERMS, FOAF, OA, ORG, PG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD

PREFIXES = {
    "pg": PG,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}


def write_part(quads: Iterable[Quad], path: Path) -> None:
    """One document's quads, sorted and distinct."""
    data: bytes = serialize(quads, format=RdfFormat.N_QUADS) or b""
    path.write_bytes(b"".join(sorted(set(data.splitlines(keepends=True)))))


def merge_parts(parts: list[Path], out: Path) -> tuple[Counter[str], Counter[str]]:
    """All parts as one sorted file without doubles; counts of things per class and statements per property."""
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    things: set[tuple[str, str]] = set()
    with out.open("w", encoding="utf-8", newline="\n") as file:
        before = ""
        for line in heapq.merge(*map(_lines, parts)):
            if line == before:
                continue
            before = line
            file.write(line)
            subject, predicate, rest = line.split(" ", 2)
            properties[predicate[1:-1]] += 1
            if predicate[1:-1] == RDF + "type":
                cls = rest.split(" ", 1)[0][1:-1]
                if (subject, cls) not in things:
                    things.add((subject, cls))
                    classes[cls] += 1
                if len(things) > 1_000:
                    things = {(subject, cls)}  # sorted by subject: older subjects cannot come again
    return classes, properties


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from file


def write_turtle(quads: Path, out: Path, base: str) -> None:
    """The statements of every graph as Turtle with prefixes, in the same order."""

    def triples() -> Iterator[Triple]:
        last = None
        for quad in parse(path=str(quads), format=RdfFormat.N_QUADS):
            triple = Triple(quad.subject, quad.predicate, quad.object)
            if triple != last:
                yield triple
            last = triple

    serialize(triples(), output=str(out), format=RdfFormat.TURTLE, prefixes={**PREFIXES, "": base})


