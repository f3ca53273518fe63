"""Quantities in running text."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language.quantities import TABLE, Quantity, measuring, read_quantities
from tests.cases import Case, read_sentences

BOUNDS = {"eq": "", "ge": "≥ ", "le": "≤ ", "approx": "≈ "}
CASES = list(read_sentences(Path(__file__).with_name("quantities.txt")))


def shown(quantity: Quantity) -> str:
    high = f"..{quantity.high}" if quantity.high is not None else ""
    role = f" [{quantity.role}]" if quantity.role else ""
    bound = "" if quantity.role else BOUNDS[quantity.comparator]
    return f"{bound}{quantity.value}{high} {quantity.unit}{role}".strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case) -> None:
    assert [shown(quantity) for quantity in read_quantities(case.text)] == case.expected


def test_the_cases_were_found() -> None:
    assert len(CASES) >= 22
    assert sum(not case.expected for case in CASES) >= 5


@pytest.mark.parametrize("row", TABLE["nothing"], ids=lambda row: row["name"])
def test_what_counts_nothing_and_its_near_miss(row: dict[str, str]) -> None:
    assert not measuring(read_quantities(row["example"]))
    assert measuring(read_quantities(row["but"]))


@pytest.mark.parametrize(
    ("text", "flag"),
    [("6.5%", "percent"), ("2个百分点", "points"), ("3倍", "multiple"), ("居全省第3位", "rank")],
)
def test_the_kinds_have_flags(text: str, flag: str) -> None:
    (quantity,) = measuring(read_quantities(text))
    assert getattr(quantity, flag)


@given(
    st.integers(0, 10**6), st.sampled_from(["", "万", "亿"]), st.sampled_from(["个", "元", "公里", "亩", "%"])
)
def test_every_figure_with_a_unit_is_found(number: int, scale: str, unit: str) -> None:
    text = f"达到{number}{scale}{unit}，"
    (quantity,) = measuring(read_quantities(text))
    assert quantity.value == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert text[quantity.start : quantity.end] == f"{number}{scale}{unit}"


@given(st.text(alphabet="新增第三十5,.1万亿元个%至—-前余超以上左右“”（）家/约 　１", max_size=60))
def test_quantities_are_in_order_and_apart(text: str) -> None:
    found = read_quantities(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(0 <= q.left <= q.start < q.end <= q.right <= len(text) for q in found)
