"""The workers: so many queries at a time, so many waiting, none for longer than allowed.

The store cannot stop a query that it has begun, so each runs in a process that can be ended. Where the system
can (Linux, macOS), workers are made from a process that has opened the store already: they share its memory
and are there within milliseconds.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from graph.serving.preload import begin
from graph.serving.worker import Answer, Question, work
from graph.snapshot.folder import SnapshotError

OPENING = 600.0  # seconds that opening a store may take


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may take of the machine."""

    seconds: float = 10.0
    result_bytes: int = 50_000_000
    memory_bytes: int = 2_000_000_000
    workers: int = 4  # queries at a time
    waiting: int = 32  # queries that wait for a worker


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False

    def wait(self) -> None:
        """Until the store is open. Raises SnapshotError if it is broken, EOFError if the process has ended."""
        if self.ready:
            return
        if not self.connection.poll(OPENING):
            raise EOFError
        if problem := self.connection.recv():
            raise SnapshotError(problem)
        self.ready = True


@dataclass
class Pool:
    """Answers questions. Started and stopped with the server."""

    folder: Path
    limits: Limits
    ended: int = 0  # workers ended because of a query
    _free: "asyncio.Queue[_Worker]" = field(init=False)
    _all: list[_Worker] = field(default_factory=list)
    _waiting: int = 0

    def start(self) -> None:
        """Makes the workers; they open the store on their own."""
        self._context = begin(self.folder)
        self._threads = ThreadPoolExecutor(self.limits.workers, "query")
        self._free = asyncio.Queue()
        for _ in range(self.limits.workers):
            self._free.put_nowait(self._made())

    def wait(self) -> None:
        """Until the first worker is ready.

        Raises SnapshotError if the graph is broken.
        """
        self._all[0].wait()

    def stop(self) -> None:
        for worker in self._all:
            worker.process.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)

    @property
    def busy(self) -> int:
        return self.limits.workers - self._free.qsize()

    async def answer(self, question: Question) -> Answer:
        """The answer, or why there is none: too long, too large, too much at a time."""
        if self._free.empty() and self._waiting >= self.limits.waiting:
            return Answer("busy", b"Too many queries at a time; ask again in a moment.\n")
        self._waiting += 1
        try:
            worker = await asyncio.wait_for(self._free.get(), self.limits.seconds)
        except TimeoutError:
            return Answer("busy", b"Too many queries at a time; ask again in a moment.\n")
        finally:
            self._waiting -= 1
        loop = asyncio.get_running_loop()
        exchange = loop.run_in_executor(self._threads, self._exchange, worker, question)
        exchange.add_done_callback(lambda done: self._free.put_nowait(done.result()[0]))
        return (await asyncio.shield(exchange))[1]

    def _exchange(self, worker: _Worker, question: Question) -> tuple[_Worker, Answer]:
        """Asks a worker; gives it back, or another one in its place."""
        try:
            worker.wait()
            worker.connection.send(question)
            if worker.connection.poll(self.limits.seconds):
                return worker, worker.connection.recv()
            lost = Answer("too_long", f"The query was stopped after {self.limits.seconds:g} s.\n".encode())
        except (EOFError, OSError, SnapshotError):
            lost = Answer("too_much", b"The query needs more memory than it may have.\n")
        return self._replaced(worker), lost

    def _replaced(self, worker: _Worker) -> _Worker:
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._all.remove(worker)
        self.ended += 1
        return self._made()

    def _made(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        limits = self.limits
        process = self._context.Process(  # type: ignore[attr-defined]
            target=work, args=(self.folder, theirs, limits.result_bytes, limits.memory_bytes), daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._all.append(worker)
        return worker
