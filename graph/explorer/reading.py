"""One record for each document: its own text, its outline, every mention in it with its fact."""

from pathlib import Path
from typing import Any

from graph.explorer.model import Document
from graph.explorer.records import Archive, Pages, about_rows
from graph.explorer.scripts import write_data


def write_documents(archive: Archive, folder: Path) -> None:
    """Writes data/documents/N.js, in the order of the snapshot's documents."""
    for number, document in enumerate(archive.snapshot.documents):
        write_data(folder, f"documents/{number}", _record(archive, document))


def _record(archive: Archive, document: Document) -> dict[str, Any]:
    pages = Pages(archive)
    text = archive.snapshot.texts.get(document.source, "")[document.start : document.end]
    thing = archive.snapshot.things[document.key]
    return {
        "key": document.key,
        "title": document.title,
        "about": about_rows(thing, pages),
        "text": text,
        "start": document.start,
        "parts": [
            [part.key, part.number, part.title, part.level, part.start, part.end, int(part.task), part.period]
            for part in document.parts
        ],
        "facts": [pages.fact(fact) for fact in document.facts],
        **pages.tables(),
    }
