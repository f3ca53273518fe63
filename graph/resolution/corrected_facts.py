"""Corrections of facts: a wrong one withdrawn or put right, a missing one added with its evidence.

A fact's identifier follows from its document, view and values, so that it holds when rules or offsets change.

>>> fact = Fact("investments", {"project": "浆纸", "amount": 8e9}, Span(0, 2), "x")
>>> fact_name("d", fact)
'd/fact/investments/fa83c4e5bd4c'
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from graph.model import Fact, Span
from graph.resolution.corrections import Correction, Lost
from graph.resolution.model import digest


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
    name: Callable[[str, Fact], str] = fact_name,
) -> Corrected:
    """The facts of a document, corrected. Only corrections that speak of this document are looked at.

    `text` is what evidence is looked for in. Which corrections no document has is for `unclaimed` to say.
    """
    left = {name(document, fact): fact for fact in facts}
    changes: list[Change] = []
    lost: list[Lost] = []
    for correction in corrections:
        if correction.what == "wrong" and correction.target in left:
            _put_right(correction, left, changes, lost)
        elif correction.what == "wrong" and correction.target.startswith(f"{document}/fact/"):
            lost.append(Lost(correction, "the document has no such fact any more"))
        elif correction.what == "missing" and correction.target == document:
            _add(correction, left, changes, lost, text, lambda fact: name(document, fact))
    return Corrected(tuple(left.values()), tuple(changes), tuple(lost))


def unclaimed(corrections: Iterable[Correction], documents: Iterable[str]) -> list[Lost]:
    """The corrections of facts whose document is not there at all."""
    known = tuple(documents)
    return [
        Lost(c, "no such document")
        for c in corrections
        if c.what in ("wrong", "missing")
        and not any(c.target == d or c.target.startswith(f"{d}/fact/") for d in known)
    ]


def _put_right(
    correction: Correction, left: dict[str, Fact], changes: list[Change], lost: list[Lost]
) -> None:
    fact = left[correction.target]
    column, _, new = correction.value.partition("=")
    if correction.value and (column not in fact.values or not new):
        lost.append(Lost(correction, f"no column {column!r}: the fact has {', '.join(fact.values)}"))
        return
    if not correction.value:
        del left[correction.target]
        changes.append(Change(correction, fact, None))
        return
    old = fact.values[column]
    try:
        value: str | float = new if isinstance(old, str) else float(new)
    except ValueError:
        lost.append(Lost(correction, f"{column} must be a number: {new!r}"))
        return
    after = replace(fact, values={**fact.values, column: value}, rule="correction", why=_why(correction))
    left[correction.target] = after
    changes.append(Change(correction, fact, after, column, str(old), new))


def _add(
    correction: Correction,
    left: dict[str, Fact],
    changes: list[Change],
    lost: list[Lost],
    text: str,
    name: Callable[[Fact], str],
) -> None:
    try:
        given = json.loads(correction.value)
        view, quote = given.pop("view"), given.pop("quote")
    except (ValueError, KeyError, AttributeError, TypeError):
        lost.append(
            Lost(correction, "the value must be a JSON object with view, quote and the view's columns")
        )
        return
    at = text.find(quote)
    if at < 0 or not quote:
        lost.append(Lost(correction, "its quote does not stand in the document"))
        return
    fact = Fact(view, given, Span(at, at + len(quote)), "correction", why=_why(correction))
    left[name(fact)] = fact
    changes.append(Change(correction, None, fact))


def _why(correction: Correction) -> str:
    return f"{correction.name}，{correction.date}：{correction.reason}"


def targets(corrections: Sequence[Correction]) -> set[str]:
    """What corrections of facts name."""
    return {c.target for c in corrections if c.what in ("wrong", "missing")}
