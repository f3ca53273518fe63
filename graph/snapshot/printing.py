"""An answer as a person or a program wants it: table, CSV, TSV, JSON, XML, Turtle, N-Triples, JSON-LD."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from graph.snapshot.jsonld import document
from graph.snapshot.quads import PREFIXES
from graph.snapshot.sparql import QueryError
from graph.snapshot.terminal import table
from graph.snapshot.views import Row, guarded, json_line, plain

RESULTS = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
OF_ROWS = ("table", "csv", "jsonl", *RESULTS)  # formats of a SELECT's answer
OF_TRIPLES = ("turtle", "ntriples", "jsonld", "table", "csv")  # formats of a CONSTRUCT's or DESCRIBE's
FORMATS = tuple(dict.fromkeys([*OF_ROWS, *OF_TRIPLES]))


def print_answer(results: QuerySolutions | QueryBoolean | QueryTriples, form: str, out: TextIO) -> None:
    """Prints the answer to a query of any form.

    Raises QueryError for a format that such an answer does not have.
    """
    if isinstance(results, QueryTriples):
        print_triples(results, form, out)
    elif form not in OF_ROWS or (isinstance(results, QueryBoolean) and form in ("tsv", "jsonl")):
        kind = "an ASK" if isinstance(results, QueryBoolean) else "a SELECT"
        raise QueryError(
            f"{kind} has no {form}; its formats are table, csv, json and xml, and tsv and jsonl for a SELECT"
        )
    elif form in RESULTS:
        data = results.serialize(format=RESULTS[form]) or b""
        out.write(data.decode("utf-8") + ("" if form == "tsv" else "\n"))
    elif isinstance(results, QueryBoolean):
        out.write(f"{str(bool(results)).lower()}\n")
    else:
        columns = [variable.value for variable in results.variables]
        rows = ({column: plain(solution[column]) for column in columns} for solution in results)
        print_rows(columns, rows, form, out)


def print_triples(triples: Iterable[Triple], form: str, out: TextIO) -> None:
    """Triples in a format, in their order as N-Triples: the same answer is the same text.

    Raises QueryError for a format that triples do not have.
    """
    if form not in OF_TRIPLES:
        raise QueryError(f"triples have no {form}; their formats are {', '.join(OF_TRIPLES)}")
    ordered = sorted(triples, key=str)
    if form in ("table", "turtle"):
        out.write(turtle(ordered))
    elif form == "ntriples":
        out.write((serialize(ordered, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8"))
    elif form == "jsonld":
        out.write(document(ordered))
    else:
        names = ("subject", "predicate", "object")
        rows = ({name: plain(term) for name, term in zip(names, t, strict=True)} for t in ordered)
        print_rows(names, rows, form, out)


def turtle(triples: Sequence[Triple]) -> str:
    """Triples as Turtle, with the prefixes that they use in front."""
    text = "\n".join(map(str, triples))
    used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
    data: bytes = serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b""
    return data.decode("utf-8")


def print_rows(columns: Sequence[str], rows: Iterable[Row], form: str, out: TextIO) -> None:
    """Rows as JSON Lines, as CSV for a spreadsheet program, or as a table with their number under it."""
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
