"""The seeds' one year of promises that a later report reviews, against a table drawn up by hand."""

from functools import cache
from pathlib import Path

import pytest
from outcome_cases import said

from graph.model import Document, Fact
from graph.outcomes import Outcome, match
from graph.outcomes.units import written
from graph.reading import read_file
from graph.resources import seeds_folder
from graph.structure.document import read_documents

LINES = Path(__file__).with_name("seeds.txt").read_text("utf-8").splitlines()
ROWS = [line for line in LINES if line and not line.startswith("#")]


@cache
def documents() -> list[Document]:
    folder = seeds_folder()
    assert folder is not None
    return [d for path in sorted(folder.glob("*.txt")) for d in read_documents(read_file(path))[0]]


@cache
def outcomes() -> list[Outcome]:
    return [o for o in match([said(document) for document in documents()]) if o.target.year == "2023"]


def quote(fact: Fact, document: Document) -> str:
    text = next(d.source.text for d in documents() if d.source.sha256 == document.source.sha256)
    return fact.span.of(text)


def clause(outcome: Outcome) -> str:
    return quote(outcome.target.fact, outcome.target.document)


def reported(outcome: Outcome) -> str:
    if outcome.outcome is None or outcome.outcome_document is None:
        return ""
    return quote(outcome.outcome, outcome.outcome_document)


@pytest.mark.parametrize("line", ROWS)
def test_row(line: str) -> None:
    promise, told = line.split(" → ")
    *what, verdict, basis = told.split() if " " in told else (told, "")
    found = [o for o in outcomes() if promise in clause(o)]
    assert found, "no target read from this clause"
    if not what:
        assert {o.verdict for o in found} == {verdict} or verdict == "not_reported" == found[0].verdict
    else:
        rows = {(o.verdict, o.basis) for o in found if _says(o, what[0])}
        assert (verdict, basis) in rows, [(o.target.indicator, o.verdict, reported(o)) for o in found]


def _says(outcome: Outcome, what: str) -> bool:
    value = outcome.outcome_value
    return what in reported(outcome) if value is None else what == f"{value:.12g}"


def test_nothing_else_is_called_missed() -> None:
    missed = sorted(o.target.indicator for o in outcomes() if o.verdict == "missed")
    revenue = ["造纸包装产业营收", "橡胶化工产业营收", "高端装备产业营收", "健康食品产业营收"]
    figures = ["到位外资", "外贸进出口", "争取资金", "新改建口袋公园", "新增公办学位", "新增学位"]
    assert missed == sorted([*revenue, *figures, "中央厨房", "饮品三期", "中邮电商物流园"])


def test_what_no_report_reviews_still_waits() -> None:
    newest = next(d for d in documents() if d.source.name.startswith("000"))
    found = list(match([said(newest)]))
    assert found and {o.verdict for o in found} == {"pending"}


def test_sums_are_written_out() -> None:
    note = next(o.scope_note for o in outcomes() if o.target.indicator == "新增学位")
    assert note == "1170 + 4560 = 5730个，报告合计3750个"
    assert written(5730, "个") == "5730个"
