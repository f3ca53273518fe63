"""What follows from a snapshot's graph: inferred.nq beside graph.nq, and how to query both at once."""

import json
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graph.inference import described, entailed, load_inferred
from graph.rdf.names import DEFAULT_BASE, Base
from graph.snapshot.folder import MANIFEST, SnapshotError
from graph.snapshot.quads import merge_parts, write_part

INFERRED = "inferred.nq"
AT_ONCE = 500_000  # quads sorted in memory


def write_inferred(store: Store, folder: Path, base: Base) -> int:
    """Writes inferred.nq, sorted and without doubles, for the graph in the store; how many statements."""
    quads, parts = entailed(store, base), [folder / f".{INFERRED}.0"]
    write_part(described(base), parts[0])
    while chunk := list(islice(quads, AT_ONCE)):
        parts.append(folder / f".{INFERRED}.{len(parts)}")
        write_part(chunk, parts[-1])
    _, properties = merge_parts(parts, folder / INFERRED)
    for part in parts:
        part.unlink()
    return sum(properties.values())


def add_inferred(store: Store, folder: Path) -> None:
    """Adds to an open snapshot what follows from it: the file if there is one, else worked out now.

    Raises SnapshotError if the file is broken.
    """
    path = folder / INFERRED
    if not path.is_file():
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        load_inferred(store, Base(manifest.get("base", DEFAULT_BASE)))
        return
    try:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise SnapshotError(f"{path} is broken: {error.msg}; build the snapshot again") from error
