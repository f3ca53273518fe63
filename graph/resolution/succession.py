"""What became of units: renamed, merged, split, abolished, moved. Only what is certain, each with its source.

The table knows kinds of units, not single ones: 县乡村振兴局 went the way of every 乡村振兴局. Where the
day differs from place to place, the table says only from when to when; a unit it does not know stays unknown.

>>> [(s.successor, s.kind, s.effective or s.between) for s in successions("区乡村振兴局")]
[('区农业农村局', 'merged', '2023-03 至 2024-12')]
>>> successions("区物流发展指挥部")
()
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "succession.tsv"
KINDS = ("renamed", "merged", "split", "abolished", "moved")
LEVELS = ("national", "local")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?$")
_BETWEEN = re.compile(r"\d{4}(?:-\d{2})? 至 \d{4}(?:-\d{2})?$")
_LEVEL_MARK = re.compile(r"^(?:.{2,8}?(?:省|自治区|市|州|盟|县|区|旗)|省|市|县|区|旗|州|盟)(?=.{3,})")


class SuccessionError(ValueError):
    """A row of the table that says too little, or what it may not."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One change of one kind of unit."""

    predecessor: str
    successor: str  # "" where no single unit took its place
    kind: str
    level: str  # national: this one body; local: every unit of the name, with its place before it
    effective: str  # the day, month or year, where it is one for all
    between: str  # from when to when, where it differs from place to place
    source: str  # in words
    note: str = ""


@cache
def table() -> tuple[Succession, ...]:
    """Every row, in the order of the file."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(
        _row(number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#")
    )


def _row(number: int, line: str) -> Succession:
    cells = line.split("\t")
    row = Succession(*cells) if 7 <= len(cells) <= 8 else None
    if (
        row is None
        or row.kind not in KINDS
        or row.level not in LEVELS
        or not row.predecessor
        or not row.source
    ):
        raise SuccessionError(f"{TABLE.name}:{number}: {line!r}")
    if row.effective and not _DATE.match(row.effective):
        raise SuccessionError(f"{TABLE.name}:{number}: no date: {row.effective!r}")
    if row.between and not _BETWEEN.match(row.between):
        raise SuccessionError(f"{TABLE.name}:{number}: no span of dates: {row.between!r}")
    return row


@cache
def _plain() -> Mapping[str, tuple[Succession, ...]]:
    found: dict[str, tuple[Succession, ...]] = {}
    for row in table():
        found[row.predecessor] = (*found.get(row.predecessor, ()), row)
    return found


@cache
def _with_place() -> tuple[tuple[re.Pattern[str], Succession], ...]:
    """The rows whose names have a place inside, written as …"""
    place = "((?!.*中心)[\u4e00-\u9fff]{2,8})"
    return tuple(
        (re.compile(place.join(map(re.escape, s.predecessor.split("…")))), s)
        for s in table()
        if "…" in s.predecessor
    )


def successions(name: str) -> tuple[Succession, ...]:
    """What became of a unit, by its printed name; empty where it is not known.

    >>> [s.successor for s in successions("国土资源部")], [s.successor for s in successions("市安全生产监督管理局")]
    (['自然资源部'], ['市应急管理局'])
    >>> [s.successor for s in successions("青溪银保监分局")]
    ['青溪金融监管分局']
    """
    if found := _plain().get(name):
        return found
    for pattern, row in _with_place():
        if match := pattern.fullmatch(name):
            successor = row.successor
            for place in match.groups():
                successor = successor.replace("…", place, 1)
            return (replace(row, predecessor=name, successor=successor),)
    plain = _LEVEL_MARK.sub("", name)
    front = name.removesuffix(plain)
    rows = (s for s in _plain().get(plain, ()) if s.level == "local" and front)
    return tuple(
        replace(s, predecessor=name, successor=front + s.successor if s.successor else "") for s in rows
    )
