"""The body of a docx in reading order: paragraphs, tables, and what hides inside both.

python-docx passes over content controls, inserted text, text boxes and automatic numbers, so the
elements are walked here. Deleted and hidden text is left out; everything else is written, or counted
in `left_out`.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from graph.model import Cell, Span, Table
from graph.reading.emphasis import Styles
from graph.reading.manuscript import Manuscript
from graph.reading.numbering import Numbering
from graph.reading.package import W, local, value, whole

# The language of WordprocessingML, not ours.
WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})  # hold what they wrap
SILENT = frozenset(
    {
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "customXmlPr",
        "smartTagPr",
        "del",
        "moveFrom",
        "delText",
        "instrText",
    }
    | {"delInstrText", "rt", "softHyphen", "fldData", "Fallback"}
)
MARKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}


class Body:
    """Writes the blocks of a docx into a manuscript."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.manuscript = Manuscript()
        self.boxes: list[Span] = []  # where the text of text boxes stands
        self.left_out: Counter[str] = Counter()  # things not read, by what they are
        self._styles = styles
        self._numbering = numbering
        self._waiting: list[Any] = []  # text boxes anchored in the paragraph being written

    def write_blocks(self, parent: Any) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._write_paragraph(element)
            elif name == "tbl":
                self._write_table(element)
            elif name in WRAPPERS:
                self.write_blocks(element)
            elif name == "altChunk":
                self.left_out["embedded document"] += 1

    def _write_paragraph(self, paragraph: Any) -> None:
        properties = paragraph.find(W + "pPr")
        style = self._styles.paragraph_style(properties)
        mark = None if properties is None else properties.find(W + "rPr")
        self.manuscript.write(self._numbering.label(properties), self._styles.is_bold(mark, style))
        self._write_inline(paragraph, style)
        deleted = mark is not None and mark.find(W + "del") is not None
        if not deleted:
            self.manuscript.end_line()
        boxes, self._waiting = self._waiting, []
        for box in boxes:
            self._write_box(box)

    def _write_box(self, box: Any) -> None:
        if not any(piece.text for piece in box.iter(W + "t")):
            return
        self.manuscript.new_line()
        start = self.manuscript.place()
        self.write_blocks(box)
        self.boxes.append(Span(start, self.manuscript.length))

    def _write_inline(self, parent: Any, style: str) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                properties = element.find(W + "rPr")
                if not self._styles.is_hidden(properties, style):
                    self._write_run(element, style, self._styles.is_bold(properties, style))
            elif name and name not in SILENT:
                self._write_inline(element, style)

    def _write_run(self, run: Any, style: str, bold: bool) -> None:
        for element in run:
            name = local(element)
            if name == "t":
                self.manuscript.write(element.text or "", bold)
            elif name in MARKS:
                self.manuscript.write(MARKS[name], bold)
            elif name in ("br", "cr"):
                self._write_break(element)
            elif name == "sym":
                self._write_symbol(element, bold)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._take_drawing(element)
            elif name == "ruby":
                self._write_inline(element, style)

    def _write_break(self, element: Any) -> None:
        if element.get(W + "type", "textWrapping") == "textWrapping":
            self.manuscript.end_line()
        else:
            self.manuscript.new_line()

    def _write_symbol(self, element: Any, bold: bool) -> None:
        try:
            character = chr(int(element.get(W + "char", ""), 16))
        except (ValueError, OverflowError):
            character = ""
        if character.isprintable() and character:
            self.manuscript.write(character, bold)
        else:
            self.left_out[f"symbol of the font {element.get(W + 'font', '?')}"] += 1

    def _take_drawing(self, element: Any) -> None:
        boxes = list(_boxes(element))
        self._waiting += boxes
        if not boxes and any(
            local(one) in ("pic", "imagedata", "OLEObject", "chart") for one in element.iter()
        ):
            self.left_out["picture"] += 1

    def _write_table(self, table: Any) -> None:
        self.manuscript.new_line()
        starts = []
        above: dict[int, Span] = {}  # cells merged downwards, by their column
        rows = []
        for row in _within(table, "tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                starts.append(self.manuscript.place())
                rows.append(tuple(self._write_row(row, above)))
                self.manuscript.end_row()
        if any(rows):
            span = Span(starts[0], self.manuscript.length)
            self.manuscript.tables.append(Table(span, tuple(filter(None, rows))))

    def _write_row(self, row: Any, above: dict[int, Span]) -> list[Cell]:
        cells: list[Cell] = []
        column = whole(value(row, "trPr", "gridBefore"), 0)
        for element in _within(row, "tc"):
            width = max(whole(value(element, "tcPr", "gridSpan"), 1), 1)
            if value(element, "tcPr", "hMerge") not in ("", "continue"):
                start = self.manuscript.start_cell(first=not cells)
                cells.append(self._write_cell(element, start, column, above))
            column += width
        return cells

    def _write_cell(self, element: Any, start: int, column: int, above: dict[int, Span]) -> Cell:
        merge = value(element, "tcPr", "vMerge")
        if merge in ("", "continue") and column in above:
            self.manuscript.end_cell()
            return Cell(above[column], carried=True)
        self.write_blocks(element)
        span = Span(start, self.manuscript.end_cell())
        above.pop(column, None)
        if merge is not None:
            above[column] = span
        return Cell(span)


def _within(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in WRAPPERS:
            yield from _within(element, name)


def _boxes(parent: Any) -> Iterator[Any]:
    """The text boxes of a drawing, without those inside them and those of its fallback form."""
    for element in parent:
        if local(element) == "txbxContent":
            yield element
        elif local(element) != "Fallback":
            yield from _boxes(element)
