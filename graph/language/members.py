"""Sentences as typed pieces: members of a list, each with the words before its figure and those behind.

>>> for member in next(read_sentences("改造老旧小区17个、农村危房230户，新增学位540个。")).members:
...     print(repr(member.mark), member.words, member.figure.unit)
'' 改造老旧小区 个
'、' 农村危房 户
'，' 新增学位 个
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from graph.language.quantities import Quantity, measuring, read_quantities

# both begin with one class of characters, which is quickly looked for; a point in a figure or of three ends nothing
STOPS = re.compile(r"[。！？!?\n.](?:(?<!\.)|(?<![\d.]\.)(?!\d))")
MARKS = re.compile(r"[，,、；;：:—](?:(?<!—)|—)")
JOINED_AT_END = re.compile(r"^(.*?)(?:以及|和|及|与|并)$")
JOINED_AT_START = re.compile(r"^(?:以及|和|及|与|并)(.*)$")
LONGEST_SENTENCE = 1500
WORDS_SEEN = 120  # characters on one side of a figure: no label is longer
FROM_TO = re.compile(
    r"^(.+?)(?:由|从)(?:(?:上年|去年|年初|上届末|20\d\d年(?:年?[底末初]|度)?|[一二三四五六七八九十]年前|“?十[一二三四]五”?(?:期)?(?:末|初)?(?:年)?|建[区县市镇]之初|起步时?)的?|全[国省市区县球])?(?:每人每[月年天])?$"
)
JOINER = re.compile("以及|和|及|与|并")
OPENING = {"“": "”", "（": "）", "(": ")", "《": "》", "‘": "’"}
_OPEN = re.compile(f"[{''.join(OPENING)}]")
_BLANKS = re.compile(r"\s+")


class Member(NamedTuple):
    """One item of a sentence: at most one figure, and the words around it. Offsets are the text's."""

    start: int
    end: int
    mark: str  # what stands before: "" a new statement, "，", "、", "和", or "+" for a second figure in one clause
    words: str  # before the figure; the whole of it where there is none
    figure: Quantity | None = None
    after: str = ""


class Sentence(NamedTuple):
    """A sentence as members; `aside` says that it stood in brackets inside the one before."""

    start: int
    end: int
    members: tuple[Member, ...]
    aside: bool = False


def read_sentences(text: str, read: list[Quantity] | None = None) -> Iterator[Sentence]:
    """The sentences of a text that hold figures, each followed by its bracketed asides.

    `read` holds the text's quantities where they are known.
    """
    figures = measuring(read_quantities(text) if read is None else read)
    starts = [q.start for q in figures]
    start = 0
    for stop in _stops(text):
        inside = figures[bisect_left(starts, start) : bisect_left(starts, stop)]
        if inside:
            yield from _read_sentence(text, start, stop, inside)
        start = stop + 1


def _stops(text: str) -> Iterator[int]:
    """Where sentences end. What runs on for pages without an end is cut at its commas."""
    start = 0
    for stop in [*(m.start() for m in STOPS.finditer(text)), len(text)]:
        while stop - start > LONGEST_SENTENCE:
            comma = MARKS.search(text, start + LONGEST_SENTENCE, stop)
            if comma is None:
                break
            yield comma.start()
            start = comma.end()
        yield stop
        start = stop + 1


def _read_sentence(text: str, start: int, stop: int, figures: list[Quantity]) -> Iterator[Sentence]:
    shelters = list(_shelters(text, start, stop))
    starts = [q.start for q in figures]
    inside = {
        (a, b): figures[bisect_left(starts, a) : bisect_left(starts, b)]
        for a, b in shelters
        if text[a] in "（("
    }
    asides = {stretch: held for stretch, held in inside.items() if held}
    bracketed = {q.start for held in asides.values() for q in held}
    outer = [q for q in figures if q.start not in bracketed]
    yield Sentence(start, stop, tuple(_members(text, start, stop, outer, shelters, list(asides))))
    for (a, b), inner in asides.items():
        yield Sentence(a + 1, b - 1, tuple(_members(text, a + 1, b - 1, inner, [], [])), aside=True)


