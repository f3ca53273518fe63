"""Numerals in characters, against a writer of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.language.numerals import NumeralError, arabic, chinese, narrow, scale_of

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A whole number below 10^12 as the genre writes it: 一百零三, 两千万 aside."""
    for size, character in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            rest = number % size
            gap = "零" if rest and rest < size // 10 else ""
            return written(number // size) + character + gap + (written(rest) if rest else "")
    for size, character in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            rest = number % size
            gap = "零" if rest and rest < size // 10 else ""
            return DIGITS[number // size] + character + gap + (written(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(0, 10**12 - 1))
def test_what_is_written_is_read(number: int) -> None:
    assert chinese(written(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十八万", 180000),
        ("两亿五千万", 250000000),
        ("千亿", 10**11),
        ("万亿", 10**12),
        ("二〇二四", 2024),
        ("十", 10),
    ],
)
def test_forms_of_the_genre(text: str, number: int) -> None:
    assert chinese(text) == number


@pytest.mark.parametrize("text", ["三五", "七八", "个", "三十五六七"])
def test_what_is_no_single_number_is_refused(text: str) -> None:
    with pytest.raises(NumeralError):
        chinese(text)


@given(st.decimals(0, 10**9, places=2))
def test_figures_with_commas(number: Decimal) -> None:
    assert arabic(f"{number:,}") == number


@given(st.text(max_size=40))
def test_narrowing_keeps_the_length(text: str) -> None:
    assert len(narrow(text)) == len(text)


def test_scales_multiply() -> None:
    assert scale_of("万亿") == 10**12
    assert scale_of("百万") == 10**6
