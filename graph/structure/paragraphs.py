"""Step 3a: the logical paragraphs of a document, fit for reading.

Marks of emphasis and residue are left out, a paragraph that a stray line break cut in two is joined
again, and every character still knows its place in the source.
"""

import re
from collections.abc import Iterator, Sequence

from graph.lexicon.roles import load_roles
from graph.lexicon.units import is_unit
from graph.model import Passage, Span
from graph.structure.head_words import words
from graph.structure.outline import rules
from graph.structure.splitting import Part

OUTER = " \t\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff\u000b\u000c"
MARKS = re.compile(r"\*\*|^#{1,6}\s+|^>\s+")
WIDE_LABEL = re.compile(rf"(?:[\u4e00-\u9fff][{OUTER}]+){{2,7}}[\u4e00-\u9fff][{OUTER}]*[：:]")
ENDS = "。！？!?；;：:”』」）)】]…"
STARTS_ANEW = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.、．﹒](?!\d)|[①-⑳]"
    r"|[—－-]{2}|[◆◇●○■□▲△★☆•·]|第[一二三四五六七八九十]+[章节条部]|附件|抄送|主送"
    r"|(?:牵头|责任|承办|配合|协办|主办|参与|完成|分管|[省市区县旗]级)[\u4e00-\u9fff]{1,5}[：:]"
)
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.、．﹒](?!\d)|[①-⑳]"
)
TITLE_ENDS = re.compile(r"(?:印发|通\s*知|方\s*案|报\s*告|意\s*见|计划|清单|要点|解读)$|〔\d{4}〕\d+号$")
INDENT = re.compile(r"[ \u3000\u2002\u2003]{2,}|\t")
LONG = 40  # characters; a shorter line without a full stop is a heading or a line of the head
PAGE_LINE = 0.75  # of the usual width: a line of a printed page that long is broken by the page


def paragraphs(part: Part) -> list[Passage]:
    """The paragraphs of a part, in order; none is empty.

    A line that does not end a sentence goes on in the next one if it is longer than a heading can be
    (``持续深化⏎政务公开，…``) or, on printed pages, as wide as the page.
    """
    lines = [line for line in _lines(part) if line.text]
    width = _page_width(lines) if part.source.media_type == "application/pdf" else 0
    joined: list[Passage] = []
    for line in lines:
        table = joined and any(
            joined[-1].offsets[-1] < t.span.start < line.offsets[0] for t in part.source.tables
        )
        if joined and not table and _goes_on(joined[-1], line, part.source.text, width):
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _lines(part: Part) -> Iterator[Passage]:
    text = part.source.text
    dropped = sorted(part.dropped)
    tables = [table.span for table in part.source.tables if part.span.holds(table.span)]
    start = part.span.start
    for raw in part.span.of(text).split("\n"):
        span = Span(start, start + len(raw))
        start = span.end + 1
        if not any(table.meets(span) or table.holds(span) for table in tables):
            yield _close_label(clean(text, span, dropped))


def _close_label(line: Passage) -> Passage:
    """A line whose label is set wide, without the spaces in it: 牵 头 单 位：县教育局."""
    match = WIDE_LABEL.match(line.text)
    if not match:
        return line
    keep = [n for n in range(len(line.text)) if n >= match.end() or line.text[n] not in OUTER]
    return Passage("".join(line.text[n] for n in keep), tuple(line.offsets[n] for n in keep))


def clean(text: str, span: Span, dropped: Sequence[Span] = ()) -> Passage:
    """The stretch without emphasis marks, dropped spans and outer white space."""
    keep = bytearray(b"\x01") * (span.end - span.start)
    for out in dropped:
        if out.meets(span):
            for at in range(max(out.start, span.start), min(out.end, span.end)):
                keep[at - span.start] = 0
    for match in MARKS.finditer(span.of(text)):
        for at in range(*match.span()):
            keep[at] = 0
    offsets = [span.start + at for at, kept in enumerate(keep) if kept]
    while offsets and text[offsets[0]] in OUTER + "\n":
        offsets.pop(0)
    while offsets and text[offsets[-1]] in OUTER + "\n":
        offsets.pop()
    return Passage("".join(text[at] for at in offsets), tuple(offsets))


def _goes_on(before: Passage, after: Passage, text: str, width: int) -> bool:
    last = re.split(r"[；;，,。（(【\[〔]", before.text)[-1]
    if last and load_roles().label.fullmatch(last) and not STARTS_ANEW.match(after.text):
        return True  # 牵头单位： and the units under it
    if _is_open_tail(before.text) and not NUMBERED.match(after.text):
        return True
    if before.text[-1] in ENDS or STARTS_ANEW.match(after.text) or TITLE_ENDS.search(before.text):
        return False
    if before.text[-1] in "，、,":
        return True
    if rules()["told"].match(after.text) or rules()["unnumbered"].match(after.text):
        return False
    if words()["index"].match(before.text) or words()["index"].match(after.text):
        return False
    if _ends_with_who_answers(before.text):
        return False
    if before.text.rfind("《") > before.text.rfind("》"):
        return True
    line_start = text.rfind("\n", 0, after.offsets[0]) + 1
    if not width and INDENT.match(text[line_start : after.offsets[0] + 1]):
        return False
    if width:
        last_line = before.text if len(before.text) <= width else before.text[-width:]
        return len(last_line) >= width * PAGE_LINE
    return len(before.text) > LONG or "。" in before.text


def _is_open_tail(text: str) -> bool:
    """Whether a line ends inside a bracket that says who answers: （责任单位：区财政局；"""
    opened = max(text.rfind("（"), text.rfind("("))
    if opened <= max(text.rfind("）"), text.rfind(")")):
        return False
    return bool(load_roles().label.match(text, opened + 1))


def _ends_with_who_answers(text: str) -> bool:
    """Whether a line ends with a whole list of units behind their label: …。责任单位：县住建局."""
    last = re.split(r"[。；;]", text)[-1]
    label = load_roles().label.match(last)
    return bool(label) and is_unit(re.split(r"[、，,\s：:]", last)[-1])


def _join(before: Passage, after: Passage) -> Passage:
    return Passage(before.text + after.text, before.offsets + after.offsets)


def _page_width(lines: list[Passage]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0
