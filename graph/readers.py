"""The processes that read files down to their facts: this one, and others where that pays.

What reads is loaded only when the first file is, so that the others can load it while this process does.
"""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from graph.inputs import STDIN, InputError
from graph.model import Note, Reading, Source
from graph.resources import PACKAGE

if TYPE_CHECKING:
    from graph.relations.kept import Kept

Task = TypeVar("Task")
Done = TypeVar("Done")
STDIN_NAME = "stdin.txt"
PARALLEL = 150_000  # bytes of documents; below that one process is quicker than starting more
FEW = 4  # files a process: with fewer, the documents of each file are divided among the processes


@dataclass(frozen=True, slots=True)
class Found:
    """A file's readings, or why there are none."""

    path: Path
    source: Source | None = None
    readings: tuple[Reading, ...] = ()
    kept: "tuple[Kept, ...]" = ()  # of each reading
    notes: tuple[Note, ...] = ()
    error: str = ""


def read_one(path: Path, stdin: bytes = b"", share: tuple[int, int] = (0, 1)) -> Found:
    """One file, or a share of its documents, read down to its facts.

    Never raises: a file must not keep others from being built.
    """
    from graph.extraction import read_facts
    from graph.reading import UnreadableError, read_bytes, read_file
    from graph.relations.kept import keep
    from graph.structure.document import read_documents

    try:
        source = read_bytes(STDIN_NAME, stdin) if path == STDIN else read_file(path)
        documents, notes = read_documents(source, share)
        readings = tuple(read_facts(document) for document in documents)
        return Found(path, source, readings, tuple(map(keep, readings)), (*source.notes, *notes))
    except UnreadableError as error:
        return Found(path, error=error.reason)
    except Exception as error:
        return Found(path, error=internal_error(error))


def internal_error(error: Exception) -> str:
    """A mistake of ours in one line: what, and where in the code."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)] or frames
    where = ours[-1] if ours else None
    place = f", {Path(where.filename).name}:{where.lineno}" if where else ""
    return f"internal error, please report it ({type(error).__name__}: {str(error)[:120]}{place})"


class Readers:
    """The processes that read some files, started when the block is entered."""

    def __init__(self, files: Sequence[Path], jobs: int = 0) -> None:
        self._files = files
        self._workers = jobs or (os.cpu_count() or 1 if _size(files) > PARALLEL else 1)
        self._few = len(files) < FEW * self._workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Readers":
        if self._workers > 1:
            context = multiprocessing.get_context("spawn")
            count = self._workers - 1 if self._few else self._workers
            self._pool = ProcessPoolExecutor(count, context, _start_worker)
            with _unheard(signal.SIGINT):
                for _ in range(count):
                    self._pool.submit(_load)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def read(self, stdin: bytes = b"") -> Iterator[Found]:
        """Every file's readings, in the order of the files."""
        if self._pool is None:
            yield from map(partial(read_one, stdin=stdin), self._files)
        elif self._few:
            with _unbroken():
                yield from _divided(self._pool, self._files, stdin, 2 * self._workers - 1)
        else:
            with _unbroken():
                yield from _windowed(self._pool, self._files, stdin, FEW * self._workers)

    def beside(self, work: Callable[..., None], *args: object) -> Callable[[], None]:
        """Starts some work in another process; what is returned waits for its end, or does it if there is none."""
        if self._pool is None:
            return partial(work, *args)
        with _unheard(signal.SIGINT):
            done = self._pool.submit(work, *args)
        return partial(_finished, done)

    def spread(self, work: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """What comes of each task, in order; every so many is done here, the others beside."""
        if self._pool is None:
            yield from map(work, tasks)
            return
        with _unheard(signal.SIGINT):
            theirs = {n: self._pool.submit(work, task) for n, task in enumerate(tasks) if n % self._workers}
        own = {n: work(task) for n, task in enumerate(tasks) if n not in theirs}
        with _unbroken():
            yield from (own[n] if n in own else theirs[n].result() for n in range(len(tasks)))


def _finished(done: Future[None]) -> None:
    with _unbroken():
        done.result()


@contextmanager
def _unbroken() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise InputError("a process was ended from outside (out of memory?); try --jobs 1") from error


def _size(files: Iterable[Path]) -> int:
    def size(path: Path) -> int:
        try:
            return path.stat().st_size
        except OSError:
            return 0

    return sum(size(path) for path in files if path != STDIN)


def _divided(pool: ProcessPoolExecutor, files: Sequence[Path], stdin: bytes, shares: int) -> Iterator[Found]:
    """Few files: the documents of each are divided into shares, one of each file done here.

    Other processes take two shares each, since this one also writes. The share done here moves on from file
    to file, so that files of one document are divided too.
    """
    others: list[list[Future[Found]]] = []
    with _unheard(signal.SIGINT):
        for n, path in enumerate(files):
            theirs = (k for k in range(shares) if k != n % shares)
            others.append([pool.submit(read_one, path, stdin, (k, shares)) for k in theirs])
    for n, (path, parts) in enumerate(zip(files, others, strict=True)):
        own = read_one(path, stdin, (n % shares, shares))
        yield _joined([own, *(part.result() for part in parts)])


def _windowed(pool: ProcessPoolExecutor, files: Sequence[Path], stdin: bytes, ahead: int) -> Iterator[Found]:
    """Results in order, with no more than `ahead` files waiting in memory."""
    waiting: deque[Future[Found]] = deque()
    for path in files:
        with _unheard(signal.SIGINT):
            waiting.append(pool.submit(read_one, path, stdin))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _joined(parts: list[Found]) -> Found:
    """The shares of one file as one; what could not be read in any share could not be read."""
    broken = next((part for part in parts if part.error), None)
    if broken or len(parts) == 1:
        return broken or parts[0]
    both = ((r, k) for part in parts for r, k in zip(part.readings, part.kept, strict=True))
    ordered = sorted(both, key=lambda pair: pair[0].document.span)
    readings, kept = tuple(r for r, _ in ordered), tuple(k for _, k in ordered)
    return Found(parts[0].path, parts[0].source, readings, kept, parts[0].notes)


@contextmanager
def _unheard(number: signal.Signals) -> Iterator[None]:
    """Processes started in here do not hear a signal, not even while they start."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _load() -> None:
    """Loads what reads, before there is anything to read."""
    from graph.extraction import read_facts  # noqa: F401
    from graph.relations.kept import keep  # noqa: F401


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        sys.stderr.flush()
        os._exit(1)
