"""Step 3b: the outline: which paragraph, or part of one, is a heading, an item, a lead.

GB/T 9704-2012 orders the marks 一、 （一） 1. （1）. On the web headings are glued to their bodies and
to each other; then a mark counts only where a sentence has ended and the number rolls up in sequence
(``全省第 一、连续七年`` is a rank that an advertising filter broke, not a heading).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.model import Passage
from graph.structure.numbers import parse_ordinal

RULES = Path(__file__).with_name("outline.toml")
BULLETS = re.compile(r"^[\s◆◇●○■□▲△★☆•·\-—–－―>》]+")
SENTENCE_END = "。！？!?；;：:”』）)…"
COUNTED = re.compile(r"\d[\d.]*[万亿]?(?:[家个项条所座处户人公亩场次台套辆吨元%％]|平方)")
LEAD = 6  # level of a lead sentence or a heading without number, below every printed mark
MARK_AFTER_HEADING = 40  # characters: so near behind a heading a space alone may part it from （一）
RUN_ON = 10  # characters that a heading on its own line may be longer than a run-in one
SKIP = 2  # how many numbers a sequence may jump: reports lose a heading now and then


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or the part of one under a mark of its own.

    `level` 0 is plain text. `title` is the heading, `body` the text behind it; either may be empty.
    """

    level: int
    number: str
    value: int
    whole: Passage
    title: Passage
    body: Passage
    own_line: bool = True


@cache
def rules() -> dict[str, Any]:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return {
        "marks": [(mark["level"], re.compile(mark["pattern"])) for mark in raw["mark"]],
        "limits": raw["limits"],
        **{name: re.compile(pattern) for name, pattern in raw["words"].items()},
    }


