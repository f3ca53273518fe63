"""The graph as files to download: compressed N-Quads, Turtle and JSON-LD, and what follows from it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from graph.inference import load_axioms
from graph.rdf.names import Base
from graph.snapshot.inferred import write_inferred
from graph.snapshot.jsonld import lines
from graph.snapshot.packing import gzip_file, gzip_parts

IN_MEMORY = (
    200_000_000  # bytes of N-Quads that are canonicalised as a check; a larger graph is trusted to be sorted
)


def write_dumps(graph: Path, store: Store, turtle: Path, ontology: Path, base: str, folder: Path) -> int:
    """The dumps of a graph (sorted N-Quads, and `opened`) in a folder; how many statements were inferred."""
    gzip_file(graph, folder / "graph.nq.gz")
    gzip_file(turtle, folder / "graph.ttl.gz")
    gzip_parts((line.encode("utf-8") for line in lines(quads_of(graph))), folder / "graph.jsonld.gz")
    plain = folder / "inferred.nq"
    count = write_inferred(store, plain, Base(base), load_axioms(ontology))
    gzip_file(plain, folder / "inferred.nq.gz")
    plain.unlink()
    return count


def quads_of(graph: Path) -> Iterator[Quad]:
    """The quads of a file that a build wrote."""
    return iter(parse(path=str(graph), format=RdfFormat.N_QUADS, lenient=True))


def opened(graph: Path) -> Store:
    """The graph of a file that a build wrote, in memory."""
    store = Store()
    store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS, lenient=True)
    return store


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
