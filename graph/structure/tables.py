"""Step 3d: tasks printed in a table: one row a task, who answers for it in columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.lexicon.roles import load_roles
from graph.model import Cell, Passage, Source, Span, Table, Tail
from graph.structure.names import only_units
from graph.structure.paragraphs import clean
from graph.structure.splitting import Part

LONGEST_HEADING = 40  # characters of a row that is a heading
LONGEST_HEADER = 12  # characters of a word over a column
DATE_CELL = re.compile(
    r"^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:底|末|中旬|上旬|下旬)?前?|^\d{4}年|^全年|^年[底内]|^长期|^持续|^[上下]半年|季度"
)
PERSON_CELL = re.compile(r"^[\u4e00-\u9fff·\s\u3000、]{2,12}$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks. A row that is one cell is a heading: `section`."""

    span: Span
    number: str = ""
    texts: tuple[Passage, ...] = ()  # the cells under the task columns, in order
    tails: tuple[Tail, ...] = ()
    section: Passage | None = None
    goes_on: bool = False  # the number is merged over this row and the one above


@dataclass(frozen=True, slots=True)
class _Columns:
    count: int
    number: int | None
    tasks: tuple[int, ...]
    labels: dict[int, str]  # column -> its label as printed
    group: int | None = None  # a column over the tasks: 类别


def task_tables(part: Part) -> Iterator[tuple[Span, list[Row]]]:
    """The tables of a part with their rows of tasks; a table without a header goes on with the one before."""
    columns: _Columns | None = None
    for table in part.source.tables:
        if part.span.holds(table.span):
            rows, columns = _rows(part.source, table, columns)
            yield table.span, rows


def _rows(source: Source, table: Table, columns: _Columns | None) -> tuple[list[Row], _Columns | None]:
    """The rows of a table of tasks, none where no header names both a task and who answers for it."""
    if columns and not any(len(row) == columns.count for row in table.rows):
        columns = None
    rows: list[Row] = []
    group = ""
    upper: list[str] = []
    for cells in table.rows:
        texts = [clean(source.text, cell.span) if cell.span.start < cell.span.end else None for cell in cells]
        words = [re.sub(r"\s", "", passage.text) if passage else "" for passage in texts]
        header = _header(words) or _header(_two_rows(upper, words))
        upper = words
        if header:
            columns = _grouped(header, table.rows)
        elif columns and (heading := _heading(texts, columns)):
            rows.append(heading)
        elif columns:
            if (over := _at(texts, columns.group)) and over.text != group:
                group = over.text
                rows.append(Row(over.span(0, len(over.text)), section=over))
            rows += _row(cells, texts, columns)
    return rows, columns


def _grouped(columns: _Columns, rows: tuple[tuple[Cell, ...], ...]) -> _Columns:
    """In a table without numbers, a first task column that is merged over rows heads what stands beside it."""
    first, *rest = columns.tasks
    merged = any(len(row) > first and row[first].carried for row in rows)
    if columns.number is None and columns.group is None and rest and merged:
        return replace(columns, tasks=tuple(rest), group=first)
    return columns


def _two_rows(upper: list[str], lower: list[str]) -> list[str]:
    """A header of two rows as one: the lower word where both are printed."""
    if not upper or not any(map(_role_column, lower)):
        return []
    width = max(len(upper), len(lower))
    pad = [*upper, *[""] * (width - len(upper))]
    return [low or up for up, low in zip(pad, [*lower, *[""] * (width - len(lower))], strict=True)]


def _heading(texts: Sequence[Passage | None], columns: _Columns) -> Row | None:
    """A row with one short cell heads the rows below it, unless that cell is a task's number."""
    filled = [passage for passage in texts if passage and passage.text]
    task = _at(texts, columns.tasks[0])
    alone = len(filled) == 1 and len(filled[0].text) < LONGEST_HEADING and not (task and task.text.isdigit())
    if filled and (len(texts) == 1 or alone):
        return Row(filled[0].span(0, len(filled[0].text)), section=filled[0])
    return None


def _at(texts: Sequence[Passage | None], column: int | None) -> Passage | None:
    found = texts[column] if column is not None and column < len(texts) else None
    return found if found and found.text else None


def _row(cells: tuple[Cell, ...], texts: Sequence[Passage | None], columns: _Columns) -> Iterator[Row]:
    tasks = tuple(passage for column in columns.tasks if (passage := _at(texts, column)))
    if not tasks:
        return
    found = ((label, _at(texts, column)) for column, label in columns.labels.items())
    tails = tuple(Tail(passage, label) for label, passage in found if passage)
    number = _at(texts, columns.number)
    own = [cell.span for cell in cells if not cell.carried] or [cells[0].span]
    span = Span(min(s.start for s in own), max(s.end for s in own))
    goes_on = bool(number and columns.number is not None and cells[columns.number].carried)
    yield Row(span, number.text.strip(" .、．") if number else "", tasks, tails, goes_on=goes_on)


