"""Word documents (.docx): text with automatic numbers, bold spans, tables, and notes of what is left out.

Headers, footers, notes at the foot or end and comments are left out, with a note if they hold words.
The text of a text box stands after the paragraph it is anchored in.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from graph.model import Note, NoteKind, Source
from graph.reading.body import Body
from graph.reading.emphasis import Styles
from graph.reading.errors import UnreadableError
from graph.reading.numbering import Numbering
from graph.reading.package import W, open_package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")  # parts beside the body
CLIP = 30  # characters of a left-out part shown in its note


def read_word(name: str, data: bytes, sha256: str) -> Source:
    """Read a .docx. Raises UnreadableError if it is broken, hostile, or without text."""
    document = open_package(name, data)
    styles = Styles(_related(document, "styles"))
    numbering = Numbering(_related(document, "numbering"), styles)
    body = Body(styles, numbering)
    body.write_blocks(document.element.body if document.element.body is not None else ())
    text = body.manuscript.finish()
    if not text.strip():
        pictures = body.left_out["picture"]
        raise UnreadableError(
            name, f"no text, {pictures} pictures: a scan?" if pictures else "empty: no text in it"
        )
    return Source(
        name,
        text,
        sha256,
        MEDIA_TYPE,
        encoding="",
        bold=body.manuscript.bold_spans(),
        tables=body.manuscript.sorted_tables(),
        title=_title(document),
        notes=(*_body_notes(name, body, numbering), *_beside_notes(name, document)),
    )


def _related(document: Any, kind: str) -> Any:
    """The root of the part of a kind (styles, numbering) that the body refers to, or None."""
    return next((_root(part) for found, part in _parts(document) if found == kind), None)


def _parts(document: Any) -> Iterator[tuple[str, Any]]:
    for relation in document.part.rels.values():
        if not relation.is_external:
            yield relation.reltype.rpartition("/")[2], relation.target_part


def _root(part: Any) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(part.blob, parser)
    except etree.XMLSyntaxError:
        return None


def _title(document: Any) -> str:
    """The title of the core properties, or ""; python-docx would make one up where the part is missing."""
    for relation in document.part.package.rels.values():
        if relation.reltype.endswith("/core-properties") and not relation.is_external:
            root = _root(relation.target_part)
            title = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}title")
            return "" if title is None else " ".join((title.text or "").split())
    return ""


def _body_notes(name: str, body: Body, numbering: Numbering) -> Iterator[Note]:
    for span in body.boxes:
        message = "the text of a text box stands after the paragraph it is anchored in"
        yield Note(NoteKind.AMBIGUOUS, name, message, span)
    for what, number in sorted(body.left_out.items()):
        yield Note(NoteKind.SKIPPED, name, f"left out: {what}, {number} times")
    for system in sorted(numbering.unknown):
        message = f"paragraph numbers of the unknown kind {system} are given as 1, 2, 3"
        yield Note(NoteKind.AMBIGUOUS, name, message)


def _beside_notes(name: str, document: Any) -> Iterator[Note]:
    seen = set()
    for kind, part in _parts(document):
        if kind in BESIDE:
            root = _root(part)
            text = "" if root is None else "".join(piece.text or "" for piece in root.iter(W + "t")).strip()
            if any(map(str.isalpha, text)) and (kind, text) not in seen:
                seen.add((kind, text))
                shown = text if len(text) <= CLIP else text[: CLIP - 1] + "…"
                yield Note(NoteKind.SKIPPED, name, f"{kind} left out: {shown}")
