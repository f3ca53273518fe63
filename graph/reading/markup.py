"""HTML: blocks on lines of their own, tables as lines of tab-separated cells, bold as spans.

Bold is <b>, <strong>, an inline font-weight or an inline font that prints as bold; style sheets are
not read, so bold that comes from a class is lost. What a page hides from its reader (scripts, styles,
display:none) is left out; navigation and footers are kept for a later step to judge. Numbers that a
browser puts before the items of a list are not part of the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from lxml import etree

from graph.model import Source
from graph.reading.encoding import declared_charset, decode, lost_notes
from graph.reading.errors import UnreadableError
from graph.reading.grid import Grid
from graph.reading.limits import MAX_CELLS
from graph.reading.manuscript import Manuscript
from graph.reading.words import is_heavy, load_words

UNSEEN = frozenset(load_words("html")["unseen"])
BLOCKS = frozenset(load_words("html")["blocks"])
BOLD_WEIGHTS = frozenset(load_words("html")["bold_weights"])
HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
SPACES = re.compile("([ \t\n\r\f]+)")  # what a browser shows as one space; not &nbsp; &emsp; and


def read_markup(name: str, data: bytes, sha256: str) -> Source:
    """Read an HTML page. Raises UnreadableError for pages without text and for hostile ones."""
    decoded = decode(name, data, declared_charset(data))
    root = _parse(name, decoded.text)
    page = Page(name, root)
    text = page.manuscript.finish()
    if not text.strip():
        raise UnreadableError(name, "empty: a page without text")
    return Source(
        name,
        text,
        sha256,
        "text/html",
        decoded.encoding,
        bold=page.manuscript.bold_spans(),
        tables=page.manuscript.sorted_tables(),
        title=find_title(root),
        notes=(*(note for note in decoded.notes if note.span is None), *lost_notes(name, text)),
    )


def find_title(root: Any) -> str:
    """The page's own title: <meta name="ArticleTitle">, else <title>, else ""."""
    for meta in root.iter("meta"):
        if meta.get("name", "").lower() == "articletitle" and meta.get("content", "").strip():
            return " ".join(meta.get("content").split())
    title = root.find(".//title")
    return "" if title is None else " ".join("".join(title.itertext()).split())


def _parse(name: str, text: str) -> Any:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    root = etree.fromstring(text.encode("utf-8"), parser)
    if root is None:
        raise UnreadableError(name, "empty: a page without elements")
    if any("depth" in error.message for error in parser.error_log):
        raise UnreadableError(name, "its elements are nested too deeply")
    return root


@dataclass(frozen=True, slots=True)
class Look:
    """How an element's text is shown."""

    bold: bool = False
    heavy: bool = False  # set in a font that prints as bold
    verbatim: bool = False  # spaces and line ends count: <pre>

    def inside(self, element: Any) -> "Look":
        style = element.get("style", "")
        weight, family = WEIGHT.findall(style), FAMILY.findall(style)
        bold = self.bold or element.tag in ("b", "strong")
        if weight and weight[-1].lower() != "inherit":
            bold = weight[-1].lower() in BOLD_WEIGHTS
        family = family or ([element.get("face")] if element.get("face") else [])
        heavy = is_heavy(family[-1].strip()) if family else self.heavy
        return Look(bold, heavy, self.verbatim or element.tag == "pre")


class Page:
    """One walk over a page's elements, without recursion: pages nest as deep as they like."""

    def __init__(self, name: str, root: Any) -> None:
        self.name = name
        self.manuscript = Manuscript()
        self._looks = [Look()]
        self._gap = ""  # spaces seen and not yet written
        self._gap_bold = False
        self._cells = 0
        self._layout = {_outer_table(table) for table in root.iter("table")}  # tables that hold tables
        self._grids: list[tuple[Any, Grid]] = []  # the table being read, if any
        self._walk(root)

    def _walk(self, root: Any) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            unseen = _is_unseen(element)
            if event == "start":
                if unseen:
                    walk.skip_subtree()
                else:
                    self._start(element)
                continue
            if not unseen:
                self._end(element)
            if element is not root:
                self._write(element.tail)

    def _start(self, element: Any) -> None:
        self._looks.append(self._looks[-1].inside(element))
        if element.tag == "br":
            self._gap = ""
            self.manuscript.end_line()
        elif element.tag in BLOCKS:
            self._break()
            self._start_table_part(element)
        self._write(element.text)

    def _end(self, element: Any) -> None:
        self._looks.pop()
        if element.tag in BLOCKS:
            self._break()
            self._end_table_part(element)

    def _break(self) -> None:
        self._gap = ""
        self.manuscript.new_line()

    def _start_table_part(self, element: Any) -> None:
        if element.tag == "table" and element not in self._layout and _is_data(element):
            self._grids.append((element, Grid(self.manuscript)))
        elif self._grids and element.tag == "tr":
            self._grids[-1][1].start_row()
        elif self._grids and element.tag in ("td", "th"):
            self._grids[-1][1].start_cell(_number(element, "colspan"), _number(element, "rowspan"))

    def _end_table_part(self, element: Any) -> None:
        if not self._grids:
            return
        table, grid = self._grids[-1]
        if element.tag in ("td", "th"):
            grid.end_cell()
        elif element.tag == "tr":
            self._cells += grid.end_row()
            if self._cells > MAX_CELLS:
                raise UnreadableError(self.name, f"its tables have more than {MAX_CELLS} cells")
        elif element is table:
            self._grids.pop()
            grid.finish()

    def _write(self, text: str | None) -> None:
        look = self._looks[-1]
        bold = look.bold or look.heavy
        if text and look.verbatim:
            self._write_lines(text, bold)
        elif text:
            for piece in SPACES.split(text):
                self._write_piece(piece, bold)

    def _write_lines(self, text: str, bold: bool) -> None:
        for number, line in enumerate(text.splitlines()):
            if number:
                self.manuscript.end_line()
            self.manuscript.write(line, bold)
        if text.endswith("\n"):
            self.manuscript.end_line()

    def _write_piece(self, piece: str, bold: bool) -> None:
        if not piece:
            return
        if SPACES.fullmatch(piece):
            self._gap, self._gap_bold = self._gap + piece, bold
            return
        if self._gap and not self.manuscript.at_line_start and not self._beside_chinese(piece):
            self.manuscript.write(" ", self._gap_bold)
        self._gap = ""
        self.manuscript.write(piece, bold)

    def _beside_chinese(self, piece: str) -> bool:
        """A line end of the page's source beside a Chinese character is no space: 总投资⏎31亿元."""
        return "\n" in self._gap and (_is_wide(self.manuscript.last) or _is_wide(piece[0]))


def _is_unseen(element: Any) -> bool:
    hidden = "hidden" in element.attrib or HIDDEN.search(element.get("style", "")) is not None
    return hidden or element.tag in UNSEEN


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character or " ") in "WF"


def _outer_table(table: Any) -> Any:
    return next(table.iterancestors("table"), None)


def _is_data(table: Any) -> bool:
    """A table of two rows and two columns at least; the rest only lays out a page."""
    rows = list(table.iter("tr"))
    return len(rows) > 1 and any(sum(cell.tag in ("td", "th") for cell in row) > 1 for row in rows)


def _number(element: Any, attribute: str) -> int:
    """A span attribute as browsers read it: 1 where it is missing or nonsense; 0 means to the end."""
    match = re.match(r"\s*(\d{1,6})", element.get(attribute, ""))
    if match is None:
        return 1
    return int(match[1]) or (65534 if attribute == "rowspan" else 1)
