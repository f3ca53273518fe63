"""What the columns of the tables are, for programs: CSV on the Web, data package, Parquet."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UserError
from graph.snapshot.query import stored_rows
from graph.snapshot.views import Row, Value, view_names, view_title

EVIDENCE = ("quote", "start", "end")
CSVW = {"integer": "integer", "number": "double", "string": "string"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `integer`, `number` or `string`; `always` if no row lacks it."""

    name: str
    kind: str
    always: bool


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table of a snapshot."""

    view: str
    title: str
    columns: tuple[Column, ...]
    rows: int


def read_tables(facts: Path) -> list[TableFile]:
    """The tables of a snapshot, as their rows show them."""
    return [_table(path) for path in sorted(facts.glob("*.jsonl"))]


def _table(path: Path) -> TableFile:
    kinds: dict[str, set[type]] = {}
    count = 0
    for row in stored_rows(path):
        count += 1
        for name, value in row.items():
            kinds.setdefault(name, set()).add(type(value) if value != "" else type(None))
    title = view_title(path.stem) if path.stem in view_names() else path.stem
    columns = (Column(name, _kind(seen), type(None) not in seen) for name, seen in kinds.items())
    return TableFile(path.stem, title, tuple(columns), count)


def _kind(seen: set[type]) -> str:
    held = seen - {type(None)}
    if held and held <= {int}:
        return "integer"
    return "number" if held and held <= {int, float} else "string"


def csvw(tables: Sequence[TableFile]) -> str:
    """Metadata for the CSV files beside it. Source: https://www.w3.org/TR/tabular-metadata/"""
    described = [
        {
            "url": f"{table.view}.csv",
            "dc:title": table.title,
            "tableSchema": {
                "columns": [
                    {
                        "name": column.name,
                        "titles": column.name,
                        "datatype": CSVW[column.kind],
                        **({"required": True} if column.always else {}),
                    }
                    for column in table.columns
                ]
            },
        }
        for table in tables
    ]
    whole = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n", "\n"]},
        "tables": described,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def schema(table: TableFile) -> dict[str, object]:
    """A table's schema in a data package. Source: https://datapackage.org/standard/table-schema/"""
    return {
        "fields": [
            {
                "name": column.name,
                "type": column.kind,
                **({"constraints": {"required": True}} if column.always else {}),
            }
            for column in table.columns
        ]
    }


def write_parquet(facts: Path, folder: Path, tables: Sequence[TableFile]) -> None:
    """Each table as Parquet; what is empty there is null here. The bytes are those of the pyarrow that writes them.

    Raises UserError where pyarrow, an extra of 50 MB, is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UserError("Parquet needs pyarrow: pip install 'policy-graph[parquet]'") from error
    kinds = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "string": pyarrow.string()}
    for table in tables:
        rows: list[Row] = list(stored_rows(facts / f"{table.view}.jsonl"))
        made = pyarrow.table(
            [[_cell(row, column) for row in rows] for column in table.columns],
            schema=pyarrow.schema(
                pyarrow.field(column.name, kinds[column.kind], nullable=not column.always)
                for column in table.columns
            ),
        )
        pyarrow.parquet.write_table(made, folder / f"{table.view}.parquet", compression="zstd")


def _cell(row: Mapping[str, Value], column: Column) -> Value | None:
    value = row.get(column.name, "")
    if value == "":
        return None
    return str(value) if column.kind == "string" else value
