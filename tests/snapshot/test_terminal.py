"""Tables on a terminal, with text that is two columns wide and text that means harm."""

import pytest

from graph.snapshot.terminal import matrix, printable, shortened, table, width_of


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("区财政局", 8), ("（一）", 6), ("e\u0301", 1)]
)
def test_width(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize("widest", range(2, 30))
def test_what_is_cut_fits(widest: int) -> None:
    cut = shortened("济宁市兖州区2022年任务分解", widest)
    assert widest - 1 <= width_of(cut) <= widest or cut == "济宁市兖州区2022年任务分解"


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert printable("a\x1b]0;x\x07\u202eb") == "a�]0;x��b"


def test_columns_stand_under_each_other() -> None:
    lines = list(table(["单位", "n"], [["区财政局", "1"], ["a", "22"]], [False, True]))
    assert lines == ["单位       n", "--------  --", "区财政局   1", "a         22"]


@pytest.mark.parametrize("width", [40, 80, 120, 160])
def test_a_matrix_fits_and_loses_no_column(width: int) -> None:
    columns = {f"project_view_{n}": ["1", "23456"] for n in range(9)}
    lines = list(matrix("document", ["济宁市兖州区人民政府关于" * 4, "b"], columns, width))
    assert max(map(width_of, lines)) <= width
    heads = " ".join(line for line in lines if line.startswith("document"))
    assert [word for word in heads.split() if word != "document"] == list(columns)
    assert sum(line.count("23456") for line in lines) == 9
