"""Reading a snapshot: open it, run a view or any SPARQL over it, print the answer."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from graph.errors import UserError
from graph.snapshot.folder import GRAPH, SnapshotError, check_snapshot
from graph.snapshot.quads import PREFIXES
from graph.snapshot.terminal import printable, shortened, table
from graph.snapshot.views import Row, guarded, json_line, plain, run, view_names, view_query

PLACE = re.compile(r"^error at (?P<line>\d+):(?P<column>\d+): (?:expected )?(?P<reason>.*)$", re.DOTALL)
PROLOGUE = re.compile(r"^(?:\s+|#[^\n]*|(?i:PREFIX)\s+[\w-]*:\s*<[^>]*>|(?i:BASE)\s*<[^>]*>)+")
FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
LONGEST_REASON = 100


class QueryError(UserError):
    """There is no such view or query, or it cannot be answered as asked."""


def open_snapshot(folder: Path) -> Store:
    """The graph of a snapshot, in memory.

    Raises SnapshotError if the folder holds none, or a broken one.
    """
    graph = check_snapshot(folder) / GRAPH
    store = Store()
    try:
        store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise SnapshotError(f"{graph} is broken: {error.msg}; build the snapshot again") from error
    return store


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
    first = next(_lines(path), {})
    return list(first), _lines(path)


def _lines(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            yield from map(json.loads, file)
    except ValueError as error:
        raise SnapshotError(f"{path} is broken ({error}); build the snapshot again") from error


def print_query(
    name: str | None, text: str | None, folder: Path, form: str, stdin: TextIO, out: TextIO
) -> None:
    """Runs a query of any form and prints its answer.

    Raises QueryError with the place in the query, SnapshotError for a folder without a snapshot.
    """
    results = answer(open_snapshot(folder), text if text is not None else _query_text(str(name), stdin))
    if isinstance(results, QueryTriples):
        _print_triples(results, form, out)
    elif isinstance(results, QueryBoolean):
        _print_boolean(bool(results), form, out)
    elif form == "turtle":
        raise QueryError("a SELECT has no Turtle; use CONSTRUCT or DESCRIBE, or --format table, csv or json")
    elif form == "json":
        out.write((results.serialize(format=QueryResultsFormat.JSON) or b"").decode("utf-8") + "\n")
    else:
        columns = [variable.value for variable in results.variables]
        rows = ({column: plain(solution[column]) for column in columns} for solution in results)
        print_rows(columns, rows, form, out)


def answer(store: Store, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The answer to a query over all graphs at once; well-known prefixes need no declaration.

    Raises QueryError that shows the place where the query is no SPARQL.
    """
    whole = with_prefixes(query)
    try:
        return store.query(whole, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(place_of(str(error), query, len(whole) - len(query))) from error


def place_of(message: str, query: str, added: int) -> str:
    """A syntax error in one line a person can use; `added` characters stand before the query's first line.

    >>> place_of('error at 1:31: expected "}"', "SELECT ?t { ?t ]", 15)
    'the query is no SPARQL at line 1, column 16, before “]”: expected "}"'
    """
    begins = re.sub(PROLOGUE, "", query).split(maxsplit=1)
    if not begins or begins[0].upper().partition("{")[0].partition("*")[0] not in FORMS:
        seen = f", not with “{shortened(begins[0], 20)}”" if begins else "; this one is empty"
        return f"a query begins with {', '.join(FORMS[:-1])} or {FORMS[-1]}{seen}"
    match = PLACE.match(message)
    if not match:
        return f"the query is no SPARQL: {printable(message)}"
    line, column = int(match["line"]), int(match["column"])
    column = max(1, column - (added if line == 1 else 0))
    lines = [*query.splitlines(), ""]
    rest = " ".join(lines[line - 1 : line + 1])[column - 1 :] if line <= len(lines) else ""
    there = f", before “{shortened(rest, 40)}”" if rest.strip() else ", at its end"
    reason = _reason(match["reason"], "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]]))
    return f"the query is no SPARQL at line {line}, column {column}{there}: {reason}"


def _reason(reason: str, before: str) -> str:
    """What the parser expected, without its tables of characters. `before` is the query up to the place."""
    if "Prefix not found" in reason:
        name = re.findall(r"[\w-]*:", before)[-1:]
        return f"no prefix {''.join(name)} is declared (known without: {', '.join(PREFIXES)})"
    if "IRI parsing failed" in reason:
        return "this IRI holds a character that no IRI may"
    words = [word for word in reason.removeprefix("one of ").split(", ") if not word.startswith("[")]
    listed = ", ".join(words)
    cut = listed if len(listed) <= LONGEST_REASON else listed[:LONGEST_REASON].rpartition(",")[0] + " …"
    return f"expected {'one of ' if len(words) > 1 else ''}{cut}" if words else "something else is expected"


def _query_text(name: str, stdin: TextIO) -> str:
    if name == "-":
        return stdin.read()
    if name in view_names():
        return view_query(name)
    path = Path(name)
    if not path.is_file():
        raise QueryError(f"no query named {name}: neither a file nor a view ({', '.join(view_names())})")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{name} is not UTF-8 text") from error


def with_prefixes(query: str) -> str:
    """The query with the prefixes it uses and does not declare, on its first line, so that its lines keep their numbers.

    >>> with_prefixes("SELECT ?s { ?s a pg:Task }").startswith("PREFIX pg: <https://policy-graph.example/ontology#> SELECT")
    True
    """
    declared = set(re.findall(r"(?i)prefix\s+([\w-]*):", query))
    used = [p for p in PREFIXES if p not in declared and re.search(rf"(?<![\w-]){p}:", query)]
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in used) + query


def _print_triples(triples: QueryTriples, form: str, out: TextIO) -> None:
    ordered = sorted(triples, key=str)
    if form in ("table", "turtle"):
        out.write(turtle(ordered))
        return
    if form == "json":
        raise QueryError("a CONSTRUCT or DESCRIBE has no JSON; use --format turtle or csv")
    names = ("subject", "predicate", "object")
    print_rows(
        names, ({name: plain(term) for name, term in zip(names, t, strict=True)} for t in ordered), form, out
    )


def turtle(triples: Sequence[Triple]) -> str:
    """Triples as Turtle, with the prefixes that they use in front."""
    text = "\n".join(map(str, triples))
    used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
    data: bytes = serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b""
    return data.decode("utf-8")


def _print_boolean(holds: bool, form: str, out: TextIO) -> None:
    if form == "turtle":
        raise QueryError("an ASK has no Turtle; use --format table, csv or json")
    out.write(
        json.dumps({"head": {}, "boolean": holds}) + "\n" if form == "json" else f"{str(holds).lower()}\n"
    )


def print_rows(columns: Sequence[str], rows: Iterable[Row], form: str, out: TextIO) -> None:
    """Prints rows as a table, CSV or JSON Lines."""
    if form == "jsonl":
        out.writelines(map(json_line, rows))
        return
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([guarded(row[name]) for name in columns] for row in rows)
        return
    cells = [[str(row[name]) for name in columns] for row in rows]
    if columns:
        out.writelines(f"{line}\n" for line in table(columns, cells))
    out.write(f"({len(cells)} row{'' if len(cells) == 1 else 's'})\n")
