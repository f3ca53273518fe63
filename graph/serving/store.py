"""A snapshot's graph, opened for reading: in memory, or, where it is large, from an index beside it."""

import json
import os
import shutil
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graph.snapshot.folder import GRAPH, MANIFEST, SnapshotError, check_snapshot
from graph.snapshot.query import open_snapshot

IN_MEMORY = (
    500_000_000  # bytes of N-Quads; a larger graph gets an index on disk, slower to ask and quick to open
)
INDEX = ".store"  # in the snapshot's folder: it goes when the snapshot is replaced


@cache
def opened(folder: Path) -> Store:
    """The store of a snapshot, once a process.

    Raises SnapshotError if the folder holds none, or a broken one.
    """
    if is_large(folder):
        return Store.read_only(str(folder / INDEX / graph_hash(folder)[:16]))
    return open_snapshot(folder)


def is_large(folder: Path) -> bool:
    """Whether the graph is queried from an index on disk."""
    return (check_snapshot(folder) / GRAPH).stat().st_size >= IN_MEMORY


def graph_hash(folder: Path) -> str:
    """SHA-256 of the graph, as the manifest says."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return str(manifest["files"][GRAPH]["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{folder / MANIFEST} is broken; build the snapshot again") from error


def index_is_there(folder: Path) -> bool:
    """Whether a large snapshot has been indexed."""
    return (folder / INDEX / graph_hash(folder)[:16]).is_dir()


def make_index(folder: Path) -> None:
    """Indexes a large snapshot, once: 10 million quads take minutes. An interrupted one is begun anew.

    Raises OSError if the snapshot's folder cannot be written to.
    """
    done = folder / INDEX / graph_hash(folder)[:16]
    fresh = folder / INDEX / f".{os.getpid()}"
    shutil.rmtree(folder / INDEX, ignore_errors=True)
    fresh.mkdir(parents=True)
    store = Store(str(fresh))
    try:
        store.bulk_load(path=str(folder / GRAPH), format=RdfFormat.N_QUADS, lenient=True)
    except SyntaxError as error:
        raise SnapshotError(f"{folder / GRAPH} is broken: {error.msg}; build the snapshot again") from error
    store.optimize()
    del store
    fresh.rename(done)
