"""What the explorer shows: things, documents with their outline, facts with their places.

A `key` is an IRI without the snapshot's base: unit/370812/区财政局. It is a thing's address on the site.
Offsets count code points of the source text, as in the fact views.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | float | int


@dataclass(slots=True)
class Thing:
    """Anything with a name: a unit, a project, an indicator; documents, sections and tasks too."""

    key: str
    cls: str
    label: str
    names: tuple[str, ...] = ()
    region: str = ""  # key
    kind: str = ""  # of a unit; the type of a document
    collective: bool = False
    about: tuple[tuple[str, str, str], ...] = ()  # word, value, key of the value or ""
    parent: str = ""  # what a section or a task is in
    document: str = ""
    years: set[str] = field(default_factory=set)
    weight: int = 0  # facts


@dataclass(frozen=True, slots=True)
class Part:
    """A section or a task of a document's outline."""

    key: str
    number: str
    title: str
    level: int
    parent: str
    start: int
    end: int
    period: str = ""
    task: bool = False


@dataclass(slots=True)
class Document:
    """A document as the reading view shows it; `start` and `end` bound it in its source's text."""

    key: str
    source: str
    title: str
    kind: str
    region: str
    issued: str
    year: str  # of its plan, else of its issue
    parts: list[Part] = field(default_factory=list)
    facts: list["Fact"] = field(default_factory=list)
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Fact:
    """One statement: subject – relation – object or value, and where it stands."""

    key: str
    view: str
    subject: str
    relation: str
    object: str
    values: dict[str, Value]
    document: str
    section: str
    task: str
    confidence: str
    rule: str
    why: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A target set beside what was later reported of it."""

    target: str  # key of a fact
    result: str  # key of a fact, or ""
    review: str  # key of the document that reviews the target's year, or ""
    verdict: str
    basis: str
    note: str
    label: str
    year: str
    values: dict[str, Value]  # target, result, unit, comparator: what is compared, where it is figures
    target_places: tuple[tuple[int, int], ...]
    result_places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A project as one document shows it."""

    project: str
    year: str
    document: str
    label: str
    enterprise: str  # key
    amount: Value
    currency: str
    stage: str
    status: str
    note: str  # what differs from the years before
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Are two names one thing? With the reason."""

    first: str  # key
    second: str  # key
    verdict: str  # same | different | unsure
    score: Value
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A unit renamed, merged, split, abolished or moved."""

    unit: str  # key
    before: str
    after: str
    kind: str
    when: str
    source: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The same matter above and below: an upper and a lower government's figures of one year."""

    upper: str  # key of a fact
    lower: str  # key of a fact
    label: str
    year: str
    reason: str


@dataclass(slots=True)
class Snapshot:
    """All of it; `texts` maps a source's key to its text, documents stand in reading order."""

    base: str
    documents: list[Document]
    things: dict[str, Thing]
    texts: Mapping[str, str]
    outcomes: list[Outcome] = field(default_factory=list)
    lineage: dict[str, list[Entry]] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    alignments: list[Alignment] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)  # key of a name → key of the thing it is one with
