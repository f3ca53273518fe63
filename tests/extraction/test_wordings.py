"""Citations, glossary terms and programmes, over short texts of the genre."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.extraction import citations, programmes, terms
from graph.model import Fact
from tests.cases import Case, read_cases

HERE = Path(__file__).parent
FAMILIES = {"citations": citations, "programmes": programmes, "terms": terms}
CASES = [(name, case) for name in FAMILIES for case in read_cases(HERE / f"{name}.txt")]


def facts(name: str, case: Case) -> Iterator[Fact]:
    for document in case.documents():
        yield from FAMILIES[name].extract(document)


@pytest.mark.parametrize(("name", "case"), CASES, ids=lambda value: getattr(value, "where", ""))
def test_case(name: str, case: Case) -> None:
    assert [" | ".join(str(v) for v in fact.values.values()) for fact in facts(name, case)] == case.expected


@pytest.mark.parametrize(("name", "case"), CASES, ids=lambda value: getattr(value, "where", ""))
def test_the_evidence_holds_the_words(name: str, case: Case) -> None:
    text = "".join(case.source.text.split())
    for fact in facts(name, case):
        assert "".join(fact.span.of(case.source.text).split()) in text


def test_the_cases_were_found() -> None:
    assert [sum(n == name for n, _ in CASES) for name in FAMILIES] == [5, 4, 6]
