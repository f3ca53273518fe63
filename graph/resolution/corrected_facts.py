"""Corrections of facts: a wrong one withdrawn or put right, a missing one added with its evidence.

A fact's identifier follows from its document, view and values, so that it holds when rules or offsets change.

>>> fact = Fact("investments", {"project": "浆纸", "amount": 8e9}, Span(0, 2), "x")
>>> fact_name("d", fact)
'd/fact/investments/fa83c4e5bd4c'
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Fact, Span
from graph.resolution.corrections import Correction, Lost
from graph.resolution.model import digest

STAGES = ("proposed", "signed", "started", "underway", "completed", "operating")
COLUMNS: dict[str, dict[str, type | tuple[str, ...]]] = {  # of each view: text, number, or one of a list
    "assignments": {
        "task": str,
        "role": ("lead_official", "lead_unit", "responsible_unit", "supporting_unit"),
        "agent": str,
    },
    "investments": {"project": str, "amount": float, "currency": str, "kind": ("total", "period", "done")},
    "project_enterprises": {"project": str, "enterprise": str},
    "project_clusters": {"project": str, "cluster": str},
    "project_stages": {"project": str, "stage": STAGES, "status": ("done", "aim")},
    "initiatives": {"actor": str, "relation": ("pursues", "attained", "undertakes"), "target": str},
    "indicators": {
        "indicator": str,
        "kind": ("result", "target"),
        "measure": ("level", "growth", "change", "rank"),
        "value": float,
        "unit": str,
        "comparator": ("eq", "ge", "le", "approx"),
        "year": str,
    },
    "programmes": {"name": str},
    "citations": {"title": str},
    "terms": {"term": str, "definition": str},
}
MAY_BE_EMPTY = ("unit", "year")


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction did to a fact."""

    correction: Correction
    before: Fact | None  # None: it was missing
    after: Fact | None  # None: it was withdrawn
    column: str = ""  # which value was put right
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document's facts after correction."""

    facts: tuple[Fact, ...]
    changes: tuple[Change, ...]
    lost: tuple[Lost, ...]


def fact_name(document: str, fact: Fact) -> str:
    """The identifier of a fact: as the graph names it."""
    return f"{document}/fact/{fact.view}/{digest([*fact.values.keys(), *fact.values.values()])[:12]}"


def correct_facts(
    facts: Iterable[Fact],
    corrections: Iterable[Correction],
    document: str,
    text: str,
    within: Span,
    tasks: Sequence[str] = (),
) -> Corrected:
    """The facts of a document, corrected. Only corrections that speak of this document are looked at.

    `text` is the source's, `within` where the document stands in it, `tasks` the numbers of its tasks. Which
    corrections no document has is for `unclaimed` to say.
    """
    left = {fact_name(document, fact): fact for fact in facts}
    changes: list[Change] = []
    lost: list[Lost] = []
    for correction in corrections:
        if not speaks_of(correction, document):
            continue
        try:
            change = (
                _added(correction, text, within)
                if correction.what == "missing"
                else _righted(correction, left)
            )
            _check_task(change, tasks)
        except _NoWayError as why:
            lost.append(Lost(correction, str(why)))
            continue
        changes.append(change)
        if change.before:
            del left[correction.target]
        if change.after:
            left[fact_name(document, change.after)] = change.after
    return Corrected(tuple(left.values()), tuple(changes), tuple(lost))


def speaks_of(correction: Correction, document: str) -> bool:
    """Whether a correction is about a fact of a document."""
    if correction.what == "missing":
        return correction.target == document
    return correction.what == "wrong" and correction.target.startswith(f"{document}/fact/")


class _NoWayError(ValueError):
    """Says why a correction cannot be carried out."""


def unclaimed(corrections: Iterable[Correction], documents: Iterable[str]) -> list[Lost]:
    """The corrections of facts whose document is not there at all."""
    known = tuple(documents)
    return [
        Lost(c, "no such document")
        for c in corrections
        if c.what in ("wrong", "missing") and not any(speaks_of(c, document) for document in known)
    ]


def _righted(correction: Correction, left: Mapping[str, Fact]) -> Change:
    fact = left.get(correction.target)
    if fact is None:
        raise _NoWayError("the document has no such fact any more")
    if not correction.value:
        return Change(correction, fact, None)
    column, _, new = correction.value.partition("=")
    if column not in fact.values:
        raise _NoWayError(f"no column {column!r}: the fact has {', '.join(fact.values)}")
    value = _value(fact.view, column, new)
    after = replace(fact, values={**fact.values, column: value}, rule="correction", why=_why(correction))
    return Change(correction, fact, after, column, str(fact.values[column]), new)


def _added(correction: Correction, text: str, within: Span) -> Change:
    try:
        given = json.loads(correction.value)
        view, quote = str(given.pop("view")), str(given.pop("quote"))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise _NoWayError(
            "the value must be a JSON object with view, quote and the view's columns"
        ) from error
    columns = COLUMNS.get(view)
    if columns is None:
        raise _NoWayError(f"no view {view!r}: there are {', '.join(COLUMNS)}")
    if set(given) != set(columns):
        raise _NoWayError(f"{view} has the columns {', '.join(columns)}")
    values = {column: _value(view, column, given[column]) for column in columns}
    at = text.find(quote, within.start, within.end)
    if at < 0 or not quote:
        raise _NoWayError("its quote does not stand in the document")
    fact = Fact(view, values, Span(at, at + len(quote)), "correction", why=_why(correction))
    return Change(correction, None, fact)


def _value(view: str, column: str, given: object) -> str | float:
    """A value fit for its column."""
    fit = COLUMNS.get(view, {}).get(column, str)
    if fit is float:
        try:
            return float(str(given))
        except ValueError as error:
            raise _NoWayError(f"{column} must be a number: {given!r}") from error
    if isinstance(fit, tuple) and given not in fit:
        raise _NoWayError(f"{column} must be one of {', '.join(fit)}: {given!r}")
    if not isinstance(given, str) or not (given.strip() or column in MAY_BE_EMPTY):
        raise _NoWayError(f"{column} must be a text that is not empty")
    if column == "year" and given and not (given.isdigit() and len(given) == 4):
        raise _NoWayError(f"year must have four digits: {given!r}")
    if column == "currency" and not (len(given) == 3 and given.isupper()):
        raise _NoWayError(f"currency must be a code of three letters: {given!r}")
    return given


def _check_task(change: Change, tasks: Sequence[str]) -> None:
    after = change.after
    if after and after.view == "assignments" and str(after.values["task"]) not in tasks:
        raise _NoWayError(f"the document has no task {after.values['task']}")


def _why(correction: Correction) -> str:
    return f"{correction.name}，{correction.date}：{correction.reason}"
