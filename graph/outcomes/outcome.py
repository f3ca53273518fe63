"""What the matching of promises with reports yields."""

from dataclasses import dataclass

from graph.model import Document, Fact

MET, MISSED, PARTLY, IN_PROGRESS = "met", "missed", "partly", "in_progress"
NOT_REPORTED, PENDING = "not_reported", "pending"
NUMBER, EVENT, INFERRED = "number", "event", "inferred"


@dataclass(frozen=True, slots=True)
class Target:
    """A promise for a year: a figure, or a named thing that is to happen.

    `fact` is one of the reading's own, or one read here (rules `relative`, `unread-stage`, `unread-money`).
    """

    fact: Fact
    document: Document
    indicator: str
    year: str
    basis: str  # number | event: how it can be checked
    value: float | None = None
    unit: str = ""
    comparator: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise beside what was reported. `outcome_document` is the report, even where it is silent."""

    target: Target
    verdict: str  # met | missed | partly | in_progress | not_reported | pending
    basis: str  # number | event | inferred
    outcome: Fact | None = None
    outcome_document: Document | None = None
    outcome_value: float | None = None  # in the target's unit
    scope_note: str = ""  # the arithmetic, or the difference of scope, in words


@dataclass(frozen=True, slots=True)
class Alignment:
    """One indicator in a document from above and one from below, for one year; neither fulfils the other."""

    indicator: str
    year: str
    upper: Fact
    upper_document: Document
    lower: Fact
    lower_document: Document
    reason: str
