"""Step 3d, for plain text: a table of tasks whose rows are parted by headings is one table.

``序号⇥任务⇥责任单位`` / ``一、教育`` / ``1⇥…⇥…``: the reader of plain text sees tables only where lines with
the same number of tabs stand together; a header that names a task and who answers holds them together.
"""

import re
from dataclasses import replace
from itertools import takewhile

from graph.model import Cell, Source, Span, Table
from graph.structure.tables import LONGEST_HEADING, is_header

FEWEST_TABS = 2
MARK = re.compile(r"\d{1,3}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")
RULE = re.compile(r"[\s|:-]*$")  # an empty line, or | --- | --- | under a header


def with_parted_tables(source: Source) -> Source:
    """The source with the tables joined that headings part, or that stand in one line only.

    >>> text = "序号\\t任务\\t责任单位\\n一、交通\\n1\\t修路\\t交通局\\n二、水利\\n2\\t筑坝\\t水利局\\n"
    >>> table = with_parted_tables(Source("x.txt", text, "", "text/plain")).tables[0]
    >>> [[cell.span.of(text) for cell in row] for row in table.rows][1:3]
    [['一、交通'], ['1', '修路', '交通局']]
    """
    if not source.media_type.startswith("text/") or "html" in source.media_type:
        return source
    lines = _lines(source.text)
    made: list[Table] = []
    at = 0
    while at < len(lines):
        cells = _cells(source.text, lines[at])
        if len(cells) > FEWEST_TABS and is_header([cell.span.of(source.text) for cell in cells]):
            run = list(takewhile(lambda n: _belongs(source.text, lines, n), range(at, len(lines))))
            rows = [_cells(source.text, lines[n]) for n in run if not RULE.match(lines[n].of(source.text))]
            whole = Span(lines[run[0]].start, lines[run[-1]].end)
            if len(rows) > 1 and not any(table.span.holds(whole) for table in source.tables):
                made.append(Table(whole, tuple(rows)))
            at = run[-1] + 1
        else:
            at += 1
    kept = [
        table
        for table in source.tables
        if not any(new.span.meets(table.span) for new in made) and not _is_text(source.text, table)
    ]
    return replace(source, tables=tuple(sorted([*kept, *made], key=lambda table: table.span)))


def _is_text(text: str, table: Table) -> bool:
    """Numbered paragraphs that tabs set off from their numbers: 1.⇥推进改革。⇥（牵头单位：…）"""
    return all(row and MARK.fullmatch(row[0].span.of(text)) for row in table.rows)


def _belongs(text: str, lines: list[Span], n: int) -> bool:
    """A line of cells, or a short heading over the next such line."""
    line = lines[n].of(text)
    if _partings(line) >= FEWEST_TABS:
        return True
    following = next((s.of(text) for s in lines[n + 1 : n + 4] if s.of(text).strip()), "")
    short = len(line.strip()) < LONGEST_HEADING and "。" not in line
    return short and _partings(following) >= FEWEST_TABS


def _partings(line: str) -> int:
    """How often a line is parted into cells: by tabs, by | in a Markdown table, or by | between blanks."""
    return line.count("\t") or (line.count("|") if line.lstrip().startswith("|") else line.count(" | "))


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _cells(text: str, line: Span) -> tuple[Cell, ...]:
    """The cells of a line without outer spaces; a line with one filled cell is that cell."""
    printed = line.of(text)
    mark = "\t" if "\t" in printed else "|"
    cells, start = [], line.start
    for words in printed.split(mark):
        inner = start + len(words) - len(words.lstrip())
        cells.append(Cell(Span(inner, inner + len(words.strip()))))
        start += len(words) + 1
    if mark == "|":
        cells = cells[
            int(printed.lstrip().startswith("|")) : len(cells) - int(printed.rstrip().endswith("|"))
        ]
    filled = [cell for cell in cells if cell.span.start < cell.span.end]
    return tuple(filled if len(filled) == 1 else cells)
