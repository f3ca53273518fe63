"""Tables in plain text: consecutive lines with the same number of tabs, two or more."""

from itertools import groupby, pairwise

from graph.model import Cell, Span, Table
from graph.reading.words import load_words

FEWEST_TABS = 2


def find_tables(text: str) -> tuple[Table, ...]:
    """The tab-separated tables of a text; spans are those of the cells without outer spaces.

    A cell merged over rows comes out of a copied table empty below its first row. Such a cell takes
    the span of the cell above, `carried`, only if its column's header is listed in words.toml
    (牵头单位, 完成时限, …) and every column that is not listed is filled in its row: a row that is
    one heading over the whole width inherits nothing.

    >>> text = "序号\\t任务\\t牵头单位\\n1\\t修路\\t交通局\\n2\\t架桥\\t\\n"
    >>> [[cell.span.of(text) for cell in row] for row in find_tables(text)[0].rows]
    [['序号', '任务', '牵头单位'], ['1', '修路', '交通局'], ['2', '架桥', '交通局']]
    """
    if "\t" not in text:
        return ()
    tables = []
    for tabs, lines in groupby(_lines(text), key=lambda line: line.of(text).count("\t")):
        rows = list(lines)
        if tabs >= FEWEST_TABS and len(rows) > 1:
            tables.append(_table(text, rows))
    return tuple(tables)


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _table(text: str, lines: list[Span]) -> Table:
    rows = [_cells(text, line) for line in lines]
    listed = [cell.span.of(text) in load_words("columns")["carried"] for cell in rows[0]]
    for above, row in pairwise(rows):
        if all(carried or cell.span.of(text) for cell, carried in zip(row, listed, strict=True)):
            _carry(above, row, listed)
    return Table(Span(lines[0].start, lines[-1].end), tuple(map(tuple, rows)))


def _cells(text: str, line: Span) -> list[Cell]:
    cells, start = [], line.start
    for field in line.of(text).split("\t"):
        inner = start + len(field) - len(field.lstrip())
        cells.append(Cell(Span(inner, inner + len(field.strip()))))
        start += len(field) + 1
    return cells


def _carry(above: list[Cell], row: list[Cell], listed: list[bool]) -> None:
    for column, (upper, cell) in enumerate(zip(above, row, strict=True)):
        empty = cell.span.start == cell.span.end
        if empty and listed[column] and upper.span.start < upper.span.end:
            row[column] = Cell(upper.span, carried=True)
