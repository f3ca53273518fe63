"""The words of a document's head, loaded from `head.toml`, and how what they match is written down."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from graph.model import Attribute, Passage
from graph.structure.numbers import parse_ordinal, parse_year

RULES = Path(__file__).with_name("head.toml")
Found = dict[str, Attribute]


@cache
def words() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for table in raw.values() for name, pattern in table.items()}


def stated(passage: Passage, start: int, end: int, rule: str, value: str = "") -> Attribute:
    """An attribute that the text states: its place is the evidence."""
    return Attribute(value or passage.text[start:end].strip(), passage.span(start, end), rule)


def close_up(text: str) -> str:
    """A title without the spaces that set it wide.

    >>> close_up("政 府 工 作 报 告"), close_up(" 工作要点 ")
    ('政府工作报告', '工作要点')
    """
    if re.search(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff\d《]|\d\s+[\u4e00-\u9fff]", text):
        return re.sub(r"[\s\u3000\u00a0]+", "", text)
    return text.strip()


def run_together(passages: Sequence[Passage]) -> Passage:
    """The lines of a head as one text, a line break between two of them."""
    text = ""
    offsets: tuple[int, ...] = ()
    for passage in passages:
        if text:
            text, offsets = text + "\n", (*offsets, offsets[-1] + 1)
        text, offsets = text + passage.text, offsets + passage.offsets
    return Passage(text, offsets)


def flattened(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each character stands."""
    index = [n for n, char in enumerate(text) if not char.isspace()]
    return "".join(text[n] for n in index), index


def iso_date(match: re.Match[str]) -> str:
    """A date in ISO form, as full as the text gives it; empty where it is no date.

    >>> iso_date(words()["date"].search("二○二一年一月十二日"))
    '2021-01-12'
    """
    year, month = parse_year(match["y"]), parse_ordinal(match["m"])
    day = parse_ordinal(match["d"]) if match.groupdict().get("d") else None
    if year is None or month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return ""
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")
