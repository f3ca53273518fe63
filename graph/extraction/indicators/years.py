"""The year a figure is about: that of its own words, of the words that open its sentence, or of the document.

>>> text = "到2025年，全市产值突破千亿元，企业达到80家。效益更好。利润达到9亿元。2023年，新增企业5家。新增岗位20个。"
>>> [opened(text, text.index(figure)) for figure in ("80家", "9亿元", "5家", "20个")]
['2025', '2025', '2023', '']
"""

from graph.extraction.indicators.words import pattern
from graph.model import Document, Span


def year_of(document: Document, span: Span, planned: bool, text: str, at: int) -> str:
    """The year of a figure at text[at], stated in a stretch of the document; "" where none is implied."""
    clause = span.of(document.source.text)
    if pattern("spanning").search(clause):
        return ""
    if named := pattern("year").search(clause):
        return named.group()
    if stated := opened(text, at):
        return stated
    attribute = document.head.get("year_planned" if planned else "year_reviewed")
    later = int(planned and pattern("next_year").search(clause) is not None)
    return str(int(attribute.value) + later) if attribute else ""


def opened(text: str, at: int) -> str:
    """The year that opens the sentence of a place (2025年，…), or its paragraph (到2025年，…); "" where none does."""
    stated = list(pattern("opening_year").finditer(text, 0, at))
    if not stated:
        return ""
    last = stated[-1]
    opens_all = last["to"] and text.count("。", 0, last.start()) < 2
    return last["year"] if opens_all or "。" not in text[last.end() : at] else ""
