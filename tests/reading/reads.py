"""What the tests of reading look at: words, not offsets."""

from graph.model import Source


def bold(source: Source) -> list[str]:
    return [span.of(source.text) for span in source.bold]


def rows(source: Source, table: int = 0) -> list[list[str]]:
    """The cells of a table; a cell that a merged one covers is marked with ↑."""
    return [
        [("↑" if cell.carried else "") + cell.span.of(source.text) for cell in row]
        for row in source.tables[table].rows
    ]


def messages(source: Source) -> list[str]:
    return [f"{note.kind}: {note.message}" for note in source.notes]
