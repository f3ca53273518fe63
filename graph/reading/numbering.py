"""Automatic paragraph numbers of docx: what Word prints before a paragraph, and its text does not hold.

numbering.xml in short: a w:num (numId) points to a w:abstractNum, which holds nine levels. Counters
belong to the abstractNum, so several nums count on together, unless a num says startOverride. A level
starts again when a level above it has moved, unless w:lvlRestart says otherwise.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from graph.reading.counting import count
from graph.reading.emphasis import Styles
from graph.reading.package import W, value, whole

LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    system: str = "decimal"  # w:numFmt
    pattern: str = ""  # w:lvlText: （%1）
    suffix: str = "tab"  # tab, space or nothing
    restart: int = -1  # 0: never; n: after level n (counted from 1) has moved; -1: after any above
    legal: bool = False  # the numbers of the levels above are printed as 1, 2, 3
    style: str = ""  # the paragraph style that is this level


@dataclass(frozen=True, slots=True)
class Num:
    """A list as used: the abstractNum it points to, and what it changes."""

    abstract: str
    starts: dict[int, int]  # startOverride, by level
    levels: dict[int, Level]  # levels it replaces


class Numbering:
    """The counters of one document. Ask for labels in the order of its paragraphs.

    `unknown` holds the numbering systems that are not known here and were printed as 1, 2, 3.
    """

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, dict[int, Level]] = {}
        self._nums: dict[str, Num] = {}
        self._links: dict[str, str] = {}  # abstractNum -> the numbering style that stands for it
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[str] = set()  # nums whose startOverride has been used
        self.unknown: set[str] = set()
        if root is not None:
            self._load(root)

    def label(self, properties: Any) -> str:
        """The number printed before the paragraph with this w:pPr (or None), with the space behind it; "" if none."""
        found = self._place(properties)
        if found is None:
            return ""
        num_id, at = found
        num = self._nums[num_id]
        level = self._level(num, at)
        counters = self._advance(num_id, num, at)
        printed = self._print(num, level, at, counters)
        return printed + _gap(printed, level.suffix)

    def _load(self, root: Any) -> None:
        for abstract in root.findall(W + "abstractNum"):
            identity = abstract.get(W + "abstractNumId", "")
            self._abstracts[identity] = _levels(abstract)
            link = value(abstract, "numStyleLink")
            if link:
                self._links[identity] = link
        for num in root.findall(W + "num"):
            overrides = num.findall(W + "lvlOverride")
            starts = {_at(one): value(one, "startOverride") for one in overrides}
            self._nums[num.get(W + "numId", "")] = Num(
                value(num, "abstractNumId") or "",
                {at: whole(start, 1) for at, start in starts.items() if start is not None},
                {at: level for one in overrides for at, level in _levels(one).items()},
            )

    def _place(self, properties: Any) -> tuple[str, int] | None:
        """numId and level of a paragraph, its own or its style's."""
        num_id, at = value(properties, "numPr", "numId"), value(properties, "numPr", "ilvl")
        style = self._styles.paragraph_style(properties)
        if num_id is None:
            num_id, styled = self._place_of_style(style)
            at = at if at is not None else str(styled)
        if num_id not in self._nums:
            return None
        level = whole(at, 0)
        return (num_id, level) if level < LEVELS else None

    def _place_of_style(self, style: str) -> tuple[str, int]:
        for one in self._styles.chain(style):
            num_id = value(one, "pPr", "numPr", "numId")
            if num_id is None:
                continue
            levels = self._levels_of(self._nums[num_id]) if num_id in self._nums else {}
            names = (style, one.get(W + "styleId"))
            linked = (at for name in names for at, level in levels.items() if level.style == name)
            return num_id, next(linked, whole(value(one, "pPr", "numPr", "ilvl"), 0))
        return "", 0

    def _levels_of(self, num: Num) -> dict[int, Level]:
        return self._abstracts.get(self._resolve(num.abstract), {}) | num.levels

    def _resolve(self, abstract: str) -> str:
        """The abstractNum that holds the levels: a numbering style may stand between."""
        for style in self._styles.chain(self._links.get(abstract, "")):
            num = self._nums.get(value(style, "pPr", "numPr", "numId") or "")
            if num is not None:
                return num.abstract
        return abstract

    def _level(self, num: Num, at: int) -> Level:
        return self._levels_of(num).get(at, Level(system="none"))

    def _advance(self, num_id: str, num: Num, at: int) -> list[int | None]:
        """Move the counter of a level on by one, and start the levels below it again."""
        counters = self._counters.setdefault(self._resolve(num.abstract), [None] * LEVELS)
        if num_id not in self._started:
            self._started.add(num_id)
            for level in num.starts:
                counters[level] = None
        before = counters[at]
        counters[at] = self._start(num, at) if before is None else before + 1
        for above in range(at):
            if counters[above] is None:
                counters[above] = self._start(num, above)
        for below in range(at + 1, LEVELS):
            restart = self._level(num, below).restart
            if restart < 0 or 0 < at + 1 <= restart:
                counters[below] = None
        return counters

    def _start(self, num: Num, at: int) -> int:
        return num.starts.get(at, self._level(num, at).start)

    def _print(self, num: Num, level: Level, at: int, counters: list[int | None]) -> str:
        if level.system == "bullet":
            return "".join("•" if unicodedata.category(mark) == "Co" else mark for mark in level.pattern)

        def number(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            system = "decimal" if level.legal else self._level(num, which).system
            return self._count(counters[which] or 0, system) if which <= at else ""

        return re.sub(r"%([1-9])", number, level.pattern)

    def _count(self, number: int, system: str) -> str:
        printed = count(number, system)
        if printed is None:
            self.unknown.add(system)
            return str(number)
        return printed


def _levels(parent: Any) -> dict[int, Level]:
    return {_at(element): _read_level(element) for element in parent.findall(W + "lvl")}


def _at(element: Any) -> int:
    return min(whole(element.get(W + "ilvl"), 0), LEVELS - 1)


def _read_level(element: Any) -> Level:
    systems = list(element.iter(W + "numFmt"))  # the last is the fallback of a custom one
    legal = value(element, "isLgl")
    return Level(
        start=whole(value(element, "start"), 0),
        system=systems[-1].get(W + "val", "decimal") if systems else "decimal",
        pattern=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        restart=whole(value(element, "lvlRestart"), -1),
        legal=legal is not None and legal not in ("0", "false", "off"),
        style=value(element, "pStyle") or "",
    )


def _gap(printed: str, suffix: str) -> str:
    """What parts number and text: a space, save where nothing is printed, or the number ends in a
    full-width mark or a circled digit, after which this genre writes none.

    >>> [text + _gap(text, "tab") + "推进" for text in ("一、", "（一）", "1.", "①", "第一章")]
    ['一、推进', '（一）推进', '1. 推进', '①推进', '第一章 推进']
    """
    if not printed or suffix == "nothing":
        return ""
    last, kind = printed[-1], unicodedata.category(printed[-1])
    full_width = unicodedata.east_asian_width(last) in "WF" and kind.startswith("P")
    return "" if full_width or kind == "No" else " "
