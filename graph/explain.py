"""Which rules saw a stretch of text, what they made of it, and why not more."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from graph.errors import UserError
from graph.extraction import FAMILIES, read_facts
from graph.model import Block, BlockKind, Document, Fact, Note, Reading, Source, Span
from graph.reading import read_bytes, read_file
from graph.structure.document import read_documents

PLACE = re.compile(r"^(?P<file>.+):(?P<start>\d+)-(?P<end>\d+)$")
LONGEST = 70
UNREAD = {
    BlockKind.HEAD: "the document's head: read for title, number, date, issuer; only citations are taken as facts",
    BlockKind.HEADING: "a heading: it names a section or a task and states no fact of its own",
    BlockKind.TAIL: "a printed assignment: read for who answers, for nothing else",
    BlockKind.CLOSING: "signature, date or distribution: no facts",
    BlockKind.GLOSSARY: "an entry of the glossary: its numbers are definitions, not results or targets",
}


def explain_place(place: str, stdin: BinaryIO) -> Iterator[str]:
    """Lines that explain FILE or FILE:START-END, block by block.

    Raises UnreadableError, or UserError if there is no such file or stretch.
    """
    name, stretch = _parse(place)
    source = read_bytes("stdin.txt", stdin.read()) if name == "-" else read_file(_existing(name))
    span = _span(source, stretch)
    documents, notes = read_documents(source)
    lines = [*_left_out(notes, span)]
    for document in documents:
        if document.span.meets(span):
            lines += _document(document, span)
    yield from lines or [f"{span.start}-{span.end}  blank, or marks of the file's form: nothing to read"]


def _parse(place: str) -> tuple[str, Span | None]:
    match = PLACE.match(place)
    if not match or Path(place).is_file():
        return place, None
    start, end = int(match["start"]), int(match["end"])
    if start >= end:
        raise UserError(f"{start}-{end} is no stretch of text: START must be less than END")
    return match["file"], Span(start, end)


def _existing(name: str) -> Path:
    path = Path(name)
    if path.is_dir():
        raise UserError(f"{name} is a folder; name a file in it")
    if not path.is_file():
        raise UserError(f"no such file: {name}")
    return path


def _span(source: Source, stretch: Span | None) -> Span:
    whole = Span(0, len(source.text))
    if stretch and not whole.holds(stretch):
        wanted = f"{stretch.start}-{stretch.end}"
        raise UserError(f"{source.name} has {whole.end} characters; {wanted} is no stretch of it")
    return stretch or whole


def _left_out(notes: tuple[Note, ...], span: Span) -> Iterator[str]:
    for note in notes:
        if note.span and note.span.meets(span):
            yield f"{note.span.start}-{note.span.end}  left out  {note.message}"


def _document(document: Document, span: Span) -> Iterator[str]:
    reading, head = read_facts(document), document.head
    yield f"document  {head['title'].value if 'title' in head else '(no title)'}  [{head['type'].value}]"
    for name, attribute in head.items():
        if attribute.span and attribute.span.meets(span) and not name.startswith("_"):
            why = f"  ({attribute.why})" if attribute.why else ""
            yield f"  head.{name} = {attribute.value}   by {attribute.rule}{why}"
    for block in document.blocks:
        if block.passage.text and _whole(block).meets(span):
            yield from _block(reading, block, span)


def _whole(block: Block) -> Span:
    return block.passage.span(0, len(block.passage.text))


def _block(reading: Reading, block: Block, span: Span) -> Iterator[str]:
    """One block: where it stands, the facts in it, what was noted, and, where there is nothing, why."""
    whole = _whole(block)
    section, task = block.section and f"section {block.section}", block.task and f"task {block.task}"
    where = " ".join(filter(None, [section, task, block.period.value]))
    yield f"{whole.start}-{whole.end}  {block.kind.value}  {where}".rstrip()
    words = " ".join(block.passage.text.split())
    yield f"    “{words[:LONGEST]}{'…' if len(words) > LONGEST else ''}”"
    found = [fact for fact in reading.facts if fact.span.meets(span) and whole.holds(fact.span)]
    yield from map(_fact, found)
    for note in reading.notes:
        if note.span and note.span.meets(span) and (whole.holds(note.span) or note.span.holds(whole)):
            yield f"    {note.span.start}-{note.span.end}  {note.kind.value}: {note.message}"
    if why := _why_not_more(block, {fact.rule.partition(":")[0] for fact in found}):
        yield f"    {'no more' if found else 'no'} facts: {why}"


def _fact(fact: Fact) -> str:
    values = " · ".join(str(value) for value in fact.values.values() if value != "")
    why = f"  because {fact.why}" if fact.why else ""
    place = f"{fact.span.start}-{fact.span.end}"
    return f"    {place}  {fact.view}: {values}   by {fact.rule} ({fact.confidence}){why}"


def _why_not_more(block: Block, spoke: set[str]) -> str:
    """Why a block holds no further facts: its kind, or the rules that read it and found no frame of theirs."""
    if block.kind in UNREAD:
        return UNREAD[block.kind]
    saw = [family.__name__.rpartition(".")[2] for family in FAMILIES]
    silent = [name for name in saw if not any(name.startswith(rule) for rule in spoke)]
    return f"the rules of {', '.join(silent)} read these words and found no frame of theirs" if silent else ""
