"""What follows from a snapshot's graph, by the ontology: as a file, or beside the graph in an open store."""

import json
from itertools import islice
from pathlib import Path

from pyoxigraph import Store

from graph.inference import Axioms, described, entailed, load_axioms, load_inferred
from graph.rdf.names import DEFAULT_BASE, Base
from graph.snapshot.folder import MANIFEST
from graph.snapshot.quads import merge_parts, write_part

AT_ONCE = 500_000  # quads sorted in memory


def write_inferred(store: Store, out: Path, base: Base, axioms: Axioms | None = None) -> int:
    """Writes what follows from the graph in the store, and is not stated, as sorted distinct N-Quads; how many.

    The axioms are those of the ontology here, unless others are given.
    """
    known = axioms or load_axioms()
    quads, parts = entailed(store, base, known), [out.with_name(f".{out.name}.0")]
    write_part(described(base, known), parts[0])
    while chunk := list(islice(quads, AT_ONCE)):
        parts.append(out.with_name(f".{out.name}.{len(parts)}"))
        write_part(chunk, parts[-1])
    _, properties = merge_parts(parts, out)
    for part in parts:
        part.unlink()
    return sum(properties.values())


def add_inferred(store: Store, folder: Path) -> None:
    """Adds to an open snapshot what follows from it."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    load_inferred(store, Base(manifest.get("base", DEFAULT_BASE)))
