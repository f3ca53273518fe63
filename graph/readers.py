"""The processes that read files down to their facts: this one, and others where that pays.

What reads is loaded only when the first file is, so that the others can load it while this process does.
"""

import atexit
import gc
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
from typing import TYPE_CHECKING, Generic, TypeVar

from graph.inputs import STDIN, InputError
from graph.model import Note, Reading, Source
from graph.resources import PACKAGE

if TYPE_CHECKING:
    from graph.relations.kept import Kept

Given = TypeVar("Given")
Done = TypeVar("Done")
STDIN_NAME = "stdin.txt"
PARALLEL = 150_000  # bytes of documents; below that one process is quicker than starting more
FEW = 4  # files a process: with fewer, the documents of each file are divided among the processes
SHARE = 24_000  # bytes of a file, about one report: the smaller, the less one process waits for the other
MOST_SHARES = 12  # of a file, since each share splits it anew
GARBAGE = 50_000  # objects more than before, until those are looked for that nothing refers to any more


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


class _Task(Generic[Done]):
    """Some work that another process may begin; what none has begun can be taken back and done here."""

    def __init__(self, pool: ProcessPoolExecutor, work: Callable[..., Done], *args: object) -> None:
        self._work = partial(work, *args)
        with _unheard(signal.SIGINT), _unbroken():
            self._future = pool.submit(work, *args)
        self._done_here: list[Done] = []

    def done(self) -> bool:
        """Whether its result need not be waited for."""
        return bool(self._done_here) or self._future.done()

    def do_here(self) -> bool:
        """Does the work in this process, unless another has begun it; whether it did."""
        if self._done_here or not self._future.cancel():
            return False
        self._done_here.append(self._work())
        return True

    def result(self) -> Done:
        """What came of it, done here if no other process has begun it."""
        if self._done_here or self.do_here():
            return self._done_here[0]
        with _unbroken():
            return self._future.result()


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
            yield from _divided(self._pool, self._files, stdin)
        else:
            with _unbroken():
                yield from _windowed(self._pool, self._files, stdin, FEW * self._workers)

    def beside(self, work: Callable[..., None], *args: object) -> Callable[[], None]:
        """Has another process do some work; what is returned waits for its end, or does it if none has begun."""
        return _Task(self._pool, work, *args).result if self._pool else partial(work, *args)

    def spread(self, work: Callable[[Given], Done], given: Sequence[Given]) -> Iterator[Done]:
        """What comes of each, in order; what no other process has begun is done here."""
        if self._pool is None:
            yield from map(work, given)
            return
        tasks = [_Task(self._pool, work, one) for one in given]
        for task in tasks:
            task.do_here()
        yield from (task.result() for task in tasks)


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


def _divided(pool: ProcessPoolExecutor, files: Sequence[Path], stdin: bytes) -> Iterator[Found]:
    """Few files: the documents of each are divided into shares, which this process and the others take in turn."""
    tasks = []
    for path in files:
        shares = min(MOST_SHARES, 1 + _size([path]) // SHARE)
        tasks.append([_Task(pool, read_one, path, stdin, (k, shares)) for k in range(shares)])
    open_tasks = deque(task for parts in tasks for task in parts)
    for parts in tasks:
        while open_tasks and not all(part.done() for part in parts):
            open_tasks.popleft().do_here()
        yield _joined([part.result() for part in parts])


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


def collect_rarely() -> None:
    """What is read makes many small objects and few cycles: looking for those less often saves a twentieth."""
    gc.set_threshold(GARBAGE)


def _start_worker() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when the parent is gone."""
    collect_rarely()
    atexit.register(_leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _leave() -> None:
    """Ends a worker without giving back piece by piece what the system takes back at once."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


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
