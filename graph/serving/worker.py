"""The process that answers queries over a snapshot, one at a time. It may be ended at any moment."""

import contextlib
import io
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, serialize

from graph.errors import UserError
from graph.serving.formats import BOOLEANS, RESULTS, TRIPLES, Format, choose
from graph.serving.preload import PRELOADED
from graph.snapshot.index import opened
from graph.snapshot.jsonld import document
from graph.snapshot.quads import PREFIXES
from graph.snapshot.query import answer
from graph.snapshot.sparql import QueryError


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the graphs it is about (None: as the query says), and what the answer should be written in."""

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    accept: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a question; protocol.py has the list of `status`."""

    status: str
    data: bytes = b""  # the answer, or in UTF-8 why there is none
    content_type: str = "text/plain; charset=utf-8"


class _TooLargeError(Exception):
    pass


class _Limited(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._left -= len(data)
        if self._left < 0:
            raise _TooLargeError
        return super().write(data)


def work(folder: Path, connection: Connection, most_bytes: int, most_memory: int) -> None:
    """Answers what comes through the connection until it is closed. Limits are in bytes; memory is beyond the store's."""
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError, ConnectionResetError):
        try:
            opened(folder)
        except UserError as error:
            connection.send(str(error))
            return
        limit_memory(most_memory)
        connection.send("")  # ready
        while True:
            connection.send(answered(folder, connection.recv(), most_bytes))


def limit_memory(more: int) -> None:
    """Ends this process, rather than its neighbours, when a query needs more memory than that. Linux alone can."""
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + more, used + more))
    except (ImportError, OSError, ValueError):
        return


def answered(folder: Path, question: Question, most_bytes: int) -> Answer:
    """The answer to one question."""
    try:
        results = answer(opened(folder), question.query, question.default_graphs, question.named_graphs)
        among = (
            TRIPLES
            if isinstance(results, QueryTriples)
            else BOOLEANS
            if isinstance(results, QueryBoolean)
            else RESULTS
        )
        chosen = choose(among, question.accept, question.format)
        if chosen is None:
            names = ", ".join(f"{form.name} ({form.media_type})" for form in among)
            return Answer("not_acceptable", f"The answer to this query can be had as {names}.\n".encode())
        out = _Limited(most_bytes)
        _write(results, chosen, out)
        return Answer("ok", out.getvalue(), chosen.content_type)
    except QueryError as error:
        return Answer("malformed", "\n".join([str(error), *error.detail, ""]).encode())
    except _TooLargeError:
        return Answer(
            "too_large",
            f"The answer is larger than {most_bytes:,} bytes; ask for less with LIMIT.\n".encode(),
        )
    except MemoryError:
        return Answer("too_much", b"The query needs more memory than it may have.\n")
    except Exception as error:
        return Answer(
            "failed", f"The query could not be answered ({type(error).__name__}: {error}).\n".encode()
        )


def _write(results: QuerySolutions | QueryBoolean | QueryTriples, form: Format, out: io.BytesIO) -> None:
    if not isinstance(results, QueryTriples):
        results.serialize(out, format=form.writer)  # type: ignore[arg-type]
    elif form.writer is None:
        out.write(document(sorted(results, key=str)).encode())
    else:
        prefixes = {} if form.name == "ntriples" else PREFIXES
        serialize(results, out, format=form.writer, prefixes=prefixes)  # type: ignore[arg-type]


if os.environ.get(PRELOADED):
    with contextlib.suppress(UserError):  # the workers say so
        opened(Path(os.environ[PRELOADED]))
