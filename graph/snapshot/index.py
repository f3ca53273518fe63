"""A large graph's index on disk, in the snapshot's folder: opened in milliseconds, and asked without being read first.

It is no part of the snapshot: no manifest names it, nothing is published of it, and it goes when the snapshot is
replaced. Beside it stands what it was made of; of another graph, or by another version of the store, it is made anew.
A half-made one is never taken for an index.
"""

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat, Store

from graph.snapshot.folder import GRAPH, INDEX, SnapshotError, check_snapshot
from graph.snapshot.manifest import file_hash

LARGE = 60_000_000  # bytes of N-Quads; a smaller graph is read into memory within a second, and asked faster there
TOO_LARGE = 500_000_000  # to be read into memory where no index can be written
STAMP, FRESH, LOCK = "stamp.json", "fresh", "lock"  # in the index's folder, beside the index itself


def is_large(folder: Path) -> bool:
    """Whether the graph in a folder should have an index."""
    return (folder / GRAPH).stat().st_size >= LARGE


def open_snapshot(folder: Path) -> Store:
    """A snapshot's graph for reading: through its index if it has one, else in memory.

    Raises SnapshotError if the folder holds none, or a broken one.
    """
    return _opened(folder) if has_index(folder) else load_snapshot(folder)


def has_index(folder: Path) -> bool:
    """Whether a snapshot's graph is asked through an index.

    Raises SnapshotError if the folder holds no snapshot.
    """
    return is_large(check_snapshot(folder)) and index_of(folder) is not None


@cache
def opened(folder: Path) -> Store:
    """The graph of a snapshot, opened once a process."""
    return open_snapshot(folder)


def load_snapshot(folder: Path) -> Store:
    """The graph of a snapshot in memory, where statements may be added to it.

    Raises SnapshotError if the folder holds none, or a broken one.
    """
    store = Store()
    _load(store, check_snapshot(folder) / GRAPH)
    return store


def index_of(folder: Path) -> Path | None:
    """The index of a snapshot's graph as it is now, if there is one."""
    try:
        stamp = json.loads((folder / INDEX / STAMP).read_text(encoding="utf-8"))
        index = folder / INDEX / str(stamp["index"])
        same = stamp["oxigraph"] == pyoxigraph.__version__ and index.is_dir()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    graph = folder / GRAPH
    now = graph.stat()
    if not same or stamp.get("bytes") != now.st_size:
        return None
    if stamp.get("modified") != now.st_mtime_ns:  # copied, perhaps: the same bytes at another time
        if stamp.get("sha256") != file_hash(graph):
            return None
        with suppress(OSError):
            _write_stamp(folder, index.name, str(stamp["sha256"]))
    return index


def prepare(folder: Path, say: Callable[[str], None]) -> None:
    """Makes the index of a large graph that has none; says that it takes a while.

    Where it cannot be written, a graph that is not too large is read into memory each time; SnapshotError tells of
    one that is.
    """
    if not is_large(check_snapshot(folder)) or index_of(folder):
        return
    say("the graph is large: making an index of it, once …")
    try:
        make_index(folder)
    except OSError as error:
        why = f"{folder / INDEX} cannot be written ({error.strerror or error})"
        if (folder / GRAPH).stat().st_size >= TOO_LARGE:
            raise SnapshotError(
                f"{why}, and a graph of this size is asked through an index there; make the folder writable, or copy "
                "the snapshot"
            ) from error
        say(f"{why}: the graph is read into memory each time")


def make_index(folder: Path) -> Path:
    """Indexes a snapshot's graph, unless that is done: 10 million statements take minutes.

    Raises SnapshotError if the graph is broken, OSError if the index cannot be written.
    """
    (folder / INDEX).mkdir(exist_ok=True)
    with _locked(folder / INDEX / LOCK):
        return index_of(folder) or _made(folder)


def fresh_store(folder: Path) -> Store:
    """An empty store on disk, in the place where an index is made."""
    path = folder / INDEX / FRESH
    shutil.rmtree(path, ignore_errors=True)  # of one that was interrupted
    path.mkdir(parents=True)
    return Store(str(path))


def keep_index(folder: Path) -> Path:
    """Makes the index of the fresh store, closed by now, that holds the whole graph."""
    sha256 = file_hash(folder / GRAPH)
    done = folder / INDEX / sha256[:16]
    shutil.rmtree(done, ignore_errors=True)
    (folder / INDEX / FRESH).rename(done)
    _write_stamp(folder, done.name, sha256)
    for path in (folder / INDEX).iterdir():
        if path.is_dir() and path != done:  # of a graph that was there before
            shutil.rmtree(path, ignore_errors=True)
    return done


def _made(folder: Path) -> Path:
    before = (folder / GRAPH).stat().st_mtime_ns
    try:
        _interruptible(folder)
        if (folder / GRAPH).stat().st_mtime_ns != before:
            raise SnapshotError(f"{folder / GRAPH} was changed while it was read; try again")
        return keep_index(folder)
    finally:
        shutil.rmtree(folder / INDEX / FRESH, ignore_errors=True)


def _interruptible(folder: Path) -> None:
    """Fills the fresh store in a thread, since the store itself does not listen to interruptions."""
    failed: list[BaseException] = []

    def work() -> None:
        try:
            store = fresh_store(folder)
            _load(store, folder / GRAPH)
            store.optimize()
        except BaseException as error:
            failed.append(error.with_traceback(None))  # which would hold the store open

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def _load(store: Store, graph: Path) -> None:
    try:
        store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS, lenient=True)  # a build wrote it
    except SyntaxError as error:
        raise SnapshotError(f"{graph} is broken: {error.msg}; build the snapshot again") from error


def _opened(folder: Path) -> Store:
    index = index_of(folder)
    try:
        return Store.read_only(str(index))
    except (OSError, RuntimeError) as error:
        raise SnapshotError(f"the index {index} is broken ({error}); remove {folder / INDEX}") from error


def _write_stamp(folder: Path, index: str, sha256: str) -> None:
    now = (folder / GRAPH).stat()
    stamp = {
        "index": index,
        "oxigraph": pyoxigraph.__version__,
        "sha256": sha256,
        "bytes": now.st_size,
        "modified": now.st_mtime_ns,
    }
    fresh = folder / INDEX / f".{STAMP}.{os.getpid()}"
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(folder / INDEX / STAMP)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Waits for another process that makes the index. Where the system has no such locks, there is none."""
    with path.open("w") as file:
        if os.name == "posix":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
