"""Plain text and Markdown: the text is exactly what the file holds, marks of emphasis included."""

import re

from graph.model import Note, NoteKind, Source, Span, Table
from graph.reading.encoding import decode
from graph.reading.errors import UnreadableError
from graph.reading.limits import MAX_CELLS
from graph.reading.tabbed import find_tables

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}
BOLD = re.compile(r"(?<![*\\])\*\*(?![\s*])([^*\n]+)(?<!\s)\*\*(?!\*)")  # 增长**6.5%**


def read_plain(name: str, data: bytes, sha256: str, suffix: str) -> Source:
    """Read a .txt or .md file; `bold` spans stretch between the marks. Raises UnreadableError."""
    decoded = decode(name, data)
    if decoded.text.count("\t") > MAX_CELLS:
        raise UnreadableError(name, f"its tables have more than {MAX_CELLS} cells")
    tables = find_tables(decoded.text)
    return Source(
        name,
        decoded.text,
        sha256,
        MEDIA_TYPES[suffix],
        decoded.encoding,
        bold=find_bold(decoded.text),
        tables=tables,
        notes=(*decoded.notes, *_carried_notes(name, tables)),
    )


def find_bold(text: str) -> tuple[Span, ...]:
    """What stands between two pairs of asterisks on one line.

    >>> [span.of("产值**5600**亿元、增长**6.5%**") for span in find_bold("产值**5600**亿元、增长**6.5%**")]
    ['5600', '6.5%']
    """
    return tuple(Span(*match.span(1)) for match in BOLD.finditer(text))


def _carried_notes(name: str, tables: tuple[Table, ...]) -> list[Note]:
    notes = []
    for table in tables:
        carried = sum(cell.carried for row in table.rows for cell in row)
        if carried:
            message = f"{carried} empty cells of a table are read as continuing the cell above"
            notes.append(Note(NoteKind.AMBIGUOUS, name, message, table.span))
    return notes
