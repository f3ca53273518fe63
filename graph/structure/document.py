"""Step 3: a part of a file becomes a Document: head, sections, blocks, tasks, glossary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.lexicon.units import is_unit
from graph.model import (
    Block,
    BlockKind,
    Document,
    DocumentType,
    Entry,
    Note,
    NoteKind,
    Passage,
    Period,
    Section,
    Source,
    Span,
    Tail,
    Task,
)
from graph.structure.head import read_head
from graph.structure.outline import LEAD, Outline, Piece, rules
from graph.structure.paragraphs import paragraphs
from graph.structure.splitting import Part, split
from graph.structure.tables import Row, task_rows
from graph.structure.tails import find_tails, split_names

ADDRESSEES = re.compile(r"[：:]$")
SALUTATION = re.compile(r"^各位(?:代表|委员)")
LISTED = re.compile(r"^\d{1,3}\s*[.．、]\s*")
ENTRY = re.compile(r"^(?:\[?\d{1,3}[\].．、]|[①-⑳]|[（(]\d{1,3}[）)])?\s*(?P<term>[^：:。]{1,40}?)\s*[：:]\s*(?P<definition>.*)$", re.DOTALL)
NUMBERED = 5  # the deepest printed mark


def read_documents(source: Source) -> tuple[tuple[Document, ...], tuple[Note, ...]]:
    """Every document of a file, in order, and what was dropped around them."""
    parts, notes = split(source)
    return tuple(read_document(part) for part in parts), notes


def read_document(part: Part) -> Document:
    """The document that a part holds.

    >>> from graph.model import Source
    >>> text = "某县2024年重点工作任务\\n一、工业\\n1.抓投产。新增企业5家。（牵头单位：县发改局）"
    >>> document = read_document(split(Source("x.txt", text, "", "text/plain"))[0][0])
    >>> [(t.number, t.title, t.text.text) for t in document.tasks]
    [('1', '抓投产', '抓投产。新增企业5家。')]
    """
    pieces = list(Outline().pieces(paragraphs(part)))
    body = _body_start(pieces)
    tables = [table for table in part.source.tables if part.span.holds(table.span)]
    head = read_head(part, [p.whole for p in pieces[:body]], [p.whole for p in pieces[body:]], [p.title.text for p in pieces if p.level])
    assembly = _Assembly(part.source, DocumentType(head["type"].value))
    for piece in pieces[:body]:
        assembly.blocks.append(Block(BlockKind.HEAD, piece.whole))
    assembly.read(pieces[body:])
    for table in tables:
        assembly.read_table(list(task_rows(part.source, table)), table.span)
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


def _body_start(pieces: list[Piece]) -> int:
    """The first piece that is no longer the head: behind the addressees, at the salutation or a number."""
    for at, piece in enumerate(pieces):
        text = piece.whole.text
        if 1 <= piece.level <= NUMBERED or (piece.level == LEAD and rules()["unnumbered"].match(text)):
            return at
        if SALUTATION.match(text):
            return at if len(text) > 60 else at + 1
        if at and ADDRESSEES.search(text) and re.search(r"政府|部门|单位|街道|管委会|局|机构", text):
            return at + 1
        if len(text) > 80 and "。" in text and "会议上" not in text[:60]:
            return at
    return len(pieces)


@dataclass
class _Open:
    """A section whose end is not known yet."""

    section: Section
    tails: int = 0


@dataclass
class _Assembly:
    """Puts the pieces of one document in order. Written to once, from top to bottom."""

    source: Source
    type: DocumentType
    blocks: list[Block] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _sections: list[Section] = field(default_factory=list)
    stack: list[Section] = field(default_factory=list)
    _used: dict[str, int] = field(default_factory=dict)
    _glossary: bool = False
    _closed: bool = False

    @property
    def answers(self) -> bool:
        """Whether the document hands out tasks, so that its numbered items are tasks."""
        return self.type in (DocumentType.TASK_BREAKDOWN, DocumentType.ACTION_PLAN)

    def read(self, pieces: list[Piece]) -> None:
        items = _Items(self, pieces, _level_of_tasks(pieces) if self.answers else 0)
        for at, piece in enumerate(pieces):
            following = pieces[at + 1].whole.text if at + 1 < len(pieces) else ""
            if self._is_closing(piece, following):
                items.close()
                self._closed = True
                self.blocks.append(Block(BlockKind.CLOSING, piece.whole))
            elif rules()["glossary"].match(piece.whole.text):
                items.close()
                self.heading(piece, 1, "")
                self._glossary = True
            elif self._glossary and not rules()["annex"].match(piece.whole.text):
                self._entry(piece)
            elif self._closed and not piece.number and len(piece.whole.text) < 60 and "。" not in piece.whole.text:
                self.blocks.append(Block(BlockKind.HEAD, piece.whole))
            else:
                self._closed = self._glossary = False
                items.take(piece)
        items.close()

    def _is_closing(self, piece: Piece, following: str) -> bool:
        text = piece.whole.text
        if piece.level and piece.number:
            return False
        if rules()["closing"].match(text) or rules()["date"].match(text):
            return True
        return bool(rules()["signature"].match(text) and (rules()["date"].match(following) or self._closed))

    def heading(self, piece: Piece, level: int, task: str) -> None:
        """Opens a section for a piece with a heading, under the innermost section above it."""
        if not piece.number and rules()["document_level"].match(piece.title.text):
            level = min((s.level for s in self.stack if s.level > 1), default=2)
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        name = re.sub(r"[\s、.．，,]", "", piece.number) or re.sub(r"\s", "", piece.title.text.rstrip("。："))[:20]
        path = f"{parent.id}/{name}" if parent else name
        self._used[path] = self._used.get(path, 0) + 1
        if self._used[path] > 1:
            path = f"{path}·{self._used[path]}"
        title = piece.title if piece.title.text else piece.body
        section = Section(
            path,
            parent.id if parent else "",
            level,
            re.sub(r"\s", "", piece.number),
            piece.title.text.strip() or _first_clause(piece.body.text),
            piece.whole.span(0, 1) if not title.text else Span(piece.whole.offsets[0], title.offsets[-1] + 1) if piece.title.text else piece.whole.span(0, max(1, len(piece.number))),
            0,
            self._period(piece.title.text, level, parent),
        )
        self._sections.append(section)
        self.stack.append(section)
        if piece.title.text:
            cut = piece.whole.text.find(piece.title.text) + len(piece.title.text)
            self.blocks.append(Block(BlockKind.HEADING, piece.whole.slice(0, cut), path, task, section.period))

    def _period(self, title: str, level: int, parent: Section | None) -> Period:
        if self.answers:
            return Period.PLAN
        if parent and (parent.level > 1 or parent.period):
            return parent.period
        if re.search(rules()["review"], title):
            return Period.REVIEW
        if re.search(rules()["plan"], title):
            return Period.PLAN
        before = [s for s in self._sections if s.level == 1]
        if any(s.period is Period.PLAN for s in before):
            return Period.PLAN
        return Period.REVIEW if level == 1 and not before else Period.NONE if level > 1 else Period.PLAN

    @property
    def period(self) -> Period:
        if self.stack:
            return self.stack[-1].period
        return Period.PLAN if self.answers else Period.NONE

    @property
    def section(self) -> str:
        return self.stack[-1].id if self.stack else ""

    def body(self, passage: Passage, task: str = "") -> None:
        if passage.text:
            self.blocks.append(Block(BlockKind.BODY, passage, self.section, task, self.period))

    def _entry(self, piece: Piece) -> None:
        """An entry of the glossary; a line without a term goes on with the entry above it."""
        whole = piece.whole
        match = ENTRY.match(whole.text)
        self.blocks.append(Block(BlockKind.GLOSSARY, whole, self.section))
        numbered = bool(LISTED.match(whole.text))
        if match and (numbered or not self.entries or match["definition"] or whole.text.endswith(("：", ":"))) and (numbered or len(match["term"]) <= 30):
            definition = whole.slice(match.start("definition"), match.end("definition"))
            self.entries.append(Entry(match["term"], definition, whole.span(0, len(whole.text))))
        elif self.entries:
            last = self.entries[-1]
            joined = Passage(last.definition.text + whole.text, last.definition.offsets + whole.offsets)
            self.entries[-1] = Entry(last.term, joined, Span(last.span.start, whole.offsets[-1] + 1))
        else:
            self.notes.append(Note(NoteKind.SKIPPED, self.source.name, "a glossary line without a term", whole.span(0, len(whole.text))))

    def read_table(self, rows: list[Row], span: Span) -> None:
        """Tasks printed in a table."""
        if not rows:
            self.notes.append(Note(NoteKind.SKIPPED, self.source.name, "a table that names no tasks and who answers for them", span))
        numbers = [row.number for row in rows if row.number]
        repeated = len(set(numbers)) < len(numbers)
        for row in rows:
            if row.section:
                heading = next(Outline().pieces([row.section]))
                self.heading(replace(heading, title=heading.title if heading.title.text else heading.body), heading.level or 1, "")
                continue
            text = row.texts[-1] if len(row.texts) == 1 else _joined(row.texts)
            number = f"{_qualifier(self.stack)}{row.number}" if repeated and row.number else row.number
            name = number or text.text[:20]
            before = self.tasks[-1] if self.tasks else None
            if before and before.number == name and before.text.offsets == text.offsets:
                self.tasks[-1] = replace(before, tails=before.tails + row.tails, span=Span(before.span.start, max(before.span.end, row.span.end)))
                continue
            self.tasks.append(Task(name, self.section, _first_clause(text.text), row.span, text, row.tails))
            self.body(text, name)

    def closed_sections(self, end: int) -> Iterator[Section]:
        """The sections with their ends: where the next section of the same or a higher level begins."""
        for at, section in enumerate(self._sections):
            stop = next((s.span.start for s in self._sections[at + 1 :] if s.level <= section.level and s.span.start > section.span.start), end)
            yield replace(section, end=stop)


class _Items:
    """Gathers the pieces of one numbered item (its text, its sub-items, its tails) until the next begins."""

    def __init__(self, assembly: _Assembly, pieces: list[Piece], task_level: int) -> None:
        self._assembly = assembly
        self._task_level = task_level  # 0: numbered items are sections unless they say who answers
        self._restarts = sum(piece.level == task_level and piece.value == 1 for piece in pieces) > 1
        self._item: list[Piece] = []
        self._answered = False  # the open item has its tails
        self._parent = ""  # the number that （1） stands under

    def take(self, piece: Piece) -> None:
        level = piece.level
        opens = 1 <= level <= NUMBERED
        if opens and (not self._task_level or level < self._task_level) and not self._is_task_elsewhere(piece):
            self.close()
            self._section(piece)
        elif opens and level <= (self._task_level or level):
            self.close()
            self._item = [piece]
            self._answered = bool(self._tails(piece)[0])
        elif self._item and self._goes_on(piece):
            self._item.append(piece)
        else:
            self.close()
            self._plain(piece)

    def _goes_on(self, piece: Piece) -> bool:
        """A paragraph without a number belongs to the item above until that has said who answers for it."""
        tails = self._tails(piece)[0]
        if piece.number or not self._answered or tails or _only_units(piece.whole.text):
            self._answered = self._answered or bool(tails)
            return True
        return False

    def _tails(self, piece: Piece) -> tuple[list[Tail], list[tuple[int, int]]]:
        return find_tails(piece.body if piece.number else piece.whole, inline=self._assembly.answers)

    def _is_task_elsewhere(self, piece: Piece) -> bool:
        """An item of a report that says who answers for it: a task too (民生实事 with 牵头单位)."""
        return not self._task_level and bool(find_tails(piece.body, inline=False)[0])

    def _section(self, piece: Piece) -> None:
        tails, taken = find_tails(piece.body, inline=self._assembly.answers)
        self._assembly.heading(piece, piece.level, "")
        if tails:
            self._answer([piece], tails, taken)
        else:
            self._assembly.body(piece.body)

    def _plain(self, piece: Piece) -> None:
        """Text without a number: a lead with its paragraph, a heading, or plain text; with tails, a task."""
        tails, taken = find_tails(piece.body if piece.body.text else piece.whole, inline=self._assembly.answers)
        if piece.level == LEAD:
            top = rules()["unnumbered"].match(piece.title.text) or rules()["annex"].match(piece.title.text)
            self._assembly.heading(piece, 1 if top else LEAD, "")
        if tails:
            self._answer([piece], tails, taken)
        elif piece.body.text:
            self._assembly.body(piece.body)

    def close(self) -> None:
        """The item is whole: it becomes one task, or one for each sub-item that answers for itself."""
        item, self._item = self._item, []
        if not item:
            return
        groups = self._groups(item)
        for group in groups:
            self._answer(group, *self._tails(group[0]))

    def _groups(self, item: list[Piece]) -> list[list[Piece]]:
        """Sub-items stand for themselves when more than the last of them says who answers for it."""
        deeper = [n for n, piece in enumerate(item) if n and item[0].level < piece.level <= 4]
        answering = [n for n in deeper if self._has_tail(item, n, deeper)]
        if not deeper or not answering or (answering == [deeper[-1]] and len(deeper) > 1):
            return [item]
        groups: list[list[Piece]] = [item[: deeper[0]]]
        for n, m in zip(deeper, [*deeper[1:], len(item)], strict=True):
            groups.append(item[n:m])
        return groups

    def _has_tail(self, item: list[Piece], n: int, deeper: list[int]) -> bool:
        end = next((m for m in deeper if m > n), len(item))
        return any(self._tails(piece)[0] for piece in item[n:end])

    def _answer(self, group: list[Piece], tails: list[Tail], taken: list[tuple[int, int]]) -> None:
        """Makes the task of a group of pieces: the first holds its number, the others go on with it."""
        first, assembly = group[0], self._assembly
        base = first.body if first.number or (first.level == LEAD and first.body.text) else first.whole
        texts = [_without(base, taken)]
        found = list(tails)
        lines: list[tuple[BlockKind, Passage]] = []
        for piece in group[1:]:
            more, cut = find_tails(piece.whole, inline=assembly.answers)
            if more:
                found += more
                rest = _without(piece.whole, cut)
                texts.append(rest)
                lines.append((BlockKind.TAIL, piece.whole)) if not rest.text.strip("。；; ") else lines.append((BlockKind.BODY, rest))
            elif found and _only_units(piece.whole.text):
                found[-1] = Tail(_joined((found[-1].passage, piece.whole), "、"), found[-1].label)
                lines.append((BlockKind.TAIL, piece.whole))
            else:
                texts.append(piece.whole)
                lines.append((BlockKind.BODY, piece.whole))
        has_title = bool(first.number and first.title.text)
        text = _joined(tuple(t for t in ([first.title, *texts] if has_title else texts) if t.text))
        number = self._number(first, text)
        last = group[-1].whole
        span = Span(first.whole.offsets[0], last.offsets[-1] + 1)
        title = first.title.text.strip().rstrip("。：") if first.title.text else _first_clause(text.text)
        is_task = bool(found) or bool(self._task_level and first.number)
        if is_task:
            assembly.tasks.append(Task(number, assembly.section, title, span, text, tuple(found)))
        name = number if is_task else ""
        if (has_title and first.level > 2) or (has_title and self._task_level):
            cut = first.whole.text.find(first.title.text) + len(first.title.text)
            assembly.blocks.append(Block(BlockKind.HEADING, first.whole.slice(0, cut), assembly.section, name, assembly.period))
        assembly.body(texts[0], name)
        for start, end in taken:
            assembly.blocks.append(Block(BlockKind.TAIL, base.slice(start, end), assembly.section, name, assembly.period))
        for kind, passage in lines:
            if passage.text:
                assembly.blocks.append(Block(kind, passage, assembly.section, name, assembly.period))

    def _number(self, first: Piece, text: Passage) -> str:
        """The printed number; with its section's where numbers start again; the first words where none is printed."""
        printed = re.sub(r"[\s、.．，,]", "", first.number)
        if not printed or first.level == 5:
            return text.text[:20]
        if self._task_level and first.level > self._task_level:
            printed = f"{self._parent}{printed}"
        else:
            self._parent = printed
        return f"{_qualifier(self._assembly.stack)}{printed}" if self._restarts else printed


