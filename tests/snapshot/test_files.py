"""What a snapshot's files are: canonical quads, Turtle with the same statements, tables that spreadsheets open."""

import codecs
import csv
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse, serialize

from graph.pipeline import Result
from graph.rdf.names import RDF, Base, pg
from graph.snapshot.quads import merge_parts, write_part
from graph.snapshot.query import open_snapshot
from graph.snapshot.views import Table, guarded, run, view_names, view_query

EVIDENCE = ["doc", "source", "quote", "start", "end"]
COLUMNS = {  # as the contract for analysts fixes them
    "documents": "doc source title type issuer region date doc_number speaker year_reviewed year_planned",
    "assignments": "task role agent",
    "investments": "project amount currency kind",
    "project_enterprises": "project enterprise",
    "project_clusters": "project cluster",
    "project_stages": "project stage status",
    "initiatives": "actor relation target",
    "indicators": "indicator kind measure value unit comparator year",
    "programmes": "name",
    "citations": "title",
    "terms": "term definition",
}


def quads_of(path: Path) -> list[Quad]:
    return list(parse(path=str(path), format=RdfFormat.N_QUADS))


def test_the_graph_is_sorted_and_canonical(snapshot: Path) -> None:
    lines = (snapshot / "graph.nq").read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    dataset = Dataset(quads_of(snapshot / "graph.nq"))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    canonical: bytes = serialize(dataset, format=RdfFormat.N_QUADS) or b""
    assert sorted(canonical.splitlines(keepends=True)) == lines
    assert not any(b"_:" in re.sub(rb'"(?:[^"\\]|\\.)*"|<[^>]*>', b"", line) for line in lines)


def test_turtle_holds_the_same_statements(snapshot: Path) -> None:
    quads = {(q.subject, q.predicate, q.object) for q in quads_of(snapshot / "graph.nq")}
    turtle = {
        (q.subject, q.predicate, q.object)
        for q in parse(path=str(snapshot / "graph.ttl"), format=RdfFormat.TURTLE)
    }
    assert turtle == quads


def test_counts_are_of_the_distinct_lines(snapshot: Path, built: tuple[Path, Result]) -> None:
    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    quads = quads_of(snapshot / "graph.nq")
    assert manifest["statements"] == len(quads) == built[1].statements
    types = {(q.subject, q.object.value) for q in quads if q.predicate.value == RDF + "type"}
    assert manifest["classes"] == dict(sorted(Counter(kind for _, kind in types).items()))


def test_the_manifest_names_every_file_with_its_hash(snapshot: Path) -> None:
    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    there = {path.relative_to(snapshot).as_posix(): path for path in snapshot.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == set(there) - {"manifest.json"}
    for name, entry in manifest["files"].items():
        data = there[name].read_bytes()
        assert entry == {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def test_many_parts_are_merged_a_few_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.snapshot.quads.AT_ONCE", 3)
    base = Base()
    quads = [
        Quad(base.name("x", str(n % 7)), pg("p"), base.name("y", str(n)), base.name("g", str(n % 2)))
        for n in range(20)
    ]
    parts = []
    for n in range(11):
        parts.append(tmp_path / f"{n}.nq")
        write_part(quads[n : n + 10], parts[-1])
    _, properties = merge_parts(parts, tmp_path / "all.nq")
    assert properties.total() == 20
    assert set(quads_of(tmp_path / "all.nq")) == set(quads)
    assert sorted(tmp_path.iterdir()) == sorted([*parts, tmp_path / "all.nq"])


# -- tables


@pytest.mark.parametrize("view", COLUMNS)
def test_columns_are_in_the_order_of_the_contract(view: str, snapshot: Path) -> None:
    expected = COLUMNS[view].split() + ([] if view == "documents" else EVIDENCE)
    columns, _ = run(open_snapshot(snapshot), view_query(view))
    assert columns == expected
    stored = snapshot / "facts" / f"{view}.jsonl"
    if stored.is_file():
        rows = [json.loads(line) for line in stored.read_text(encoding="utf-8").splitlines()]
        assert all(list(row) == expected for row in rows) and rows


def test_stored_rows_are_what_the_query_says(snapshot: Path) -> None:
    store = open_snapshot(snapshot)
    for view in view_names():
        stored = snapshot / "facts" / f"{view}.jsonl"
        lines = stored.read_text(encoding="utf-8").splitlines() if stored.is_file() else []
        assert [json.loads(line) for line in lines] == list(run(store, view_query(view))[1])


def test_csv_opens_in_a_spreadsheet(snapshot: Path) -> None:
    for path in sorted((snapshot / "facts").glob("*.csv")):
        data = path.read_bytes()
        assert data.startswith(codecs.BOM_UTF8) and data.endswith(b"\r\n")
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
        stored = [
            json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
        ]
        assert rows == [{name: str(guarded(value)) for name, value in row.items()} for row in stored]


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\tx", "\r=1", "＝1+1", "- 待定"])
def test_a_formula_is_written_as_text(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", [-7.1, -20, 0, "-7.1", "+5%", "-20", "", "下降7.1%", "—", "17", "2022-02-15"]
)
def test_numbers_and_words_stay_as_they_are(value: str | float) -> None:
    assert guarded(value) == value


def test_only_csv_is_guarded(tmp_path: Path) -> None:
    table = Table(tmp_path, "indicators")
    row: dict[str, str | float] = {"indicator": "=能耗", "value": -7.1}
    table.write(list(row), [row])
    table.close()
    assert json.loads((tmp_path / "indicators.jsonl").read_text(encoding="utf-8")) == row
    assert (
        tmp_path / "indicators.csv"
    ).read_bytes() == codecs.BOM_UTF8 + "indicator,value\r\n'=能耗,-7.1\r\n".encode()
