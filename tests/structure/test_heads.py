"""What the head of a document states, over the printed forms of the genre."""

from pathlib import Path

import pytest

from tests.cases import Case, read_cases

CASES = list(read_cases(Path(__file__).with_name("heads.txt")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case) -> None:
    (document,) = case.documents()
    wanted = dict(tuple(part.strip() for part in line.split("|", 1)) for line in case.expected)
    found = {name: document.head[name].value for name in wanted if name in document.head}
    assert found == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_what_is_not_stated_says_why(case: Case) -> None:
    for document in case.documents():
        for name, attribute in document.head.items():
            assert attribute.value, name
            assert attribute.span or attribute.why, name


def test_the_cases_were_found() -> None:
    assert len(CASES) >= 30
