"""Every question of ontology/questions has a good head, and answers the seeds as a person would."""

import io
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import Store

from graph.snapshot.query import ask, open_snapshot, print_question
from graph.snapshot.questions import (
    QuestionError,
    filled,
    list_questions,
    load_question,
    load_questions,
    parameters_of,
    question_of,
)
from graph.snapshot.views import plain

HERE = Path(__file__).parent
MORE = "…"


class Case(NamedTuple):
    name: str
    given: dict[str, str]
    columns: list[str]
    rows: list[str]
    count: int | None


def cases() -> Iterator[Case]:
    for block in (HERE / "answers.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            _, name, *args = lines[0].split()
            count = next((int(line.split()[1]) for line in lines if line.startswith("rows ")), None)
            rows = [line for line in lines[2:] if not line.startswith("rows ")]
            yield Case(name, parameters_of(args), lines[1].split(" | "), rows, count)


CASES = list(cases())


@pytest.fixture(scope="module")
def store(snapshot: Path) -> Store:
    return open_snapshot(snapshot)


def found(store: Store, case: Case) -> list[str]:
    solutions = ask(store, case.name, case.given)
    return [" | ".join(str(plain(row[column])) for column in case.columns) for row in solutions]


def agree(rows: list[str], expected: list[str]) -> bool:
    """Whether the rows are those expected, in order, with others only where the dots stand."""
    at, gap = 0, False
    for line in expected:
        if line == MORE:
            gap = True
            continue
        where = [n for n in range(at, len(rows) if gap else at + 1) if n < len(rows) and fits(rows[n], line)]
        if not where:
            return False
        at, gap = where[0] + 1, False
    return gap or at == len(rows)


def fits(row: str, line: str) -> bool:
    return fnmatchcase(row, line.replace("[", "[[]"))


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.name} {' '.join(case.given.values())}".strip()
)
def test_the_answer(store: Store, case: Case) -> None:
    rows = found(store, case)
    assert case.count is None or len(rows) == case.count
    assert (case.count == 0 and not rows) or agree(rows, case.rows), "\n".join(rows[:60])


def test_every_question_has_an_answer_checked() -> None:
    assert len(load_questions()) >= 20
    assert {case.name for case in CASES} == set(load_questions())


@pytest.mark.parametrize("name", list(load_questions()))
def test_heads_are_in_both_languages(name: str) -> None:
    question = load_questions()[name]
    assert re.search("[\u4e00-\u9fff]", question.title_zh) and re.search("[A-Za-z]", question.title_en)
    assert question.about_zh.endswith("。") and question.about_en.endswith(".")
    for one in question.parameters:
        assert one.about_zh.endswith("。") and one.about_en.endswith(".")


def test_what_is_asked_wrongly_is_said_in_one_line() -> None:
    with pytest.raises(QuestionError, match="no question named nothing; there are"):
        question_of("nothing")
    with pytest.raises(QuestionError, match="has no --colour; it takes --year"):
        filled(question_of("how_far_short"), {"colour": "red"})
    with pytest.raises(QuestionError, match="--year must be a year"):
        filled(question_of("how_far_short"), {"year": "soon"})
    with pytest.raises(QuestionError, match="needs a value"):
        parameters_of(["--year"])


def test_a_parameter_is_data_and_never_query() -> None:
    query = filled(question_of("honours"), {"actor": '") } DROP ALL #'})
    assert '"\\") } DROP ALL #"' in query


def test_a_line_for_a_parameter_that_is_empty_is_left_out() -> None:
    question = question_of("how_far_short")
    assert '= "2022"' in filled(question, {"year": "2022"}) and "# if" not in filled(question, {})
    assert "?about) =" not in filled(question, {"year": ""})


def test_a_count_is_a_number_and_nothing_else() -> None:
    assert "LIMIT 7 OFFSET 0" in filled(question_of("outcomes"), {"most": "7"})
    for wrong in ("", "7 }", "-1", "٧"):
        with pytest.raises(QuestionError, match="--most must be a count"):
            filled(question_of("outcomes"), {"most": wrong})


def test_promises_are_listed_part_by_part_and_none_is_lost(store: Store, snapshot: Path) -> None:
    """The parts together are the whole, and what is left is told."""
    whole, at = {str(row) for row in ask(store, "outcomes", {})}, 0  # type: ignore[union-attr]
    parts: set[str] = set()
    while more := print_question(
        "outcomes", {"most": "600", "skip": str(at)}, snapshot, "csv", io.StringIO()
    ):
        at += 600
        assert f"--skip {at}" in more[0]
    for skip in range(0, at + 600, 600):
        parts |= {str(row) for row in ask(store, "outcomes", {"most": "600", "skip": str(skip)})}  # type: ignore[union-attr]
    assert at == 1200 and parts == whole
    assert not print_question("outcomes", {}, snapshot, "csv", io.StringIO())


@pytest.mark.parametrize(
    ("unit", "remarks"),
    [
        ("区财政局", []),
        ("财政局", ["nothing is called 财政局; names that hold it: 区财政局、兖州区财政局"]),
        ("火星局", ["nothing is called 火星局, and no name holds it"]),
        ('"} #', ['nothing is called "} #, and no name holds it']),
    ],
)
def test_a_name_that_nothing_has_is_told_with_those_that_hold_it(
    snapshot: Path, unit: str, remarks: list[str]
) -> None:
    assert print_question("tasks-of-unit", {"unit": unit}, snapshot, "csv", io.StringIO()) == remarks


def test_an_empty_answer_for_a_year_needs_no_remark(snapshot: Path) -> None:
    assert not print_question("outcomes", {"year": "2030"}, snapshot, "csv", io.StringIO())


def test_a_head_that_lacks_something_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("# 问题：一\n# Question: One\n\nSELECT ?a { ?a ?b $c }", encoding="utf-8")
    with pytest.raises(QuestionError, match="lacks 说明、Answers"):
        load_question(path)
    path.write_text(
        "# 问题：一\n# Question: One\n# 说明：一。\n# Answers: One.\n\nSELECT ?a { ?a ?b $c }",
        encoding="utf-8",
    )
    with pytest.raises(QuestionError, match="differ"):
        load_question(path)


def test_the_list_names_every_question() -> None:
    out = io.StringIO()
    list_questions(out)
    assert all(name in out.getvalue() for name in load_questions())


def test_dots_stand_for_rows_and_nothing_else_does() -> None:
    assert agree(["a", "b", "c"], ["a", MORE, "c"]) and agree(["a"], ["a", MORE])
    assert not agree(["a", "b"], ["a"]) and not agree(["b", "a"], ["a", MORE, "b"])
