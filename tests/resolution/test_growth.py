"""The number of comparisons grows with the corpus, not with its square."""

from collections.abc import Iterator
from dataclasses import replace

from graph.resolution.model import Mention
from graph.resolution.resolve import resolve
from tests.resolution.things import read_blocks

MENTIONS = [m for block in read_blocks("timeline.txt") for m in block.mentions]


def copies(times: int) -> Iterator[Mention]:
    """The county, many times, each as a county of its own in one city."""
    for number in range(times):
        for m in MENTIONS:
            yield replace(m, region=f"county{number}", within=("city",), document=f"{m.document}-{number}")


def later_years(times: int) -> Iterator[Mention]:
    """One county with ever new things in ever new years: other labels, the same common words."""
    for number in range(times):
        for m in MENTIONS:
            name = "".join(chr(ord("一") + (number * 97 + step * 31) % 5000) for step in range(2))
            label = name + m.label
            yield replace(
                m,
                label=label,
                enterprises=tuple(name + f for f in m.enterprises),
                year=(m.year or 0) + 3 * number,
                document=f"{m.document}-{number}",
            )


def test_ten_times_the_counties_are_ten_times_the_comparisons() -> None:
    one, ten = (resolve(copies(n)).comparisons for n in (1, 10))
    assert one > 0 and ten == 10 * one


def test_more_years_of_one_county_do_not_multiply() -> None:
    ten, forty = (resolve(later_years(n)).comparisons for n in (10, 40))
    assert forty < 6 * ten
