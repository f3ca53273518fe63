"""One thing in other words is paired; what only resembles it is not."""

from pathlib import Path

import pytest
from outcome_cases import Case, of_case, row

LINES = [line for line in Path(__file__).with_name("wordings.txt").read_text("utf-8").splitlines() if line]
SAME = [line for line in LINES[: LINES.index("----")] if not line.startswith("#")]
OTHER = LINES[LINES.index("----") + 1 :]
TOLD = ("met", "missed", "partly")


def rows(line: str) -> list[str]:
    promise, report = line.split(" | ")
    return [row(outcome) for outcome in of_case(Case(line, f"{promise}。", f"{report}。", "", []))]


@pytest.mark.parametrize("line", SAME)
def test_one_thing_in_other_words(line: str) -> None:
    assert any(found.startswith(TOLD) for found in rows(line)), rows(line)


@pytest.mark.parametrize("line", OTHER)
def test_two_things_that_resemble_each_other(line: str) -> None:
    assert not any(found.startswith(TOLD) for found in rows(line)), rows(line)


def test_there_are_enough_of_both() -> None:
    assert len(SAME) >= 150 and len(OTHER) >= 60
