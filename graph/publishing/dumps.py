"""The graph as files to download: compressed N-Quads, Turtle and JSON-LD, and what follows from it."""

import gzip
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from graph.rdf.names import RDF, RDFS
from graph.snapshot.jsonld import lines

OWL = "http://www.w3.org/2002/07/owl#"
A = NamedNode(RDF + "type")
IN_MEMORY = (
    200_000_000  # bytes of N-Quads that are canonicalised as a check; a larger graph is trusted to be sorted
)


def packed(source: Path, target: Path) -> None:
    """A compressed copy: no name and no time in it, so that the same file gives the same bytes."""
    with source.open("rb") as plain, target.open("wb") as raw, _gzip(raw) as file:
        shutil.copyfileobj(plain, file)


def packed_text(parts: Iterable[str], target: Path) -> None:
    """Text, compressed as it comes."""
    with target.open("wb") as raw, _gzip(raw) as file:
        for part in parts:
            file.write(part.encode("utf-8"))


def _gzip(raw: object) -> gzip.GzipFile:
    return gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0)  # type: ignore[call-overload, no-any-return]


def write_dumps(graph: Path, turtle: Path, ontology: Path, base: str, folder: Path) -> int:
    """The dumps of a graph (sorted N-Quads) in a folder; how many statements were inferred."""
    packed(graph, folder / "graph.nq.gz")
    packed(turtle, folder / "graph.ttl.gz")
    packed_text(lines(quads_of(graph)), folder / "graph.jsonld.gz")
    found = inferred(graph, ontology, base)
    packed_text(found, folder / "inferred.nq.gz")
    return len(found)


def quads_of(graph: Path) -> Iterator[Quad]:
    """The quads of a file that a build wrote."""
    return iter(parse(path=str(graph), format=RdfFormat.N_QUADS, lenient=True))


def canonical_hash(graph: Path) -> str:
    """SHA-256 of the graph's canonical N-Quads (RDFC-1.0, https://www.w3.org/TR/rdf-canon/).

    A build's file is canonical as it stands: sorted, without blank nodes. That is checked where memory allows.
    """
    if graph.stat().st_size > IN_MEMORY:
        with graph.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    dataset = Dataset(quads_of(graph))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    data: bytes = serialize(dataset, format=RdfFormat.N_QUADS) or b""
    return hashlib.sha256(b"".join(sorted(data.splitlines(keepends=True)))).hexdigest()


def inferred(graph: Path, ontology: Path, base: str) -> list[str]:
    """What follows by OWL 2 RL from class and property hierarchies and inverses, and is not stated; sorted N-Quads.

    Rules cax-sco, prp-spo1, prp-inv1 and prp-inv2 of https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
    """
    axioms = Store()
    axioms.load(path=str(ontology), format=RdfFormat.TURTLE)
    classes, above = _closed(axioms, RDFS + "subClassOf"), _closed(axioms, RDFS + "subPropertyOf")
    inverse: dict[str, set[str]] = {}
    for quad in axioms.quads_for_pattern(None, NamedNode(OWL + "inverseOf"), None):
        one, other = quad.subject.value, quad.object.value  # type: ignore[union-attr]
        inverse.setdefault(one, set()).add(other)
        inverse.setdefault(other, set()).add(one)
    stated: set[tuple[str, str, str]] = set()
    follows: set[tuple[str, str, str]] = set()
    for quad in quads_of(graph):
        subject, predicate, object_ = quad.subject, quad.predicate.value, quad.object
        stated.add((str(subject), predicate, str(object_)))
        if quad.predicate == A:
            follows |= {(str(subject), predicate, f"<{up}>") for up in classes.get(object_.value, ())}  # type: ignore[union-attr]
            continue
        for name in {predicate, *above.get(predicate, ())}:
            if name != predicate:
                follows.add((str(subject), name, str(object_)))
            if isinstance(object_, NamedNode):
                for back in inverse.get(name, ()):
                    follows |= {(str(object_), up, str(subject)) for up in {back, *above.get(back, ())}}
    where = f"<{base}graph/inferred>"
    return sorted(f"{s} <{p}> {o} {where} .\n" for s, p, o in follows - stated)


def _closed(axioms: Store, relation: str) -> dict[str, set[str]]:
    """Term → everything above it, of ours or borrowed; only named terms."""
    up: dict[str, set[str]] = {}
    for quad in axioms.quads_for_pattern(None, NamedNode(relation), None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            up.setdefault(quad.subject.value, set()).add(quad.object.value)

    def reached(term: str, seen: set[str]) -> set[str]:
        for higher in up.get(term, set()) - seen:
            seen.add(higher)
            reached(higher, seen)
        return seen

    return {term: reached(term, set()) - {term} for term in up}
