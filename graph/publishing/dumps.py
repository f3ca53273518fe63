"""The graph as files to download: compressed N-Quads, Turtle and JSON-LD, and what follows from it."""

import gzip
import hashlib
import shutil
from collections.abc import Iterable, Iterator
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

from graph.inference import described, entailed, load_axioms
from graph.rdf.names import Base
from graph.snapshot.jsonld import lines

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


def write_dumps(graph: Path, store: Store, turtle: Path, ontology: Path, base: str, folder: Path) -> int:
    """The dumps of a graph (sorted N-Quads, and `opened`) in a folder; how many statements were inferred."""
    packed(graph, folder / "graph.nq.gz")
    packed(turtle, folder / "graph.ttl.gz")
    packed_text(lines(quads_of(graph)), folder / "graph.jsonld.gz")
    found = inferred(store, ontology, base)
    packed_text(found, folder / "inferred.nq.gz")
    return len(found)


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


def inferred(store: Store, ontology: Path, base: str) -> list[str]:
    """What follows from a graph by the ontology in a folder, and is not stated; sorted N-Quads."""
    axioms = load_axioms(ontology)
    quads = [*described(Base(base), axioms), *entailed(store, Base(base), axioms)]
    return sorted(f"{quad} .\n" for quad in quads)
