"""Whole notices, lists and plans as places print them: who answers for each task, and the head.

Written and annotated before the rules saw them; a line `head | attribute | value` is of the head.
"""

from pathlib import Path

import pytest

from graph.extraction import assignments
from tests.cases import Case, read_cases

CASES = list(read_cases(Path(__file__).with_name("notices.txt")))
HEAD = "head"


def rows(case: Case) -> set[tuple[str, str, str]]:
    return {
        (str(fact.values["task"]), str(fact.values["role"]), str(fact.values["agent"]))
        for document in case.documents()
        for fact in assignments.extract(document)
        if fact.view == "assignments"
    }


def expected(case: Case) -> tuple[set[tuple[str, str, str]], dict[str, str]]:
    """The assignments, one agent each, and the attributes of the head."""
    made: set[tuple[str, str, str]] = set()
    head: dict[str, str] = {}
    for line in case.expected:
        first, second, third = (part.strip() for part in line.split("|", 2))
        if first == HEAD:
            head[second] = third
        else:
            made |= {(first, second, agent.strip()) for agent in third.split("；")}
    return made, head


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_who_answers(case: Case) -> None:
    assert rows(case) == expected(case)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_head(case: Case) -> None:
    wanted = expected(case)[1]
    (document,) = case.documents()
    found = {name: document.head[name].value for name in wanted if name in document.head}
    assert found == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_evidence_is_the_text_itself(case: Case) -> None:
    for document in case.documents():
        for fact in assignments.extract(document):
            quote = fact.span.of(document.source.text)
            assert quote
            assert quote.strip() == quote


def test_the_cases_were_found() -> None:
    assert len(CASES) >= 114
    assert sum(not case.expected or not expected(case)[0] for case in CASES) >= 9
