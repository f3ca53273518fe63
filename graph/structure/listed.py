"""Step 3d, for the web: a table of tasks whose text a page prints cell by cell, one a line.

``序号`` / ``任务`` / ``责任单位`` / ``1`` / ``修路5公里`` / ``县交通局`` / ``2`` … The numbers, which roll up, part
the rows; in a row the order of the columns and what a line is (units, people, a date) tell the cells.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from graph.lexicon.people import is_official
from graph.lexicon.roles import load_roles
from graph.model import Passage, Span, Tail
from graph.structure.names import only_units
from graph.structure.tables import Columns, Row, is_role_column, read_header

MOST_COLUMNS = 12
DATE_CELL = re.compile(
    r"^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:底|末|中旬|上旬|下旬)?前?|^\d{4}年|^全年|^年[底内]|^长期|^持续|^[上下]半年|季度"
)
PERSON_CELL = re.compile(r"^[\u4e00-\u9fff·\s\u3000、]{2,12}$")
REMARKS = frozenset(["备注", "说明", "责任科室", "联系人", "联系电话", "进展情况", "完成情况"])
GROUP = 30  # characters: a longer line is no heading over rows


@dataclass(frozen=True, slots=True)
class _Listed:
    """The columns of a listed table, in order: those before the number, and those behind it by kind."""

    before: int
    runs: tuple[tuple[str, tuple[str, ...]], ...]  # (kind, labels): task, units, people, date, other
    size: int  # lines of the header


def listed_tables(passages: list[Passage]) -> tuple[list[Passage], list[tuple[Span, list[Row]]]]:
    """Tables that a web page's text prints cell by cell, one a line; and the paragraphs that are left."""
    left: list[Passage] = []
    tables: list[tuple[Span, list[Row]]] = []
    at = 0
    while at < len(passages):
        listed = _header(passages, at)
        if not listed:
            left.append(passages[at])
            at += 1
            continue
        rows, end = _rows(passages, at + listed.size, listed)
        if sum(not row.section for row in rows) < 2:
            left += passages[at:end]
        else:
            tables.append((Span(passages[at].offsets[0], passages[end - 1].offsets[-1] + 1), rows))
        at = end
    return left, tables


def _header(passages: list[Passage], at: int) -> _Listed | None:
    """The columns, if the lines from here are the words over them, one a line; the number's is among the first."""
    roles = load_roles()
    first = re.sub(r"\s", "", passages[at].text)
    if first not in roles.columns["number"] | roles.columns["group"]:
        return None
    known = roles.columns["number"] | roles.columns["task"] | roles.columns["group"] | REMARKS
    words: list[str] = []
    for passage in passages[at : at + MOST_COLUMNS]:
        word = re.sub(r"\s", "", passage.text)
        if word not in known and not is_role_column(word):
            break
        words.append(word)
    columns = read_header(words)
    if not columns or columns.number is None or columns.number > 1:
        return None
    kinds = [(_kind(columns, n), word) for n, word in enumerate(words)][columns.number + 1 :]
    runs = [
        (kind, tuple(word for _, word in run)) for kind, run in groupby(kinds, key=lambda column: column[0])
    ]
    return _Listed(columns.number, tuple(runs), len(words))


def _kind(columns: Columns, n: int) -> str:
    roles = load_roles()
    if n not in columns.labels:
        return "task" if n in columns.tasks or n == columns.group else "other"
    role = roles.role_of(columns.labels[n])
    return {"lead_official": "people", None: "date"}.get(role, "units")


def _rows(passages: list[Passage], at: int, listed: _Listed) -> tuple[list[Row], int]:
    rows: list[Row] = []
    number = 1
    while (start := _start(passages, at, number)) is not None:
        if start > at:
            rows.append(Row(passages[at].span(0, len(passages[at].text)), section=passages[at]))
        following = next(
            (n for n in range(start + 1, len(passages)) if _is_number(passages[n], number + 1)), None
        )
        row, end = _row(passages, start, following or len(passages), listed)
        rows.append(row)
        at = end
        number += 1
    return rows, at


def _start(passages: list[Passage], at: int, number: int) -> int | None:
    """Where the row of this number begins: here, or behind a line that heads it."""
    if at < len(passages) and _is_number(passages[at], number):
        return at
    heads = at + 1 < len(passages) and len(passages[at].text) < GROUP and "。" not in passages[at].text
    return at + 1 if heads and _is_number(passages[at + 1], number) else None


def _is_number(passage: Passage, number: int) -> bool:
    return bool(re.fullmatch(rf"0{{0,2}}{number}[.．、]?", passage.text))


def _row(passages: list[Passage], start: int, stop: int, listed: _Listed) -> tuple[Row, int]:
    """The row whose number stands at `start`, and where it ends: at the next row or at what heads that."""
    at = start + 1
    texts: list[Passage] = []
    tails: list[Tail] = []
    for n, (kind, labels) in enumerate(listed.runs):
        following = listed.runs[n + 1][0] if n + 1 < len(listed.runs) else ""
        lines = _run(passages[at:stop], kind, following, len(labels))
        at += len(lines)
        if kind == "task":
            texts += lines
        elif kind != "other":
            tails += _cells(lines, labels)
    number = passages[start].text.strip(" .、．")
    span = Span(passages[start].offsets[0], passages[at - 1].offsets[-1] + 1)
    return Row(span, number, tuple(texts), tuple(tails)), at


def _run(lines: list[Passage], kind: str, following: str, columns: int) -> list[Passage]:
    """The lines from the first on that are cells of this kind."""
    size = 0
    for n, line in enumerate(lines):
        if kind == "task" and n:
            after = lines[n + 1] if n + 1 < len(lines) else None
            if _is(line, following) and (following != "people" or (after and not _is(after, "task"))):
                break
            if not following and n >= columns:
                break
        elif (kind == "other" and (n >= columns or _is(line, following))) or (
            kind not in ("task", "other") and not _is(line, kind)
        ):
            break
        size = n + 1
    return lines[:size]


def _is(line: Passage, kind: str) -> bool:
    if kind == "units":
        return only_units(line.text)
    if kind == "date":
        return bool(DATE_CELL.match(line.text))
    if kind == "people":
        person = PERSON_CELL.match(line.text) or is_official(line.text)
        return bool(person) and not only_units(line.text)
    return not (only_units(line.text) or DATE_CELL.match(line.text) or PERSON_CELL.match(line.text))


def _cells(lines: list[Passage], labels: tuple[str, ...]) -> list[Tail]:
    """The lines under their columns: all under one; else one each, where it is clear which."""
    if len(labels) == 1:
        return [Tail(line, labels[0]) for line in lines]
    role_of = load_roles().role_of
    rest = {role_of(label) for label in labels[len(lines) :]}
    if len(lines) == len(labels) or (len(lines) < len(labels) and rest == {"supporting_unit"}):
        return [Tail(line, label) for line, label in zip(lines, labels, strict=False)]
    return []