class Outline:
    """Reads paragraphs in order and remembers where each level's numbers stand."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def pieces(self, paragraphs: list[Passage]) -> Iterator[Piece]:
        for paragraph in paragraphs:
            at = 0
            while at < len(paragraph.text):
                level, number, value, mark_end = self._mark(paragraph.text, at)
                end = self._next_mark(paragraph.text, mark_end, level)
                stretch = _trim(paragraph.slice(at, end))
                if stretch.text:
                    yield self._piece(stretch, level, number, value, mark_end - at, at == 0)
                at = end

    def _mark(self, text: str, at: int) -> tuple[int, str, int, int]:
        """The mark that stands at `at`, if any: level, number as printed, value, where it ends."""
        if rules()["glued"].match(text, at):
            self._take(1, self._last.get(1, 0))
            return 1, "", 0, at
        for level, pattern in rules()["marks"]:
            match = pattern.match(text, at)
            if not match:
                continue
            number = match["number"] or match["circled"]
            value = parse_ordinal(number)
            if value is None or (at and not self._in_sequence(level, value)):
                continue
            if not at and level == 3 and "." not in match.group() and value > self._last.get(3, 0) + SKIP:
                continue  # "2023 年…" and the like: a number at the head of a sentence
            if at == 0 and level == 5 and value > self._last.get(5, 0) + 1:
                continue
            self._take(level, value)
            return level, match.group().strip(), value, match.end()
        return 0, "", 0, at

    def _next_mark(self, text: str, start: int, here: int) -> int:
        """Where the next mark inside the paragraph begins, or the paragraph's end.

        ①…；②… in the paragraph of an item are parts of its text.
        """
        at = start
        while True:
            at = self._boundary(text, at)
            if at >= len(text):
                return len(text)
            if rules()["glued"].match(text, at):
                return at
            for level, pattern in rules()["marks"]:
                match = pattern.match(text, at)
                circled = match and match.groupdict().get("circled")
                if circled and here in (3, 4):
                    continue
                value = match and parse_ordinal(match["number"] or circled or "")
                if value and self._in_sequence(level, value) and _plausible(level, text, at):
                    return at

    def _boundary(self, text: str, at: int) -> int:
        """The next place after `at` where a mark may stand: behind a sentence's end, or a wide gap.

        The first （一） under a glued heading follows it after a single space.
        """
        for place in range(at + 1, len(text)):
            before = text[place - 1]
            if before.isspace():
                gap = text[at:place].rstrip()
                if not gap or text[place].isspace():
                    continue
                wide = text[max(place - 2, 0)].isspace()
                if (
                    wide
                    or gap[-1] in SENTENCE_END
                    or (text[place] in "（(" and place - at < MARK_AFTER_HEADING)
                ):
                    return place
            elif before in SENTENCE_END and not text[place].isspace():
                return place
        return len(text)

    def _in_sequence(self, level: int, value: int) -> bool:
        last = self._last.get(level, 0)
        if level in (1, 3, 5):
            return (
                value == last + 1
                or (level != 1 and value == 1)
                or (level == 1 and not last and value <= SKIP)
            )
        return last < value <= last + SKIP or value == 1

    def _take(self, level: int, value: int) -> None:
        self._last[level] = value
        for deeper in [n for n in self._last if n > level]:
            if deeper != 3 or level == 2 or value == 1:
                self._last[deeper] = 0 if deeper != 3 else self._last[deeper]

    def _piece(
        self, stretch: Passage, level: int, number: str, value: int, mark: int, own_line: bool
    ) -> Piece:
        rest = _trim(stretch.slice(mark, len(stretch.text))) if level else stretch
        glued = rules()["glued"].match(rest.text) if level == 1 else None
        cut = glued.end() if glued else title_end(rest.text, level)
        title, body = _trim(rest.slice(0, cut)), _trim(rest.slice(cut, len(rest.text)))
        if not level and title.text:
            level = LEAD
        return Piece(level, number, value, stretch, title, body, own_line)


def title_end(text: str, level: int) -> int:
    """How many characters of an item's text are its heading; 0 where it has none.

    >>> title_end("搭建创新平台。推动企业争创省级实验室。", 3)
    7
    >>> title_end("启动3个棚户区改造项目，改造22个老旧小区。促进房地产市场发展。", 3)
    0
    >>> title_end("2020年工作安排2020年是全面建成小康社会之年。", 1)
    9
    >>> title_end("开展上云行动，新增上云企业1000家。", 1), title_end("实施“十百千”工程。", 1)
    (0, 10)
    """
    limits = rules()["limits"]
    stop = text.find("。")
    if stop < 0 or stop == len(text) - 1:
        return len(text) if _is_all_heading(text, level, stop) else _glued_heading(text, level)
    if level in (1, 2):
        glued = _glued(text[: limits["heading"]])
        if glued and (glued < stop or stop > limits["run_in"]):
            return glued
        return stop + 1 if stop < limits["run_in"] else 0
    first = text[:stop]
    if level == 5 or len(first) > limits["lead"] or re.search(r"[，,；;：:、\d]", first):
        return 0
    return stop + 1


def _is_all_heading(text: str, level: int, stop: int) -> bool:
    """Whether a paragraph of one sentence, or of none, is a heading and nothing else."""
    limits = rules()["limits"]
    if level == 0:
        return stop < 0 and _is_heading(text)
    if level <= 2 and stop > 0 and COUNTED.search(text) and "，" in text:
        return False  # 三、开展上云行动，新增上云企业1000家。
    if level <= 2:
        return not _glued_heading(text, level) and len(text) <= int(limits["heading"])
    short = stop < 0 and len(text) <= limits["lead"] + RUN_ON
    return short and text[-1:] not in "；;，,）)" and not re.search(r"\d", text)


def _glued_heading(text: str, level: int) -> int:
    """The heading of levels 1 and 2 whose body, without a full stop, is glued to it."""
    glued = _glued(text) if level in (1, 2) else 0
    is_long = len(text) > rules()["limits"]["heading"]
    return glued if glued and (is_long or rules()["opener"].match(text, glued)) else 0


def _glued(text: str) -> int:
    """Where a heading ends whose body follows without a mark between: at a space, or before an opener."""
    opener: re.Pattern[str] = rules()["opener"]
    for match in rules()["heading_tail"].finditer(text):
        rest = text[match.end() :]
        if opener.match(rest.lstrip()) or rest[:1] in " \u00a0\u3000“":
            return int(match.end())
    space = re.search(r"(?<=[\u4e00-\u9fff”])[ \u00a0\u2002\u3000]+(?=[\u4e00-\u9fff“\d])", text)
    if space and space.start() >= 6:
        return int(space.start())
    found = opener.search(text, 8)
    return found.start() if found and text[found.start() - 1] not in "，,、在和及与" else 0


def _is_heading(text: str) -> bool:
    """A line without number and full stop that heads what follows."""
    if rules()["unnumbered"].match(text) or rules()["glossary"].match(text) or rules()["annex"].match(text):
        return True
    if rules()["told"].match(text):
        return True
    return len(text) <= rules()["limits"]["unnumbered"] and not re.search(r"[，。；：:！？、…\d（(《]", text)


def _plausible(level: int, text: str, at: int) -> bool:
    """A mark inside a paragraph must not be a figure of the sentence: 2.5公里, 3、4年级."""
    return level != 3 or bool(re.match(r"\d{1,3}[.．、]\s*[^\d\s]", text[at:]))


def _trim(passage: Passage) -> Passage:
    bullet = BULLETS.match(passage.text)
    start = bullet.end() if bullet else 0
    end = len(passage.text.rstrip())
    return passage.slice(min(start, end), end)
