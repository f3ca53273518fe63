"""Step 3d: tasks printed in a table: one row a task, who answers for it in columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.lexicon.roles import load_roles
from graph.model import Cell, Passage, Source, Span, Table, Tail
from graph.structure.paragraphs import clean


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks. A row that is one cell is a heading: `section`."""

    span: Span
    number: str = ""
    texts: tuple[Passage, ...] = ()  # the cells under the task columns, in order
    tails: tuple[Tail, ...] = ()
    section: Passage | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    number: int | None
    tasks: tuple[int, ...]
    labels: dict[int, str]  # column -> its label as printed
    group: int | None = None  # a column over the tasks: 类别


def task_rows(source: Source, table: Table) -> Iterator[Row]:
    """The rows of a table of tasks; nothing where no header names both a task and who answers for it."""
    columns = None
    group = ""
    for row in table.rows:
        texts = [clean(source.text, cell.span) if cell.span.start < cell.span.end else None for cell in row]
        words = [re.sub(r"\s", "", passage.text) if passage else "" for passage in texts]
        header = _header(words)
        if header:
            columns = header
        elif columns:
            filled = [passage for passage in texts if passage and passage.text]
            if len(row) == 1 or (len(filled) == 1 and len(filled[0].text) < 40 and not words[columns.tasks[0] if columns.tasks[0] < len(words) else 0].isdigit()):
                if filled:
                    yield Row(filled[0].span(0, len(filled[0].text)), section=filled[0])
                continue
            if columns.group is not None and columns.group < len(texts):
                over = texts[columns.group]
                if over and over.text and over.text != group:
                    group = over.text
                    yield Row(over.span(0, len(over.text)), section=over)
            made = _row(row, texts, columns)
            if made:
                yield made


def _row(row: tuple[Cell, ...], texts: list[Passage | None], columns: _Columns) -> Row | None:
    def at(column: int | None) -> Passage | None:
        found = texts[column] if column is not None and column < len(texts) else None
        return found if found and found.text else None

    tasks = tuple(passage for column in columns.tasks if (passage := at(column)))
    if not tasks:
        return None
    tails = tuple(Tail(passage, label) for column, label in columns.labels.items() if (passage := at(column)))
    number = at(columns.number)
    own = [cell.span for cell in row if not cell.carried] or [row[0].span]
    span = Span(min(s.start for s in own), max(s.end for s in own))
    return Row(span, number.text.strip(" .、．") if number else "", tasks, tails)


def _header(words: list[str]) -> _Columns | None:
    """The columns, if this row heads a table of tasks: at least a task's column and one that answers."""
    roles = load_roles()
    labels = {n: word for n, word in enumerate(words) if _role_column(word)}
    tasks = [n for n, word in enumerate(words) if re.sub(r"[（(].*?[）)]", "", word) in roles.columns["task"]]
    if not labels or not tasks:
        return None
    number = next((n for n, word in enumerate(words) if word in roles.columns["number"]), None)
    group = next((n for n, word in enumerate(words) if word in ("类别", "项目类别", "分类", "领域", "板块") and n < tasks[0]), None)
    return _Columns(number, tuple(tasks), labels, group)


def _role_column(word: str) -> bool:
    roles = load_roles()
    return bool(roles.role_of(word)) or word in roles.deadlines