def _level_of_tasks(pieces: list[Piece]) -> int:
    """The level whose items are the tasks of a breakdown: 1. where such numbers are printed, else （一）, else 一、."""
    counts = {level: sum(p.level == level for p in pieces) for level in range(1, NUMBERED)}
    for level in (3, 2, 1):
        if counts[level] >= 2:
            return level
    return 3


def _qualifier(stack: list[Section]) -> str:
    """The number of the innermost numbered section: （一） in （一）2."""
    return next((re.sub(r"[、.．，,]", "", s.number) for s in reversed(stack) if s.number), "")


def _without(passage: Passage, taken: list[tuple[int, int]]) -> Passage:
    """The passage without the stretches that tails take up."""
    keep = [n for n in range(len(passage.text)) if not any(a <= n < b for a, b in taken)]
    return Passage("".join(passage.text[n] for n in keep), tuple(passage.offsets[n] for n in keep))


def _joined(passages: tuple[Passage, ...], mark: str = "") -> Passage:
    """Passages one after another; `mark` stands between them at the place where the next one begins."""
    text, offsets = "", ()
    for passage in passages:
        if text and mark and passage.text:
            text, offsets = text + mark, (*offsets, passage.offsets[0])
        text, offsets = text + passage.text, offsets + passage.offsets
    return Passage(text, offsets)


def _only_units(text: str) -> bool:
    names = [text[a:b] for a, b in split_names(text)]
    return bool(names) and all(is_unit(name) for name in names)


def _first_clause(text: str) -> str:
    """What a text without a heading is called: its first clause, at most 30 characters."""
    return re.split(r"[，,。；;！：:]", text, maxsplit=1)[0][:30]
