"""Step 3f: the sections, blocks, tasks and glossary of a document, put in order as they are met."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from graph.model import (
    Block,
    BlockKind,
    DocumentType,
    Entry,
    Note,
    NoteKind,
    Passage,
    Period,
    Section,
    Source,
    Span,
    Task,
)
from graph.structure.outline import Outline, Piece, rules
from graph.structure.passages import first_clause, joined, plain_number
from graph.structure.tables import Row

LISTED = re.compile(r"^\d{1,3}\s*[.．、]\s*")
ENTRY = re.compile(
    r"^(?:\[?\d{1,3}[\].．、]|[①-⑳]|[（(]\d{1,3}[）)])?\s*(?P<term>[^：:。]{1,40}?)\s*[：:]\s*(?P<definition>.*)$",
    re.DOTALL,
)
# An entry without a colon: 1.“一网通办”是指…  2.碳达峰——指…  3.“放管服”改革，即…
NUMBERED_ENTRY = r"\[?\d{1,3}[\].．、]|[①-⑳]|[（(]\d{1,3}[）)]"
PLAIN_ENTRY = re.compile(
    rf"^(?P<number>{NUMBERED_ENTRY})?\s*"
    r"(?P<term>[“\"][^”\"]{1,30}[”\"][\u4e00-\u9fffA-Za-z]{0,12}?|[^，。：:；—“”\s]{2,24}?)"
    r"(?:[—－-]{1,2}\s*|[，,]?(?=是?指|即))(?P<definition>[^—\s].*)$",
    re.DOTALL,
)
_SAID = r"(?:各位代表[，：:！!]?)?(?:同志们[，：:！!]?)?"
BACK = re.compile(
    _SAID
    + r"(?:(?:刚刚)?过去(?:的)?(?:这)?[一五]年|[一五]年来|去年(?:以来)?[，,]|(?:回顾|总结)(?:过去|一年))"
)
AHEAD = re.compile(_SAID + r"(?:今年[，,是我]|新的一年|下一步[，,]|今后[，,]|展望)")
YEAR = re.compile(r"(?:[一二三四五六七八九十]+、)?\s*(20\d\d)年(?:的)?(?:主要|重点|政府)?工作")
NAME_CELL = 16  # characters
CELL_GOES_ON = re.compile(r"[，,、；;：:。！（(—]|[的和与及为在对将]$")
LONGEST_TERM = 30  # characters, where no number is printed


@dataclass
class Assembly:
    """One document, written from top to bottom. `answers`: it hands out tasks, so numbered items are tasks."""

    source: Source
    answers: bool
    planned: int = 0  # the year it plans, 0 where unknown
    blocks: list[Block] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    stack: list[Section] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    _spoken: Period = Period.NONE  # of the text that no heading stands above
    _used: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of_type(cls, source: Source, kind: DocumentType, planned: int = 0) -> "Assembly":
        return cls(source, kind in (DocumentType.TASK_BREAKDOWN, DocumentType.ACTION_PLAN), planned)

    @property
    def period(self) -> Period:
        if self.stack:
            return self.stack[-1].period
        return Period.PLAN if self.answers else self._spoken

    @property
    def section(self) -> str:
        return self.stack[-1].id if self.stack else ""

    @property
    def qualifier(self) -> str:
        """The number of the innermost numbered section: （一） in （一）2."""
        return next((plain_number(s.number) for s in reversed(self.stack) if s.number), "")

    def heading(self, piece: Piece, level: int) -> None:
        """Opens a section for a piece with a heading, under the innermost section above it."""
        title = piece.title.text
        if not piece.number and rules()["document_level"].match(title):
            level = min((s.level for s in self.stack if s.level > 1), default=2)
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        path = self._path(piece, parent)
        section = Section(
            path,
            parent.id if parent else "",
            level,
            re.sub(r"\s", "", piece.number),
            title.strip() or first_clause(piece.body.text),
            _heading_span(piece),
            0,
            self._period(title, level, parent),
        )
        self.sections.append(section)
        self.stack.append(section)
        if title:
            cut = piece.whole.text.find(title) + len(title)
            self.add(BlockKind.HEADING, piece.whole.slice(0, cut))

    def _path(self, piece: Piece, parent: Section | None) -> str:
        words = re.sub(r"\s", "", piece.title.text.rstrip("。："))[:20]
        name = plain_number(piece.number) or words
        path = f"{parent.id}/{name}" if parent else name
        self._used[path] = self._used.get(path, 0) + 1
        return path if self._used[path] == 1 else f"{path}·{self._used[path]}"

    def _period(self, title: str, level: int, parent: Section | None) -> Period:
        if self.answers:
            return self._of_answers(title, parent)
        if parent and (parent.level > 1 or parent.period):
            return parent.period
        if re.search(rules()["review"], title) or re.search(rules()["base"], title):
            return Period.REVIEW
        if re.search(rules()["plan"], title):
            return Period.PLAN
        if self.planned and (named := YEAR.match(title)):
            year = int(named[1])  # 二、2020年主要工作
            return Period.PLAN if year >= self.planned else Period.REVIEW
        before = [s for s in self.sections if s.level == 1]
        if any(s.period is Period.PLAN for s in before):
            return Period.PLAN
        if level == 1:
            return Period.PLAN if before else Period.REVIEW
        return self._spoken

    def _of_answers(self, title: str, parent: Section | None) -> Period:
        """What hands out tasks plans; a part of it may look back: 一、2021年计划执行情况."""
        year = re.search(r"20\d\d", title)
        back = year and int(year.group()) < self.planned and re.search(rules()["review"], title)
        back = back or re.search(rules()["base"], title)
        return Period.REVIEW if back or (parent and parent.period is Period.REVIEW) else Period.PLAN

    def _of_words(self, text: str) -> Period:
        """What a report without headings says of its time as it goes on: 一年来，我们…; 今年，我们将…"""
        if BACK.match(text) and not AHEAD.match(text):
            return Period.REVIEW
        return Period.PLAN if AHEAD.match(text) else self._spoken

    def add(self, kind: BlockKind, passage: Passage, task: str = "") -> None:
        if kind is BlockKind.BODY and not self.stack and self.planned:
            self._spoken = self._of_words(passage.text)
        if passage.text:
            self.blocks.append(Block(kind, passage, self.section, task, self.period))

    def entry(self, piece: Piece) -> None:
        """An entry of the glossary; a line without a term goes on with the entry above it."""
        whole = piece.whole
        span = whole.span(0, len(whole.text))
        self.blocks.append(Block(BlockKind.GLOSSARY, whole, self.section))
        match = ENTRY.match(whole.text)
        plain = PLAIN_ENTRY.match(whole.text)
        if plain and (plain["number"] or plain["term"][0] in '“"'):
            shorter = not match or len(plain["term"]) < len(match["term"])
            match = plain if shorter else match
        else:
            plain = None
        if match and (match is plain or self._is_entry(match, whole.text)):
            definition = whole.slice(match.start("definition"), match.end("definition"))
            self.entries.append(Entry(match["term"], definition, span))
        elif self.entries:
            last = self.entries[-1]
            definition = joined((last.definition, whole))
            self.entries[-1] = Entry(last.term, definition, Span(last.span.start, span.end))
        else:
            self.notes.append(
                Note(NoteKind.SKIPPED, self.source.name, "a glossary line without a term", span)
            )

    def _is_entry(self, match: re.Match[str], text: str) -> bool:
        if LISTED.match(text):
            return True
        complete = not self.entries or bool(match["definition"]) or text.endswith(("：", ":"))
        return complete and len(match["term"]) <= LONGEST_TERM

    def table(self, rows: list[Row], span: Span) -> None:
        """Tasks printed in a table."""
        if not rows:
            message = "a table that names no tasks and who answers for them"
            self.notes.append(Note(NoteKind.SKIPPED, self.source.name, message, span))
        numbers = [row.number for row in rows if row.number and not row.goes_on]
        repeated = len(set(numbers)) < len(numbers)
        for row in rows:
            if row.section:
                heading = next(Outline().pieces([row.section]))
                title = heading.title if heading.title.text else heading.body
                self.heading(replace(heading, title=title), heading.level or 1)
            else:
                self._row(row, f"{self.qualifier}{row.number}" if repeated and row.number else row.number)

    def _row(self, row: Row, number: str) -> None:
        """One task, or one more tail of the task whose cell this row's cell carries on."""
        text = _cells(row.texts)
        name = number or "".join(passage.text for passage in row.texts)[:20]
        before = self.tasks[-1] if self.tasks else None
        if before and before.number == name and (row.goes_on or before.text.offsets == text.offsets):
            new = tuple(t for t in row.texts if t.offsets[0] not in before.text.offsets)
            whole = _cells((before.text, *new))
            span = Span(before.span.start, max(before.span.end, row.span.end))
            tails, cells = before.tails + row.tails, before.cells + row.cells
            self.tasks[-1] = replace(before, text=whole, tails=tails, cells=cells, span=span)
            for passage in new:
                self.add(BlockKind.BODY, passage, name)
            return
        title = first_clause(text.text)
        self.tasks.append(Task(name, self.section, title, row.span, text, row.tails, row.cells))
        self.add(BlockKind.BODY, text, name)

    def closed_sections(self, end: int) -> Iterator[Section]:
        """The sections with their ends: where the next section of the same or a higher level begins."""
        for at, section in enumerate(self.sections):
            later = (s for s in self.sections[at + 1 :] if s.level <= section.level)
            stop = next((s.span.start for s in later if s.span.start > section.span.start), end)
            yield replace(section, end=stop)


def _cells(texts: tuple[Passage, ...]) -> Passage:
    """The cells of a task as one text: a short one without an end is a name of its own, 老旧小区改造."""
    whole = texts[0]
    for cell, following in pairwise(texts):
        named = len(cell.text) <= NAME_CELL and not CELL_GOES_ON.search(cell.text)
        whole = joined((whole, following), "。" if named and cell.text and following.text else "")
    return whole


def _heading_span(piece: Piece) -> Span:
    if piece.title.text:
        return Span(piece.whole.offsets[0], piece.title.offsets[-1] + 1)
    return piece.whole.span(0, max(1, len(piece.number) if piece.body.text else 1))