def _header(words: list[str]) -> _Columns | None:
    """The columns, if this row heads a table of tasks: at least a task's column and one that answers."""
    roles = load_roles()
    plain = [re.sub(r"[（(].*?[）)]", "", word) for word in words]
    labels = {n: word for n, word in enumerate(words) if _role_column(word)}
    tasks = [n for n, word in enumerate(plain) if word in roles.columns["task"] and n not in labels]
    if not labels or not tasks:
        return None
    number = next((n for n, word in enumerate(plain) if word in roles.columns["number"]), None)
    group = next((n for n, w in enumerate(plain) if w in roles.columns["group"] and n < tasks[0]), None)
    return _Columns(len(words), number, tuple(tasks), labels, group)


def is_header(words: list[str]) -> bool:
    """Whether these words head a table of tasks.

    >>> is_header(["序号", "重点任务", "责任单位（牵头）"]), is_header(["序号", "指标", "单位"])
    (True, False)
    """
    return _header([re.sub(r"\s", "", word) for word in words]) is not None


def _role_column(word: str) -> bool:
    roles = load_roles()
    plain = re.sub(r"[（(].*?[）)]", "", word)
    return len(plain) <= LONGEST_HEADER and (bool(roles.role_of(word)) or roles.is_deadline(word))


def listed_tables(passages: list[Passage]) -> tuple[list[Passage], list[tuple[Span, list[Row]]]]:
    """Tables that a web page's text prints cell by cell, one a line; and the paragraphs that are left.

    Only tables with a number column are read: the numbers, which roll up, part the rows.
    """
    left: list[Passage] = []
    tables: list[tuple[Span, list[Row]]] = []
    at = 0
    while at < len(passages):
        size = _listed_header(passages, at)
        if not size:
            left.append(passages[at])
            at += 1
            continue
        columns = _header([re.sub(r"\s", "", p.text) for p in passages[at : at + size]])
        rows, end = _listed_rows(passages, at + size, columns) if columns else ([], at + size)
        if len(rows) < 2:
            left += passages[at:end]
        else:
            tables.append((Span(passages[at].offsets[0], passages[end - 1].offsets[-1] + 1), rows))
        at = end
    return left, tables


def _listed_header(passages: list[Passage], at: int) -> int:
    """How many lines from here are the words over the columns of a table, its number's first; 0 for none."""
    roles = load_roles()
    known = roles.columns["number"] | roles.columns["task"] | roles.columns["group"] | {"备注"}
    words = [re.sub(r"\s", "", passage.text) for passage in passages[at : at + LONGEST_HEADER]]
    if not words or words[0] not in roles.columns["number"]:
        return 0
    size = next(
        (n for n, word in enumerate(words) if word not in known and not _role_column(word)), len(words)
    )
    return size if size >= 3 else 0


def _listed_rows(passages: list[Passage], at: int, columns: _Columns) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while at < len(passages) and re.fullmatch(rf"{len(rows) + 1}[.、．]?", passages[at].text):
        number = f"{len(rows) + 2}"
        end = next(
            (n for n in range(at + 1, len(passages)) if passages[n].text.strip(".、．") == number),
            at + 1 + _last_row(passages[at + 1 :]),
        )
        rows.append(_listed_row(passages[at:end], columns))
        at = end
    return rows, at


def _last_row(cells: list[Passage]) -> int:
    """How many lines the last row has: up to the last that is a unit, a person or a date, near its text."""
    size = 0
    for n, cell in enumerate(cells):
        if n and not (only_units(cell.text) or DATE_CELL.match(cell.text)):
            break
        size = n + 1
    return size


def _listed_row(lines: list[Passage], columns: _Columns) -> Row:
    """A row's cells by what they are: units and dates answer, what stands before them is the task."""
    cells = lines[1:]
    first = next((n for n, cell in enumerate(cells) if n and _answers(cell)), len(cells))
    units = [cell for cell in cells[first:] if only_units(cell.text)]
    dates = [cell for cell in cells[first:] if DATE_CELL.match(cell.text) and cell not in units]
    roles = load_roles()
    answering = [
        label for label in columns.labels.values() if roles.role_of(label) not in (None, "lead_official")
    ]
    deadlines = [label for label in columns.labels.values() if roles.is_deadline(label)]
    if len(answering) == 1:
        tails = [Tail(cell, answering[0]) for cell in units]
    elif len(answering) == len(units):
        tails = [Tail(cell, label) for cell, label in zip(units, answering, strict=True)]
    else:
        tails = []
    tails += [Tail(cell, label) for cell, label in zip(dates, deadlines, strict=False)]
    span = Span(lines[0].offsets[0], lines[-1].offsets[-1] + 1)
    return Row(span, lines[0].text.strip(" .、．"), tuple(cells[:first]), tuple(tails))


def _answers(cell: Passage) -> bool:
    return only_units(cell.text) or bool(DATE_CELL.match(cell.text))
