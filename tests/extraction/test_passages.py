"""Passages of reports, plans and lists, annotated in full before the rules saw them: what is read, and nothing else.

Places and firms are made up. A line of `passages.txt` is a fact, with / between alternatives; `maybe` marks what careful
readers may differ on, `missed` what is right and not read yet:

    stage PROJECT | STAGE | STATUS        money PROJECT | AMOUNT | CURRENCY | KIND     firm PROJECT | ENTERPRISE
    cluster PROJECT | CLUSTER             init ACTOR | RELATION | TARGET               prog NAME
    ind INDICATOR | KIND | MEASURE | VALUE | UNIT | COMPARATOR | YEAR
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from graph.evaluation.agreement import VIEWS, Row, relaxed
from graph.evaluation.matching import groups, pairs
from graph.extraction import read_facts
from tests.cases import read_cases

CASES = list(read_cases(Path(__file__).with_name("passages.txt")))
FAMILIES = {
    "stage": ("project_stages", ("project", "stage", "status")),
    "money": ("investments", ("project", "amount", "currency", "kind")),
    "firm": ("project_enterprises", ("project", "enterprise")),
    "cluster": ("project_clusters", ("project", "cluster")),
    "init": ("initiatives", ("actor", "relation", "target")),
    "ind": ("indicators", ("indicator", "kind", "measure", "value", "unit", "comparator", "year")),
    "prog": ("programmes", ("name",)),
}
REQUIRED, MAYBE, MISSED = "", "maybe", "missed"
SCALES = {"万": 10**4, "亿": 10**8}


def number(written: str) -> float:
    """1.2亿 and 3.5万 as plain numbers."""
    scale = SCALES.get(written[-1], 1)
    return round(float(written.rstrip("万亿")) * scale, 4)


def wanted(line: str) -> tuple[str, str, Row]:
    """How much a line asks, its view, and its fact, with / between alternatives."""
    first, rest = line.split(" ", 1)
    asks = first if first in (MAYBE, MISSED) else REQUIRED
    family, rest = (first, rest) if asks == REQUIRED else rest.split(" ", 1)
    view, columns = FAMILIES[family]
    row: dict[str, object] = {}
    for column, written in zip(columns, rest.split("|"), strict=True):
        value = written.strip()
        if column in ("amount", "value"):
            row[column] = number(value)
        else:
            row[column] = value if column in ("unit", "year") else value.replace("/", "|")
    return asks, view, row


@cache
def compared(at: int) -> tuple[list[tuple[str, str, Row, bool]], list[str]]:
    """The lines of a case, each with whether it is found, and what is found besides."""
    case = CASES[at]
    found: dict[str, list[Row]] = defaultdict(list)
    for document in case.documents():
        for fact in read_facts(document).facts:
            if fact.view in VIEWS:
                found[fact.view].append(fact.values)
    lines = [wanted(line) for line in case.expected]
    told: list[tuple[str, str, Row, bool]] = []
    besides: list[str] = []
    for view, _ in FAMILIES.values():
        asked = [(asks, row) for asks, of, row in lines if of == view]
        rows = [{**row, "optional": asks == MAYBE} for asks, row in asked]
        told_apart = groups(view, found[view])
        taken = pairs(len(told_apart), rows, lambda n, row: relaxed(view, told_apart[n][0], row))  # noqa: B023
        told += [(asks, view, row, n in taken) for n, (asks, row) in enumerate(asked)]
        others = set(range(len(told_apart))) - set(taken.values())
        besides += [f"{view}: {dict(told_apart[n][0])}" for n in sorted(others)]
    return told, besides


def each(asks: str) -> list[object]:
    """The cases that have a line which asks so."""
    return [
        pytest.param(at, id=case.where)
        for at, case in enumerate(CASES)
        if any(wanted(line)[0] == asks for line in case.expected)
    ]


@pytest.mark.parametrize("at", each(REQUIRED))
def test_what_must_be_read_is_read(at: int) -> None:
    assert [(view, row) for asks, view, row, found in compared(at)[0] if asks == REQUIRED and not found] == []


@pytest.mark.parametrize("at", range(len(CASES)), ids=[case.where for case in CASES])
def test_nothing_else_is_read(at: int) -> None:
    assert compared(at)[1] == []


@pytest.mark.parametrize("at", each(MISSED))
def test_what_is_known_to_be_missed_is_still_missed(at: int) -> None:
    """A line that is read by now has to lose its word `missed`."""
    assert [(view, row) for asks, view, row, found in compared(at)[0] if asks == MISSED and found] == []


def test_the_cases_were_found() -> None:
    lines = [wanted(line)[0] for case in CASES for line in case.expected]
    assert len(CASES) >= 39
    assert lines.count(REQUIRED) >= 610
    assert lines.count(MISSED) <= 17
