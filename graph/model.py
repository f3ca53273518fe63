"""The nouns every step shares. This module imports nothing else of ours.

Offsets count Unicode code points in ``Source.text``, which is never edited after reading;
``end`` is one past the last character, so ``text[start:end]`` is the stretch itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any


class Record:
    """A frozen dataclass that is sent between processes: pickled as its class and its values, which is quicker.

    It has two fields or more, and all are arguments of its constructor.
    """

    __slots__ = ()
    __match_args__: tuple[str, ...]

    def __reduce__(self) -> tuple[type["Record"], tuple[Any, ...]]:
        return type(self), _values(self.__match_args__)(self)


@cache
def _values(names: tuple[str, ...]) -> Callable[[Record], tuple[Any, ...]]:
    return attrgetter(*names)


@dataclass(frozen=True, slots=True, order=True)
class Span(Record):
    """A stretch of a source text.

    >>> Span(2, 4).of("兖州区人民政府")
    '区人'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no such stretch: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class NoteKind(StrEnum):
    """What the build's report says of a place in a file."""

    BOILERPLATE = "boilerplate"  # web residue, left out on purpose
    SKIPPED = "skipped"  # seen, and not read into facts
    AMBIGUOUS = "ambiguous"  # could be read in two ways
    UNREADABLE = "unreadable"  # the file, or a part of it, could not be read


@dataclass(frozen=True, slots=True)
class Note(Record):
    """One line of the report: what happened at a place of a file."""

    kind: NoteKind
    source: str  # the file's name, without folders
    message: str  # one sentence for a person
    span: Span | None = None  # None: the whole file


@dataclass(frozen=True, slots=True)
class Cell(Record):
    """A table cell. A cell that a merged cell above covers holds that cell's span, `carried`."""

    span: Span
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Table(Record):
    """A table as rows of cells; a cell merged over columns stands once in its row."""

    span: Span
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Source(Record):
    """A file as read: its plain text, and what plain text cannot say."""

    name: str  # the file's name as given, without folders
    text: str  # newlines are "\n"; no byte-order mark
    sha256: str  # of the file's bytes, hexadecimal
    media_type: str  # text/plain, text/markdown, text/html, application/pdf, …wordprocessingml.document
    encoding: str = "utf-8"  # as decoded; empty for docx and pdf
    bold: tuple[Span, ...] = ()  # sorted, not touching
    tables: tuple[Table, ...] = ()  # sorted
    title: str = ""  # the title that the file's own metadata gives (HTML <title>, docx core properties)
    notes: tuple[Note, ...] = ()


class DocumentType(StrEnum):
    """Contract values of `documents.type`."""

    WORK_REPORT = "work_report"
    TASK_BREAKDOWN = "task_breakdown"
    ACTION_PLAN = "action_plan"
    INTERPRETATION = "interpretation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attribute(Record):
    """One attribute of a document's head, with its evidence; no span means inferred, and `why` says how."""

    value: str
    span: Span | None
    rule: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Passage(Record):
    """A stretch of text made fit for reading, each character knowing where it stands in the source.

    Marks of emphasis, bookmarks and the line breaks inside a broken paragraph are left out of
    `text`; `offsets[i]` is the source offset of `text[i]`.

    >>> p = Passage("增长6.5%", (0, 1, 4, 5, 6, 7))   # source: 增长**6.5%**
    >>> p.span(2, 6)
    Span(start=4, end=8)
    """

    text: str
    offsets: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError("a passage needs one offset for each character")

    def span(self, start: int, end: int) -> Span:
        """The source stretch that covers characters start..end of the passage."""
        if start == end:
            at = self.offsets[start] if start < len(self.offsets) else self.offsets[-1] + 1
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def slice(self, start: int, end: int) -> "Passage":
        return Passage(self.text[start:end], self.offsets[start:end])


class Period(StrEnum):
    """What a stretch of a document speaks of: the year behind or the year ahead."""

    REVIEW = "review"
    PLAN = "plan"
    NONE = ""


class BlockKind(StrEnum):
    """What a block of text is for."""

    HEAD = "head"  # title, number, addressees, meeting, speaker
    HEADING = "heading"  # a section's printed heading
    BODY = "body"  # running text: what facts are read from
    TAIL = "tail"  # printed assignments of the task above or before
    CLOSING = "closing"  # signature, date, copies, footers
    GLOSSARY = "glossary"  # an entry of 名词解释


@dataclass(frozen=True, slots=True)
class Block(Record):
    """A logical paragraph, or the part of one that has one purpose."""

    kind: BlockKind
    passage: Passage
    section: str = ""  # id of the innermost section
    task: str = ""  # number of the task it belongs to
    period: Period = Period.NONE


@dataclass(frozen=True, slots=True)
class Section(Record):
    """A heading of the outline. `id` is its path of printed numbers: 二/（三）/2."""

    id: str
    parent: str  # "" at the top
    level: int  # 1 for 一、
    number: str  # as printed, e.g. （三）; "" for a bold lead
    title: str
    span: Span  # the heading itself
    end: int  # where the section's text ends
    period: Period = Period.NONE


@dataclass(frozen=True, slots=True)
class Tail(Record):
    """A printed stretch that says who answers for a task: in brackets, on a line, in a table cell."""

    passage: Passage  # without the brackets around it
    label: str = (
        ""  # the role as a line or a column is labelled: 牵头单位; "" where the passage says it itself
    )


@dataclass(frozen=True, slots=True)
class Task(Record):
    """A task of a breakdown or a task list, or of any list whose items say who answers for them."""

    number: str  # as printed; where numbers start again in each section, with the section's: （一）2（1）
    section: str
    title: str  # its run-in heading, or its first clause
    span: Span  # number, text and tail
    text: Passage  # the text without number and tails
    tails: tuple[Tail, ...] = ()
    cells: tuple[Tail, ...] = ()  # where it is a row: its text's cells and those beside it, under their words


@dataclass(frozen=True, slots=True)
class Fact(Record):
    """One claim a document makes. `values` has the view's own columns, in the text's own words."""

    view: str  # a view of the contract: assignments, investments, …
    values: Mapping[str, str | float | int]
    span: Span  # the evidence
    rule: str  # the rule that read it
    confidence: str = "explicit"  # explicit | contextual | inferred
    why: str = ""  # the reasoning, where inferred
    section: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class Entry(Record):
    """An entry of a glossary (名词解释)."""

    term: str
    definition: Passage
    span: Span


@dataclass(frozen=True, slots=True)
class Document(Record):
    """A document: one file, or one of several in a file."""

    source: Source
    span: Span
    head: Mapping[str, Attribute]  # title, type, issuer, region, date, … as in the view `documents`
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    glossary: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        return self.span.of(self.source.text)


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """A document with every fact read from it: what extraction hands on."""

    document: Document
    facts: tuple[Fact, ...]
    notes: tuple[Note, ...] = field(default=())
