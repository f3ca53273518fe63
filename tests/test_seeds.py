"""Every fact of every seed, as kept in tests/expected: the diff of a change there is its review.

After a change that is meant, write the files again, and read what git shows:

    WRITE_EXPECTED=1 pytest tests/test_seeds.py
"""

import difflib
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.extraction import read_facts
from graph.model import Reading
from graph.pipeline import build
from graph.rdf.names import Base
from graph.reading import read_file
from graph.structure.document import read_documents

ROOT = Path(__file__).parent.parent
EXPECTED = Path(__file__).parent / "expected"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
CORPUS = ROOT.parent / "shared" / "corpus"  # more documents, where they are
QUOTED = 40  # characters of each quote that are kept
EVIDENCE = ("quote", "start", "end")
SHOWN = 60  # lines of a difference


def readings_of(path: Path) -> Iterator[Reading]:
    documents, _ = read_documents(read_file(path))
    yield from map(read_facts, documents)


def lines_of(path: Path) -> list[str]:
    """One JSON object a line: of each document its head, its size, then every fact by place."""
    found = [
        line for reading in readings_of(path) for line in (*_head(reading), _size(reading), *_facts(reading))
    ]
    return [json.dumps(line, ensure_ascii=False) for line in found]


def _head(reading: Reading) -> Iterator[dict[str, object]]:
    for name, found in sorted(reading.document.head.items()):
        if not name.startswith("_"):
            yield {"head": name, "value": found.value, "rule": found.rule}


def _size(reading: Reading) -> dict[str, object]:
    document = reading.document
    return {"sections": len(document.sections), "tasks": len(document.tasks), "terms": len(document.glossary)}


def _facts(reading: Reading) -> Iterator[dict[str, object]]:
    text = reading.document.source.text
    for fact in sorted(
        reading.facts, key=lambda f: (f.span, f.view, [str(value) for value in f.values.values()])
    ):
        place = {"start": fact.span.start, "end": fact.span.end}
        yield {"view": fact.view, **fact.values, "quote": fact.span.of(text)[:QUOTED], **place}


def expected_file(seed: Path) -> Path:
    return EXPECTED / f"{seed.stem[:3]}.jsonl"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_the_facts_of_a_seed_are_as_kept(seed: Path) -> None:
    found, path = lines_of(seed), expected_file(seed)
    if os.environ.get("WRITE_EXPECTED"):
        path.write_text("\n".join(found) + "\n", encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8").splitlines()
    changed = list(difflib.unified_diff(kept, found, "kept", "found", n=0, lineterm=""))
    more = f"\n… and {len(changed) - SHOWN} lines more" if len(changed) > SHOWN else ""
    if changed:
        meant = "\nIf this is meant: WRITE_EXPECTED=1 pytest tests/test_seeds.py"
        pytest.fail("\n".join(changed[:SHOWN]) + more + meant, pytrace=False)


def test_every_seed_is_kept() -> None:
    assert len(SEEDS) == 5
    assert sorted(EXPECTED.glob("*.jsonl")) == [expected_file(seed) for seed in SEEDS]


# -- totals


@pytest.fixture(scope="module")
def readings() -> dict[str, list[Reading]]:
    return {seed.stem[:3]: list(readings_of(seed)) for seed in SEEDS}


def count(readings: list[Reading], view: str) -> int:
    return sum(fact.view == view for reading in readings for fact in reading.facts)


def test_fourteen_documents(readings: dict[str, list[Reading]]) -> None:
    assert {name: len(found) for name, found in readings.items()} == {
        "000": 1,
        "001": 1,
        "002": 10,
        "003": 1,
        "004": 1,
    }


@pytest.mark.parametrize(("name", "tasks", "assignments"), [("003", 71, 325), ("004", 83, 149)])
def test_tasks_and_assignments(
    readings: dict[str, list[Reading]], name: str, tasks: int, assignments: int
) -> None:
    assert sum(len(reading.document.tasks) for reading in readings[name]) == tasks
    assert count(readings[name], "assignments") == assignments


def test_leaders(readings: dict[str, list[Reading]]) -> None:
    led = [
        fact.values["agent"]
        for reading in readings["003"]
        for fact in reading.facts
        if fact.values.get("role") == "lead_official"
    ]
    assert (len(led), len(set(led))) == (101, 11)


def test_terms(readings: dict[str, list[Reading]]) -> None:
    assert count(readings["000"], "terms") == 20


# -- evidence


SIDES = ("", "target_", "outcome_", "upper_", "lower_")  # what a row may quote
UNQUOTED = ("documents", "successions")  # rows about a whole document, and from the table of successions


def rows_of(snapshot: Path) -> Iterator[tuple[str, dict[str, str | int]]]:
    for path in sorted((snapshot / "facts").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, json.loads(line)


def assert_evidence(snapshot: Path) -> Counter[str]:
    """Every quote is where its row says; how many rows of each view have been looked up."""
    seen: Counter[str] = Counter()
    report = json.loads((snapshot / "report.json").read_text(encoding="utf-8"))
    texts = {file["name"]: (snapshot / file["text"]).read_text(encoding="utf-8") for file in report["files"]}
    rows = list(rows_of(snapshot))
    sources = {row["doc"]: str(row["source"]) for view, row in rows if view == "documents"}
    for view, row in rows:
        quoted = 0
        for side in SIDES:
            quote, start, end = (row.get(side + name, "") for name in EVIDENCE)
            if quote != "":
                source = str(row["source"]) if not side else sources[row[f"{side}doc"]]
                assert texts[source][int(start) : int(end)] == quote, (view, row)
                quoted += 1
        seen[view] += bool(quoted)
    return seen


def test_every_row_of_every_view_is_where_it_says(snapshot: Path) -> None:
    seen = assert_evidence(snapshot)
    rows = Counter(view for view, _ in rows_of(snapshot) if view not in UNQUOTED)
    assert +seen == rows
    assert seen["assignments"] == 325 + 149


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the further documents are not here")
def test_every_row_of_further_documents_is_where_it_says(tmp_path: Path) -> None:
    build([str(CORPUS)], tmp_path / "out", base=Base())
    seen = assert_evidence(tmp_path / "out")
    assert seen["citations"] > 100
