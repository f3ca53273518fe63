"""Who answers for a task, over notices in the printed forms of the genre."""

from pathlib import Path

import pytest

from graph.extraction import assignments
from tests.cases import Case, read_cases

CASES = list(read_cases(Path(__file__).with_name("assignments.txt")))


def rows(case: Case) -> list[tuple[str, str, str]]:
    return [
        (str(fact.values["task"]), str(fact.values["role"]), str(fact.values["agent"]))
        for document in case.documents()
        for fact in assignments.extract(document)
        if fact.view == "assignments"
    ]


def expected(case: Case) -> list[tuple[str, str, str]]:
    made = []
    for line in case.expected:
        task, role, agents = (part.strip() for part in line.split("|"))
        made += [(task, role, agent.strip()) for agent in agents.split("；")]
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case) -> None:
    assert sorted(rows(case)) == sorted(expected(case))


def test_the_cases_were_found() -> None:
    assert len(CASES) >= 141
    assert sum(not case.expected for case in CASES) >= 19


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_evidence_is_the_text_itself(case: Case) -> None:
    for document in case.documents():
        for fact in assignments.extract(document):
            quote = fact.span.of(document.source.text)
            assert quote
            assert quote.strip() == quote
