"""Which report counts for which promise, and what it costs to find out."""

import pytest
from outcome_cases import PLAN, REPORT, told

from graph.model import Document
from graph.outcomes import figures, match

TASK = "1.改造老旧小区24个。"
REVIEW = REPORT.format(review="改造老旧小区26个。", ahead="改造老旧小区16个。")


def verdicts(*texts: str) -> list[tuple[str, str]]:
    return [(outcome.target.year, outcome.verdict) for outcome in match(told(*texts))]


def test_a_promise_waits_where_no_report_reviews_its_year() -> None:
    assert verdicts(PLAN + TASK) == [("2023", "pending")]


def test_a_report_does_not_review_its_own_plan() -> None:
    assert verdicts(REVIEW) == [("2024", "pending")]


def test_another_place_or_year_is_no_report() -> None:
    elsewhere = REVIEW.replace("青溪县", "云岭县")
    later = REVIEW.replace("2023", "2025").replace("2024", "2026")
    assert ("2023", "pending") in verdicts(PLAN + TASK, elsewhere)
    assert ("2023", "pending") in verdicts(PLAN + TASK, later)


def test_the_report_that_reviews_it_decides() -> None:
    assert ("2023", "met") in verdicts(PLAN + TASK, REVIEW)


def test_the_jurisdiction_is_the_callers() -> None:
    def anywhere(document: Document) -> str:
        return "one"

    elsewhere = REVIEW.replace("青溪县", "云岭县")
    found = [o.verdict for o in match(told(PLAN + TASK, elsewhere), anywhere) if o.target.year == "2023"]
    assert found == ["met"]


def test_comparisons_grow_with_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    likeness = figures.likeness

    def counted(*args: object) -> object:
        compared[-1] += 1
        return likeness(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(figures, "likeness", counted)
    for count in (10, 100):
        places = (f"青{chr(0x4E00 + n)}" for n in range(count))
        said = told(*(text.replace("青溪", place) for place in places for text in (PLAN + TASK, REVIEW)))
        compared.append(0)
        assert len(list(match(said))) == 2 * count
    assert compared[1] == 10 * compared[0] > 0