def _shelters(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Outermost quotes and brackets: marks inside them do not divide the sentence."""
    at = start
    while opening := _OPEN.search(text, at, stop):
        at = opening.start()
        end = text.find(OPENING[opening.group()], at, stop)
        if end > at:
            yield at, end + 1
            at = end
        at += 1


Stretch = tuple[int, int]


def _members(
    text: str, start: int, stop: int, figures: list[Quantity], shelters: list[Stretch], asides: list[Stretch]
) -> Iterator[Member]:
    mark, at = "", start
    starts = [q.start for q in figures]
    for cut in [*_cuts(text, start, stop, figures, shelters), None]:
        end = cut.start() if cut else stop
        inside = figures[bisect_left(starts, at) : bisect_left(starts, end)]
        yield from _chain(text, at, end, mark, inside, asides)
        if cut:
            mark = _mark(cut.group())
            at = cut.end()


def _cuts(
    text: str, start: int, stop: int, figures: list[Quantity], shelters: list[Stretch]
) -> Iterator[re.Match[str]]:
    closed = sorted([*shelters, *((q.start, q.end) for q in figures)])
    at = reached = 0
    for cut in MARKS.finditer(text, start, stop):
        while at < len(closed) and closed[at][0] < cut.start():
            reached = max(reached, closed[at][1])
            at += 1
        if cut.start() >= reached:
            yield cut


def _mark(written: str) -> str:
    if written == "、":
        return "、"
    return "，" if written in "，,：:" else ""


def _chain(
    text: str, start: int, end: int, mark: str, figures: list[Quantity], asides: list[Stretch]
) -> Iterator[Member]:
    """One stretch between two marks: its figures in turn, each with the words that belong to it."""
    words = _plain(text, start, figures[0].left if figures else end, asides)
    if not figures:
        words = _last_piece(words)
        if words:
            yield Member(start, end, mark, words)
        return
    for i, figure in enumerate(figures):
        last = i + 1 == len(figures)
        between = _plain(text, figure.right, end if last else figures[i + 1].left, asides)
        if not last and not JOINER.fullmatch(between) and (source := FROM_TO.match(words)):
            words = source[1] + between
            continue
        after, following, link = (between, "", "") if last else _divide(between.replace(" ", ""))
        after = after.partition(" ")[0][:WORDS_SEEN]
        close = figure.right if not after else end if last else figures[i + 1].left
        yield Member(start, close, mark, _last_piece(words), figure, after)
        start, mark, words = figure.right, link, following


def _divide(between: str) -> tuple[str, str, str]:
    """The words between two figures of one clause: behind the first, before the second, and their link."""
    if not between:
        return "", "", "+"
    if joined := JOINED_AT_END.match(between):
        return joined[1], "", "和"
    if joined := JOINED_AT_START.match(between):
        return "", joined[1], "和"
    return between, between, "+"


def _plain(text: str, start: int, end: int, asides: list[Stretch]) -> str:
    kept, at = [], start
    for a, b in asides:
        if start <= a < end:
            kept.append(text[at:a])
            at = b
    kept.append(text[at:end])
    return _BLANKS.sub(" ", "".join(kept)).strip()


def _last_piece(words: str) -> str:
    """Behind a gap in a flat text a new statement begins; a stray space divides nothing.

    >>> _last_piece("激发内生动力 外贸进出口"), _last_piece("新增 学位")
    ('外贸进出口', '新增学位')
    """
    if " " not in words:
        return words[-WORDS_SEEN:]
    *before, last = words.split(" ")
    piece = last if len(last) > 3 and len("".join(before)) > 3 else "".join([*before, last])
    return piece[-WORDS_SEEN:]
