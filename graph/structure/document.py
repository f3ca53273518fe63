"""Step 3: a part of a file becomes a Document: head, sections, blocks, tasks, glossary."""

import re
from itertools import zip_longest

from graph.model import Block, BlockKind, Document, DocumentType, Note, Passage, Source, Span
from graph.structure.assembly import Assembly
from graph.structure.head import read_head
from graph.structure.items import NUMBERED, Items
from graph.structure.listed import listed_tables
from graph.structure.outline import LEAD, Outline, Piece, rules
from graph.structure.paragraphs import paragraphs
from graph.structure.passages import without
from graph.structure.splitting import Part, split
from graph.structure.tabbed import with_parted_tables
from graph.structure.tables import Row, task_tables
from graph.structure.tails import find_tails

ADDRESSEES = re.compile(r"[：:]$")
ADDRESSED = re.compile(r"政府|部门|单位|街道|管委会|局|机构")
TELLS = re.compile(r"解读|读懂|图解|看懂|速览")  # an interpretation: its parts have headings without numbers
SALUTATION = re.compile(r"^各位(?:代表|委员)")
LONG_SALUTATION = 60  # characters: a salutation that long has its text behind it
LONG_HEAD = 80  # characters: a longer paragraph with a full stop is no part of a head
LONG_LINE = 20  # and a shorter one, under a title, that ends with a full stop
SIGNATURE = 60  # characters: a longer line under a signature is text again

Tables = list[tuple[Span, list[Row]]]


def read_documents(
    source: Source, share: tuple[int, int] = (0, 1)
) -> tuple[tuple[Document, ...], tuple[Note, ...]]:
    """Every document of a file, in order, and what was dropped around them.

    `share` (k, n) reads every n-th document from the k-th on, for readers that divide a file among them.
    """
    parts, notes = split(with_parted_tables(source))
    return tuple(read_document(part) for part in parts[share[0] :: share[1]]), notes


def read_document(part: Part) -> Document:
    """The document that a part holds.

    >>> from graph.model import Source
    >>> text = "某县2024年重点工作任务\\n一、工业\\n1.抓投产。新增企业5家。（牵头单位：县发改局）"
    >>> document = read_document(split(Source("x.txt", text, "", "text/plain"))[0][0])
    >>> [(t.number, t.title, t.text.text) for t in document.tasks]
    [('1', '抓投产', '抓投产。新增企业5家。')]
    """
    printed, listed = listed_tables(paragraphs(part))
    pieces = list(Outline().pieces(printed))
    tables = sorted([*listed, *task_tables(part)], key=lambda table: table[0])
    body = _body_start(pieces, tables)
    wholes: list[Passage] = [piece.whole for piece in pieces]
    head = read_head(part, wholes[:body], wholes[body:], [p.title.text for p in pieces if p.level])
    planned = head.get("year_planned")
    kind = DocumentType(head["type"].value)
    assembly = Assembly.of_type(part.source, kind, int(planned.value) if planned else 0)
    assembly.blocks += [Block(BlockKind.HEAD, whole) for whole in wholes[:body]]
    _Body(assembly, pieces[body:], tables).read()
    return Document(
        part.source,
        part.span,
        head,
        tuple(assembly.blocks),
        tuple(assembly.closed_sections(part.span.end)),
        tuple(assembly.tasks),
        tuple(assembly.entries),
        tuple(assembly.notes),
    )


def _body_start(pieces: list[Piece], tables: Tables) -> int:
    """The first piece that is no longer the head: behind the addressees, at the salutation or a number."""
    first_table = min((span.start for span, _ in tables), default=None)
    for at, piece in enumerate(pieces):
        text = piece.whole.text
        if first_table is not None and piece.whole.offsets[0] > first_table:
            return at
        if 1 <= piece.level <= NUMBERED or (piece.level == LEAD and rules()["unnumbered"].match(text)):
            return at
        if rules()["told"].match(text) and any(TELLS.search(p.whole.text) for p in pieces[:at]):
            return at
        if SALUTATION.match(text):
            return at if len(text) > LONG_SALUTATION else at + 1
        if at and ADDRESSEES.search(text) and ADDRESSED.search(text):
            return at + 1
        long = len(text) > LONG_HEAD and "。" in text
        if (long or (at and len(text) > LONG_LINE and text.endswith("。"))) and "会议上" not in text[:60]:
            return at
        tails, taken = find_tails(piece.whole, inline=False)
        if at and tails:
            alone = not without(piece.whole, taken).text.strip("。；; ")
            return max(1, at - 1) if alone else at
    return len(pieces)


class _Body:
    """What follows the head, piece by piece: items, tables, glossary, signature."""

    def __init__(self, assembly: Assembly, pieces: list[Piece], tables: Tables) -> None:
        self._assembly = assembly
        self._pieces = pieces
        self._tables = list(tables)
        self._items = Items(assembly, pieces)
        self._glossary = False
        self._closed = False

    def read(self) -> None:
        for piece, following in zip_longest(self._pieces, self._pieces[1:]):
            self._tables_before(piece.whole.offsets[0])
            self._take(piece, following.whole.text if following else "")
        self._items.close()
        self._tables_before(None)

    def _tables_before(self, offset: int | None) -> None:
        while self._tables and (offset is None or self._tables[0][0].start < offset):
            self._items.close()
            span, rows = self._tables.pop(0)
            self._assembly.table(rows, span)

    def _take(self, piece: Piece, following: str) -> None:
        text = piece.whole.text
        if self._is_closing(piece, following):
            self._items.close()
            self._closed = True
            self._assembly.blocks.append(Block(BlockKind.CLOSING, piece.whole))
        elif rules()["glossary"].match(text):
            self._items.close()
            self._assembly.heading(piece, 1)
            self._glossary = True
        elif self._glossary and not rules()["annex"].match(text):
            self._assembly.entry(piece)
        elif self._closed and not piece.number and len(text) < SIGNATURE and "。" not in text:
            self._assembly.blocks.append(Block(BlockKind.HEAD, piece.whole))
        else:
            self._closed = self._glossary = False
            self._items.take(piece)

    def _is_closing(self, piece: Piece, following: str) -> bool:
        text = piece.whole.text
        if piece.level and piece.number:
            return False
        if rules()["closing"].match(text) or rules()["date"].match(text):
            return True
        if not rules()["signature"].match(text):
            return False
        signed = rules()["date"].match(following) or rules()["signature"].match(following)
        return bool(signed or self._closed)
