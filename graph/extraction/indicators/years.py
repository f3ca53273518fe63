"""The year a figure is about: that of its own words, of the words that open its sentence, or of the document.

>>> text = "到2025年，全市产值突破千亿元，企业达到80家。效益更好。利润达到9亿元。2023年，新增企业5家。新增岗位20个。"
>>> years = Years(text)
>>> [years.opened(text.index(figure)) for figure in ("80家", "9亿元", "5家", "20个")]
['2025', '2025', '2023', '']
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from graph.extraction.indicators.words import pattern
from graph.model import Document, Span


class Years:
    """The years that a passage states on their own."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stated = list(_stated(text))
        self._starts = [stated.start for stated in self._stated]

    def of(self, document: Document, span: Span, planned: bool, at: int) -> str:
        """The year of a figure at text[at], stated in a stretch of the document; "" where none is implied."""
        clause = span.of(document.source.text)
        if pattern("spanning").search(clause):
            return ""
        if named := pattern("year").search(clause):
            return named.group()
        if stated := self.opened(at):
            return stated
        attribute = document.head.get("year_planned" if planned else "year_reviewed")
        later = int(planned and pattern("next_year").search(clause) is not None)
        return str(int(attribute.value) + later) if attribute else ""

    def opened(self, at: int) -> str:
        """The year that opens the sentence of a place (2025年，…), or its paragraph (到2025年，…); or ""."""
        for stated in reversed(self._stated[: bisect_left(self._starts, at)]):
            between = self._text[stated.end : at]
            if not stated.within:
                opens_all = stated.to and self._text.count("。", 0, stated.start) < 2
                return stated.year if opens_all or "。" not in between else ""
            if not _CLAUSE_ENDS.search(between):
                return stated.year
        return ""


class _Stated(NamedTuple):
    start: int
    end: int
    year: str
    to: bool  # 到2025年
    within: bool  # …，2025年新增企业5家、岗位20个: it reaches to the end of its clause


def _stated(text: str) -> Iterator[_Stated]:
    """The years before a comma, and those that begin a sentence or a clause: 2025年新增企业5家，…"""
    for match in pattern("opening_year").finditer(text):
        before = pattern("opening_before").search(text, max(0, match.start() - _BEFORE), match.start())
        if before:
            within = match["bare"] is not None and before["mark"] not in _ENDS
            yield _Stated(match.start(), match.end(), match["year"], bool(before["to"]), within)


_CLAUSE_ENDS = re.compile("[，；。,;]")
_BEFORE = 4  # characters: a mark, a wish and 到
_ENDS = (*"。！", None)  # None: the beginning of the passage
