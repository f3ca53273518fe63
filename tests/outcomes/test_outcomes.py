"""Promises and what was reported of them, over short documents of an invented county."""

from pathlib import Path

import pytest
from outcome_cases import Case, of_case, read_cases, row

HERE = Path(__file__).parent / "cases"
CASES = [case for path in sorted(HERE.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case) -> None:
    assert sorted(map(row, of_case(case))) == sorted(case.expected)


def test_enough_near_misses_stay_unpaired() -> None:
    near = [case for case in CASES if case.where.startswith("near")]
    assert len(near) >= 12
    assert all(expected.startswith("not_reported") for case in near for expected in case.expected)
