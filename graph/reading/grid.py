"""The cells of an HTML table on their grid: what a merged cell covers is found here."""

from dataclasses import dataclass

from graph.model import Cell, Span, Table
from graph.reading.limits import MAX_COLUMNS
from graph.reading.manuscript import Manuscript


@dataclass
class Merged:
    """A cell that reaches into the rows below it."""

    span: Span
    width: int  # columns
    rows: int  # rows below that it still covers


class Grid:
    """Writes a table into a manuscript row by row. Cells outside a row are not written as cells.

    >>> m = Manuscript()
    >>> grid = Grid(m)
    >>> for row in [[("牵头领导", 1), ("任务", 1)], [("马某", 2), ("修路", 1)], [("架桥", 1)]]:
    ...     grid.start_row()
    ...     for text, rows in row:
    ...         grid.start_cell(columns=1, rows=rows); m.write(text); grid.end_cell()
    ...     _ = grid.end_row()
    >>> grid.finish()
    >>> text = m.finish()
    >>> text
    '牵头领导\\t任务\\n马某\\t修路\\n\\t架桥\\n'
    >>> [(cell.span.of(text), cell.carried) for cell in m.tables[0].rows[2]]
    [('马某', True), ('架桥', False)]
    """

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._rows: list[tuple[Cell, ...]] = []
        self._start = -1
        self._above: dict[int, Merged] = {}  # by the column where it begins
        self._row: list[Cell] | None = None
        self._column = 0
        self._open: tuple[int, int, int] | None = None  # offset, columns and rows of the cell being written

    def start_row(self) -> None:
        if self._row is not None:
            self.end_row()
        start = self._manuscript.place()
        self._start = start if self._start < 0 else self._start
        self._row, self._column = [], 0

    def start_cell(self, columns: int, rows: int) -> None:
        """Begin a cell that is merged over so many columns and rows; 1 and 1 is a plain cell."""
        if self._row is None:
            return
        if self._open is not None:
            self.end_cell()
        while self._column in self._above:
            self._carry(self._column)
        start = self._manuscript.start_cell(first=not self._row)
        self._open = (start, min(columns, MAX_COLUMNS), rows)

    def end_cell(self) -> None:
        if self._row is None or self._open is None:
            return
        start, columns, rows = self._open
        span = Span(start, self._manuscript.end_cell())
        self._row.append(Cell(span))
        if rows > 1:
            self._above[self._column] = Merged(span, columns, rows - 1)
        self._column += columns
        self._open = None

    def end_row(self) -> int:
        """Returns the number of cells in the row."""
        if self._row is None:
            return 0
        self.end_cell()
        for column in sorted(column for column in self._above if column >= self._column):
            self._carry(column)
        self._manuscript.end_row()
        self._rows.append(tuple(self._row))
        count, self._row = len(self._row), None
        return count

    def finish(self) -> None:
        self.end_row()
        rows = tuple(row for row in self._rows if row)
        if rows:
            self._manuscript.tables.append(Table(Span(self._start, self._manuscript.length), rows))

    def _carry(self, column: int) -> None:
        assert self._row is not None
        merged = self._above[column]
        self._manuscript.start_cell(first=not self._row)
        self._manuscript.end_cell()
        self._row.append(Cell(merged.span, carried=True))
        self._column = column + merged.width
        merged.rows -= 1
        if merged.rows == 0:
            del self._above[column]
