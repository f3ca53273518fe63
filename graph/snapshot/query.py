"""Reading a snapshot: open it, run a view or any SPARQL over it, print the answer."""

import csv
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store, serialize

from graph.snapshot.folder import check_snapshot
from graph.snapshot.quads import PREFIXES
from graph.snapshot.views import guarded, plain, run, view_names, view_query

WIDEST = 48  # columns of a cell on a terminal


def open_snapshot(folder: Path) -> Store:
    """The graph of a snapshot, in memory.

    Raises SnapshotError if the folder holds none.
    """
    store = Store()
    store.bulk_load(path=str(check_snapshot(folder) / "graph.nq"), format=RdfFormat.N_QUADS)
    return store


def print_view(view: str, folder: Path, form: str, out: TextIO) -> None:
    """Prints a fact view as table, CSV or JSON Lines.

    Raises ValueError for an unknown view, SnapshotError for a folder without a snapshot.
    """
    if view not in view_names():
        raise ValueError(f"no view named {view}; there are {', '.join(view_names())}")
    columns, rows = run(open_snapshot(folder), view_query(view))
    if form == "jsonl":
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif form == "csv":
        _csv(columns, rows, out)
    else:
        _table(columns, rows, out)


def print_query(name: str | None, text: str | None, folder: Path, form: str, stdin: TextIO, out: TextIO) -> None:
    """Runs a query of any form and prints its answer.

    Raises ValueError or SyntaxError with the place in the query, SnapshotError for a folder without a snapshot.
    """
    query = with_prefixes(text if text is not None else _query_text(str(name), stdin))
    results = open_snapshot(folder).query(query, use_default_graph_as_union=True)
    if isinstance(results, QueryTriples):
        data = serialize(sorted(results, key=str), format=RdfFormat.TURTLE, prefixes=PREFIXES)
        out.write((data or b"").decode("utf-8"))
    elif isinstance(results, QueryBoolean):
        out.write(f"{'yes' if results else 'no'}\n" if form != "json" else json.dumps({"head": {}, "boolean": bool(results)}) + "\n")
    elif form == "turtle":
        raise ValueError("a SELECT has no Turtle; use CONSTRUCT or DESCRIBE, or --format table, csv or json")
    elif form == "json":
        out.write((results.serialize(format=QueryResultsFormat.JSON) or b"").decode("utf-8") + "\n")
    else:
        _solutions(results, form, out)


def _solutions(results: QuerySolutions, form: str, out: TextIO) -> None:
    columns = [variable.value for variable in results.variables]
    rows = ({column: plain(solution[column]) for column in columns} for solution in results)
    (_csv if form == "csv" else _table)(columns, rows, out)


def _query_text(name: str, stdin: TextIO) -> str:
    if name == "-":
        return stdin.read()
    if name in view_names():
        return view_query(name)
    path = Path(name)
    if not path.is_file():
        raise ValueError(f"no query named {name}: neither a file nor a view ({', '.join(view_names())})")
    return path.read_text(encoding="utf-8-sig")


def with_prefixes(query: str) -> str:
    """The query with the prefixes it uses and does not declare, on its first line, so that its lines keep their numbers.

    >>> with_prefixes("SELECT ?s { ?s a pg:Task }").startswith("PREFIX pg: <https://policy-graph.example/ontology#> SELECT")
    True
    """
    declared = set(re.findall(r"(?i)prefix\s+([\w-]*):", query))
    used = [p for p in PREFIXES if p not in declared and re.search(rf"(?<![\w-]){p}:", query)]
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in used) + query


def _csv(columns: list[str], rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: guarded(value) for name, value in row.items()})


def _table(columns: list[str], rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    """A table as wide as its contents; a Chinese character is two columns wide."""
    cells = [[_short(str(row[column])) for column in columns] for row in rows]
    widths = [max([_width(column), *(_width(line[n]) for line in cells)]) for n, column in enumerate(columns)]
    for line in [columns, ["-" * width for width in widths], *cells]:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        out.write("  ".join(padded).rstrip() + "\n")
    out.write(f"({len(cells)} rows)\n")


def _short(text: str) -> str:
    text = " ".join(text.split())
    if _width(text) <= WIDEST:
        return text
    kept = ""
    for char in text:
        if _width(kept + char) > WIDEST - 1:
            break
        kept += char
    return kept + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
