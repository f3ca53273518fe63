"""Step 7b: quads on disk: sorted parts, merged into one canonical N-Quads file, and Turtle for people.

No blank node is ever minted, so the sorted, distinct lines are the canonical form (RDFC-1.0) of the data.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
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
TYPE = f"<{RDF}type>".encode()
AT_ONCE = 200  # files merged in one go: systems allow some 256 open at a time, or 1,024


def write_part(quads: Iterable[Quad], path: Path) -> None:
    """One document's quads, sorted and distinct."""
    data: bytes = serialize(quads, format=RdfFormat.N_QUADS) or b""
    path.write_bytes(b"".join(sorted(set(data.splitlines(keepends=True)))))


def merge_parts(parts: Sequence[Path], out: Path) -> tuple[Counter[str], Counter[str]]:
    """All parts as one sorted file without doubles; counts of things per class and statements per property."""
    left, given = list(parts), set(parts)
    while len(left) > AT_ONCE:
        merged = out.with_name(f"{out.name}.{len(left)}")
        _merge(left[:AT_ONCE], merged)
        _drop(left[:AT_ONCE], given)
        left = [*left[AT_ONCE:], merged]
    _merge(left, out)
    _drop(left, given)
    return count(out)


def _drop(paths: Iterable[Path], given: set[Path]) -> None:
    for path in set(paths) - given:
        path.unlink()


def _merge(parts: Sequence[Path], out: Path) -> None:
    with ExitStack() as stack, out.open("wb") as file:
        before = b""
        for line in heapq.merge(*(stack.enter_context(path.open("rb")) for path in parts)):
            if line != before:
                file.write(line)
            before = line


def count(quads: Path) -> tuple[Counter[str], Counter[str]]:
    """Things per class, and statements per property, of a sorted N-Quads file."""
    classes: dict[bytes, int] = {}
    properties: dict[bytes, int] = {}
    before = (b"", b"")
    with quads.open("rb") as file:
        for line in file:
            subject, predicate, rest = line.split(b" ", 2)
            properties[predicate] = properties.get(predicate, 0) + 1
            if predicate == TYPE:
                kind = rest.split(b" ", 1)[0]
                if (subject, kind) != before:  # the same in another graph stands on the next line
                    classes[kind] = classes.get(kind, 0) + 1
                before = (subject, kind)
    return _named(classes), _named(properties)


def _named(counts: dict[bytes, int]) -> Counter[str]:
    return Counter({iri[1:-1].decode("utf-8"): count for iri, count in counts.items()})


def write_turtle(quads: Path, out: Path, base: str) -> None:
    """The statements of every graph as Turtle with prefixes, in the same order."""

    def triples() -> Iterator[Triple]:
        last = None
        for quad in parse(path=str(quads), format=RdfFormat.N_QUADS, lenient=True):
            triple = quad.triple
            if triple != last:
                yield triple
            last = triple

    serialize(triples(), output=str(out), format=RdfFormat.TURTLE, prefixes={**PREFIXES, "": base})
