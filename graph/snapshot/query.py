"""Reading a snapshot: open it, run a view or any SPARQL over it."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO, cast

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from graph.snapshot.folder import SnapshotError, check_snapshot
from graph.snapshot.hints import hints, names_given
from graph.snapshot.index import load_snapshot, open_snapshot
from graph.snapshot.inferred import add_inferred
from graph.snapshot.printing import print_answer, print_rows, print_triples, turtle
from graph.snapshot.questions import beyond, filled, load_questions, question_of
from graph.snapshot.sparql import QueryError, mistake, names_its_graphs, refuse_service, with_prefixes
from graph.snapshot.views import Row, run, view_names, view_query

__all__ = [
    "QueryError",
    "answer",
    "ask",
    "open_snapshot",
    "print_answer",
    "print_query",
    "print_question",
    "print_triples",
    "print_view",
    "query_text",
    "turtle",
    "with_prefixes",
    "within",
]

Answer = QuerySolutions | QueryBoolean | QueryTriples


def print_view(view: str, folder: Path, form: str, out: TextIO) -> None:
    """Prints a fact view as table, CSV or JSON Lines.

    Raises QueryError for an unknown view, SnapshotError for a folder without a snapshot.
    """
    if view not in view_names():
        raise QueryError(f"no view named {view}; there are {', '.join(view_names())}")
    columns, rows = _stored(view, check_snapshot(folder)) or run(open_snapshot(folder), view_query(view))
    print_rows(columns, rows, form, out)


def _stored(view: str, folder: Path) -> tuple[Sequence[str], Iterator[Row]] | None:
    """A view's rows as the build wrote them, one at a time: the graph need not be opened for them."""
    path = folder / "facts" / f"{view}.jsonl"
    if not path.is_file():
        return None
    first = next(stored_rows(path), {})
    return list(first), stored_rows(path)


def stored_rows(path: Path) -> Iterator[Row]:
    """The rows of a table that a build wrote as JSON Lines.

    Raises SnapshotError if it is broken.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from map(json.loads, file)
    except ValueError as error:
        raise SnapshotError(f"{path} is broken ({error}); build the snapshot again") from error


def print_query(
    name: str | None,
    text: str | None,
    folder: Path,
    form: str,
    stdin: TextIO,
    out: TextIO,
    seconds: float = 0,
    inferred: bool = False,
) -> None:
    """Runs a query of any form and prints its answer; after `seconds`, if any, it is given up.

    `inferred` adds what follows from the ontology to what was stated.

    Raises QueryError with the place in the query, SnapshotError for a folder without a snapshot.
    """
    query = text if text is not None else query_text(str(name), stdin)
    store = load_snapshot(folder) if inferred else open_snapshot(folder)
    if inferred:
        add_inferred(store, folder)
    within(seconds, lambda: print_answer(answer(store, query), form, out))


def ask(store: Store, name: str, given: Mapping[str, str] | None = None) -> Answer:
    """The answer of a snapshot to a question, its parameters given or by default.

    Raises QuestionError if there is no such question or it takes no such parameter.
    """
    return answer(store, filled(question_of(name), given or {}))


def print_question(
    name: str, given: Mapping[str, str], folder: Path, form: str, out: TextIO, seconds: float = 0
) -> list[str]:
    """Answers a question and prints its answer; after `seconds`, if any, it is given up.

    What it returns are remarks for the reader: how to have the rest, if the question lists only so much at a time
    and there is more; and of a name that nothing has, which names hold it.
    """
    question = question_of(name)
    query, rest = filled(question, given), beyond(question, given)
    store = open_snapshot(folder)
    remarks: list[str] = []

    def has_rows(query: str) -> bool:
        return any(True for _ in cast(QuerySolutions, answer(store, query)))

    def work() -> None:
        print_answer(answer(store, query), form, out)
        if rest and has_rows(filled(question, rest)):
            remarks.append(f"there are more: go on with --skip {rest['skip']}, or narrow the question")
        if (names := names_given(question, given)) and not has_rows(query):
            remarks.extend(hints(store, names))

    within(seconds, work)
    return remarks


def within(seconds: float, work: Callable[[], None]) -> None:
    """Does the work, or raises QueryError when it takes longer; 0 is no limit.

    The store cannot be told to stop. Its thread goes on until the process ends, which is soon.
    """
    if not seconds:
        work()
        return
    failed: list[BaseException] = []

    def watched() -> None:
        try:
            work()
        except QueryError as error:  # without its traceback, which holds what belongs to this thread
            failed.append(QueryError(str(error), error.detail))
        except OSError as error:  # the reader of our output has gone
            failed.append(error.with_traceback(None))
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=watched, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise QueryError(
            f"the query was given up after {seconds:g} s; narrow it, or allow more with --timeout"
        )
    if failed:
        raise failed[0]


def answer(
    store: Store,
    query: str,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> Answer:
    """The answer to a query, over all graphs at once if it names none; well-known prefixes need no declaration.

    `default_graphs` and `named_graphs` (IRIs), if any, are used instead of the graphs that the query names.
    Raises QueryError that shows the place where the query is no SPARQL, or for one that would use the network.
    """
    refuse_service(query)
    whole = with_prefixes(query)
    try:
        if default_graphs is None and named_graphs is None:
            return store.query(whole, use_default_graph_as_union=not names_its_graphs(query))
        default, named = _nodes(default_graphs or ()), _nodes(named_graphs or ())
        return store.query(whole, default_graph=[*default], named_graphs=[*named])
    except SyntaxError as error:
        raise mistake(str(error), query, len(whole) - len(query)) from error


def _nodes(iris: Sequence[str]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph's name is no IRI: {error}") from error


def query_text(name: str, stdin: TextIO) -> str:
    """The text of a query: a view or a question by its name, a file, or standard input for `-`.

    Raises QueryError if there is none.
    """
    if name == "-":
        return stdin.read()
    if name in view_names():
        return view_query(name)
    if name in load_questions():
        return filled(question_of(name), {})
    path = Path(name)
    if not path.is_file():
        raise QueryError(f"no query named {name}: neither a file nor a view ({', '.join(view_names())})")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{name} is not UTF-8 text") from error
