"""Which rules saw a stretch of text, what they made of it, and why not more."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from graph.extraction import read_facts
from graph.model import Block, BlockKind, Document, Reading, Source, Span
from graph.reading import read_bytes, read_file
from graph.structure.document import read_documents

PLACE = re.compile(r"^(?P<file>.+?)(?::(?P<start>\d+)-(?P<end>\d+))?$")
UNREAD = {
    BlockKind.HEAD: "the document's head: read for title, number, date, issuer; only citations are taken as facts",
    BlockKind.HEADING: "a heading: it names a section or a task and states no fact of its own",
    BlockKind.TAIL: "a printed assignment: read for who answers, for nothing else",
    BlockKind.CLOSING: "signature, date or distribution: no facts",
    BlockKind.GLOSSARY: "an entry of the glossary: its numbers are definitions, not results or targets",
}


def explain_place(place: str, stdin: BinaryIO) -> Iterator[str]:
    """Lines that explain FILE or FILE:START-END, block by block.

    Raises FileNotFoundError, UnreadableError, or ValueError for a stretch outside the text.
    """
    match = PLACE.match(place)
    name = match["file"] if match else place
    source = read_bytes("stdin.txt", stdin.read()) if name == "-" else read_file(_existing(name))
    span = Span(0, len(source.text))
    if match and match["start"]:
        start, end = int(match["start"]), int(match["end"])
        if not start < end <= len(source.text):
            raise ValueError(f"{name} has {len(source.text)} characters; {start}-{end} is no stretch of it")
        span = Span(start, end)
    documents, notes = read_documents(source)
    for note in notes:
        if note.span and note.span.meets(span):
            yield f"{note.span.start}-{note.span.end}  left out  {note.message}"
    for document in documents:
        if document.span.meets(span):
            yield from _document(document, span)


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise FileNotFoundError(name)
    return path


def _document(document: Document, span: Span) -> Iterator[str]:
    reading = read_facts(document)
    head = document.head
    yield f"document  {head['title'].value if 'title' in head else '(no title)'}  [{head['type'].value}]"
    for name, attribute in head.items():
        if attribute.span and attribute.span.meets(span) and not name.startswith("_"):
            yield f"  head.{name} = {attribute.value}   by {attribute.rule}" + (f"  ({attribute.why})" if attribute.why else "")
    for block in document.blocks:
        if block.passage.text and block.passage.span(0, len(block.passage.text)).meets(span):
            yield from _block(document.source, reading, block, span)


def _block(source: Source, reading: Reading, block: Block, span: Span) -> Iterator[str]:
    """One block: where it stands, the facts in it, what was noted, and, where there is nothing, why."""
    whole = block.passage.span(0, len(block.passage.text))
    where = " ".join(filter(None, [f"section {block.section}" if block.section else "", f"task {block.task}" if block.task else "", block.period.value]))
    yield f"{whole.start}-{whole.end}  {block.kind.value}  {where}".rstrip()
    words = " ".join(block.passage.text.split())
    yield f"    “{words[:70]}{'…' if len(words) > 70 else ''}”"
    found = [fact for fact in reading.facts if fact.span.meets(span) and whole.holds(fact.span)]
    for fact in found:
        values = " · ".join(str(value) for value in fact.values.values() if value != "")
        why = f"  because {fact.why}" if fact.why else ""
        yield f"    {fact.span.start}-{fact.span.end}  {fact.view}: {values}   by {fact.rule} ({fact.confidence}){why}"
    for note in reading.notes:
        if note.span and note.span.meets(span) and (whole.holds(note.span) or note.span.holds(whole)):
            yield f"    {note.span.start}-{note.span.end}  {note.kind.value}: {note.message}"
    if not found:
        yield f"    no facts: {UNREAD.get(block.kind, 'no frame of any rule fits these words')}"
