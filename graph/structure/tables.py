"""Step 3d: tasks printed in a table: one row a task, who answers for it in columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.lexicon.roles import load_roles
from graph.model import Cell, Passage, Source, Span, Table, Tail
from graph.structure.paragraphs import clean
from graph.structure.splitting import Part

LONGEST_HEADING = 40  # characters of a row that is a heading
OWN_NUMBER = re.compile(
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,3})[）)]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、](?!\d))\s*(?=\S)"
)  # a task's number in the cell of its text
LONGEST_HEADER = 12  # characters of a word over a column


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks. A row that is one cell is a heading: `section`."""

    span: Span
    number: str = ""
    texts: tuple[Passage, ...] = ()  # the cells under the task columns, in order
    tails: tuple[Tail, ...] = ()
    cells: tuple[Tail, ...] = ()  # those of the text and those that name nobody, under their columns' words
    section: Passage | None = None
    goes_on: bool = False  # the number is merged over this row and the one above


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table of tasks hold."""

    count: int
    number: int | None
    tasks: tuple[int, ...]
    labels: dict[int, str]  # column -> its label as printed
    others: dict[int, str]  # the words over the columns of the task and over those that name nobody
    group: int | None = None  # a column over the tasks: 类别


def task_tables(part: Part) -> Iterator[tuple[Span, list[Row]]]:
    """The tables of a part with their rows of tasks; a table without a header goes on with the one before."""
    columns: Columns | None = None
    for table in part.source.tables:
        if part.span.holds(table.span):
            rows, columns = _rows(part.source, table, columns)
            yield table.span, rows


def _rows(source: Source, table: Table, columns: Columns | None) -> tuple[list[Row], Columns | None]:
    """The rows of a table of tasks, none where no header names both a task and who answers for it."""
    if columns and not any(len(row) == columns.count for row in table.rows):
        columns = None
    rows: list[Row] = []
    group = ""
    upper: list[str] = []
    for cells in table.rows:
        texts = [clean(source.text, cell.span) if cell.span.start < cell.span.end else None for cell in cells]
        words = [re.sub(r"\s", "", passage.text) if passage else "" for passage in texts]
        header = read_header(words) or read_header(_two_rows(upper, words))
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


def _grouped(columns: Columns, rows: tuple[tuple[Cell, ...], ...]) -> Columns:
    """In a table without numbers, a first task column that is merged over rows heads what stands beside it."""
    first, *rest = columns.tasks
    merged = any(len(row) > first and row[first].carried for row in rows)
    if columns.number is None and columns.group is None and rest and merged:
        return replace(columns, tasks=tuple(rest), group=first)
    return columns


def _two_rows(upper: list[str], lower: list[str]) -> list[str]:
    """A header of two rows as one: the lower word where both are printed."""
    if not upper or not any(map(is_role_column, lower)):
        return []
    width = max(len(upper), len(lower))
    pad = [*upper, *[""] * (width - len(upper))]
    return [low or up for up, low in zip(pad, [*lower, *[""] * (width - len(lower))], strict=True)]


def _heading(texts: Sequence[Passage | None], columns: Columns) -> Row | None:
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


def _row(cells: tuple[Cell, ...], texts: Sequence[Passage | None], columns: Columns) -> Iterator[Row]:
    tasks = tuple(passage for column in columns.tasks if (passage := _at(texts, column)))
    if not tasks or tasks[0].text in load_roles().columns["totals"]:
        return
    found = ((label, _at(texts, column)) for column, label in columns.labels.items())
    tails = tuple(Tail(passage, label) for label, passage in found if passage)
    number = _at(texts, columns.number)
    if columns.number is None and (mark := OWN_NUMBER.match(tasks[0].text)):
        number = tasks[0].slice(0, mark.end())
        tasks = (tasks[0].slice(mark.end(), len(tasks[0].text)), *tasks[1:])
    own = [cell.span for cell in cells if not cell.carried] or [cells[0].span]
    span = Span(min(s.start for s in own), max(s.end for s in own))
    goes_on = bool(number and columns.number is not None and cells[columns.number].carried)
    beside = ((word, _at(texts, column)) for column, word in columns.others.items())
    others = tuple(Tail(passage, word) for word, passage in beside if passage)
    yield Row(span, number.text.strip(" .、．") if number else "", tasks, tails, others, goes_on=goes_on)


def read_header(words: list[str]) -> Columns | None:
    """The columns, if this row heads a table of tasks: a task's column and one that answers, or one of sums."""
    roles = load_roles()
    plain = [re.sub(r"[（(].*?[）)]", "", word) for word in words]
    labels = {n: word for n, word in enumerate(words) if is_role_column(word)}
    tasks = [n for n, word in enumerate(plain) if word in roles.columns["task"] and n not in labels]
    number = next((n for n, word in enumerate(plain) if word in roles.columns["number"]), None)
    if not tasks and number is not None:
        endings = tuple(roles.columns["task_endings"])
        tasks = [n for n, word in enumerate(plain) if n not in (number, *labels) and word.endswith(endings)]
    if not tasks or not (labels or (number is not None and _lists_projects(plain))):
        return None
    group = next((n for n, w in enumerate(plain) if w in roles.columns["group"] and n < tasks[0]), None)
    others = {n: word for n, word in enumerate(words) if word and n not in (number, group, *labels)}
    return Columns(len(words), number, tuple(tasks), labels, others, group)


def _lists_projects(words: list[str]) -> bool:
    """Whether a table names projects and what they cost."""
    columns = load_roles().columns
    priced = any(mark in word for word in words for mark in columns["sums"])
    return priced and not columns["projects"].isdisjoint(words)


def is_header(words: list[str]) -> bool:
    """Whether these words head a table of tasks.

    >>> is_header(["序号", "重点任务", "责任单位（牵头）"]), is_header(["序号", "指标", "单位"])
    (True, False)
    """
    return read_header([re.sub(r"\s", "", word) for word in words]) is not None


def is_role_column(word: str) -> bool:
    roles = load_roles()
    plain = re.sub(r"[（(].*?[）)]", "", word)
    return len(plain) <= LONGEST_HEADER and (bool(roles.role_of(word)) or roles.is_deadline(word))
