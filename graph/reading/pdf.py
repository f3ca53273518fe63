"""PDF with a text layer: the pages' lines as they are printed, page after page.

Lines broken by the page's width stay broken, page numbers stay in: a later step joins and drops.
Bold is what a font's name says (SimHei, SimSun,Bold) or what is drawn filled and outlined, the way
word processors embolden a font that has no bold form. Tables are not found; their cells come as lines.
"""

from collections.abc import Iterator
from ctypes import addressof, create_string_buffer
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from graph.model import Note, NoteKind, Source
from graph.reading.encoding import lost_notes
from graph.reading.errors import UnreadableError
from graph.reading.limits import MAX_PAGES
from graph.reading.manuscript import Manuscript
from graph.reading.plausible import plausibility
from graph.reading.words import is_heavy

READABLE = 0.5  # the share of ordinary characters under which a text layer has lost its letters
HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": "\ufffd"})  # PDFium's marks at line ends


def read_pdf(name: str, data: bytes, sha256: str) -> Source:
    """Read a PDF. Raises UnreadableError if it is broken, locked, or has no readable text layer."""
    manuscript, silent = Manuscript(), []
    document = _open(name, data)
    try:
        for number in range(len(document)):
            if not _write_page(manuscript, document, number):
                silent.append(number + 1)
        title = document.get_metadata_value("Title").strip()
        pages = len(document)
    finally:
        document.close()
    text = manuscript.finish()
    _refuse_unreadable(name, text, pages)
    return Source(
        name,
        text,
        sha256,
        "application/pdf",
        encoding="",
        bold=manuscript.bold_spans(),
        title=title,
        notes=tuple(_notes(name, text, silent, pages)),
    )


def _open(name: str, data: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        reason = "protected by a password; save it without one" if locked else "a broken PDF"
        raise UnreadableError(name, reason if locked else f"{reason} ({error})") from error
    if not 0 < pages <= MAX_PAGES:
        document.close()
        raise UnreadableError(name, f"a PDF of {pages} pages; readable are 1 to {MAX_PAGES}")
    return document


def _write_page(manuscript: Manuscript, document: Any, number: int) -> bool:
    """Write one page; False if it has no text, or cannot be loaded."""
    try:
        page = document[number]
        layer = page.get_textpage()
    except pdfium.PdfiumError:
        return False
    try:
        text = layer.get_text_range().translate(HYPHENS)
        for start, end, bold in _stretches(layer, text):
            _write_lines(manuscript, text[start:end], bold)
        manuscript.new_line()
        return bool(text.strip())
    finally:
        layer.close()
        page.close()


def _write_lines(manuscript: Manuscript, text: str, bold: bool) -> None:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if number:
            manuscript.end_line()
        manuscript.write(line, bold)


def _stretches(layer: Any, text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches of a page's text, bold and not. A page whose characters PDFium does not count
    as Python does (characters outside the BMP) is one stretch, not bold."""
    if layer.count_chars() != len(text):
        yield 0, len(text), False
        return
    seen: dict[int, bool] = {}
    start, bold = 0, False
    for index, character in enumerate(text):
        here = bold if character.isspace() else _is_bold(layer, index, seen)
        if here != bold:
            yield start, index, bold
            start, bold = index, here
    yield start, len(text), bold


def _is_bold(layer: Any, index: int, seen: dict[int, bool]) -> bool:
    """Whether a character is printed bold; `seen` remembers the answer for each text object."""
    handle = raw.FPDFText_GetTextObject(layer, index)
    if not handle:
        return False
    key = addressof(handle.contents)
    if key not in seen:
        outlined = raw.FPDFTextObj_GetTextRenderMode(handle) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        seen[key] = outlined or is_heavy(_font_name(handle))
    return seen[key]


def _font_name(handle: Any) -> str:
    font = raw.FPDFTextObj_GetFont(handle)
    if not font:
        return ""
    buffer = create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value
    for encoding in ("utf-8", "gb18030"):  # Chinese font names come in either
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _refuse_unreadable(name: str, text: str, pages: int) -> None:
    if not text.strip():
        raise UnreadableError(name, f"{pages} pages without text: a scan? Recognise its text (OCR) first")
    if plausibility(text) < READABLE:
        raise UnreadableError(
            name, "its text layer is not readable text: its fonts do not say which letters they draw"
        )


def _notes(name: str, text: str, silent: list[int], pages: int) -> Iterator[Note]:
    if silent:
        listed = "、".join(map(str, silent[:20])) + ("…" if len(silent) > 20 else "")
        yield Note(NoteKind.UNREADABLE, name, f"{len(silent)} of {pages} pages have no text: {listed}")
    yield from lost_notes(name, text)
