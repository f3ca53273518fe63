"""Step 7c: the fact views: the queries of ontology/views, run and written as tables."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from graph.rdf.names import XSD
from graph.resources import ontology_folder

ACROSS = (  # views over all documents at once
    "alignments",
    "conflicts",
    "corrections",
    "identities",
    "lineage",
    "outcomes",
    "successions",
    "units",
)
CLASSES = {  # the class whose things are a view's rows
    "alignments": "Alignment",
    "assignments": "Assignment",
    "citations": "Citation",
    "corrections": "Correction",
    "documents": "PolicyDocument",
    "identities": "Identity",
    "indicators": "Observation",
    "initiatives": "InitiativeReport",
    "investments": "Investment",
    "lineage": "LineageEntry",
    "outcomes": "Outcome",
    "programmes": "ProgrammeMention",
    "project_clusters": "Placement",
    "project_enterprises": "Participation",
    "project_stages": "StageReport",
    "successions": "Succession",
    "terms": "Definition",
    "units": "Unit",
}
PROPERTIES = {"conflicts": "lineageNote"}  # views whose rows are things with a property
NUMBERS = {XSD + "integer": int, XSD + "decimal": float, XSD + "double": float}
COMMENT = re.compile(r"^#\s*(.*)$", re.MULTILINE)
FIRST = frozenset("=+-@＝＋－＠\t\r\n")
FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n](?!\d+(?:\.\d+)?%?$)")  # a negative number is none

Value = str | int | float
Row = Mapping[str, Value]


def view_names() -> list[str]:
    """The names of the views, in order.

    >>> "assignments" in view_names()
    True
    """
    return sorted(path.stem for path in (ontology_folder() / "views").glob("*.rq"))


def view_query(name: str) -> str:
    """The text of a view's query.

    Raises FileNotFoundError if there is no such view.
    """
    return (ontology_folder() / "views" / f"{name}.rq").read_text(encoding="utf-8")


def view_title(name: str) -> str:
    """What a view shows, in Chinese: the first comment of its file."""
    match = COMMENT.search(view_query(name))
    return match[1] if match else name


def run(
    store: Store, query: str, graphs: Sequence[NamedNode] | None = None
) -> tuple[list[str], Iterator[Row]]:
    """The columns of a SELECT and its rows: numbers as numbers, what is unbound as an empty text.

    The query sees all named graphs, or those that are given, as one. Raises ValueError if it is not a SELECT,
    SyntaxError if it is no SPARQL.
    """
    solutions = (
        store.query(query, use_default_graph_as_union=True)
        if graphs is None
        else store.query(query, default_graph=list(graphs), named_graphs=list(graphs))
    )
    if not isinstance(solutions, QuerySolutions):
        raise ValueError("the query is not a SELECT")
    columns = [variable.value for variable in solutions.variables]
    return columns, (dict(zip(columns, map(plain, solution), strict=True)) for solution in solutions)


def plain(term: NamedNode | BlankNode | Literal | Triple | None) -> Value:
    """A term as a table shows it.

    >>> plain(Literal("6.50", datatype=NamedNode(XSD + "decimal"))), plain(None)
    (6.5, '')
    """
    if term is None:
        return ""
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    number = NUMBERS.get(term.datatype.value)
    if number is None:
        return term.value
    value = number(term.value)
    return int(value) if value == int(value) else value


class Table:
    """A view's rows, written as they come: CSV with a byte-order mark (spreadsheets then show Chinese) and JSON Lines."""

    def __init__(self, folder: Path, name: str) -> None:
        self._paths = folder / f"{name}.csv", folder / f"{name}.jsonl"
        self._csv = self._paths[0].open("w", encoding="utf-8-sig", newline="")
        self._jsonl = self._paths[1].open("w", encoding="utf-8", newline="\n")
        self._writer = csv.writer(self._csv, lineterminator="\r\n")
        self.count = 0

    def write(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        for row in rows:
            if not self.count:
                self._writer.writerow(columns)
            self._writer.writerow(map(guarded, row.values()))
            self._jsonl.write(json_line(row))
            self.count += 1

    def close(self) -> None:
        """Closes both files; a view without rows leaves none."""
        self._csv.close()
        self._jsonl.close()
        if not self.count:
            for path in self._paths:
                path.unlink()


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def json_line(row: Row) -> str:
    return _encoded(row) + "\n"


def guarded(value: Value) -> Value:
    """A cell that a spreadsheet program would take for a formula is written as text.

    >>> guarded("=1+1"), guarded("-7.1"), guarded(-7.1), guarded("- 待定")
    ("'=1+1", '-7.1', -7.1, "'- 待定")
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in FIRST and FORMULA.match(value) else value
