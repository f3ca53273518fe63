"""The questions that the page offers, each with its parameters; the fact views are questions without any."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from graph.snapshot.views import view_names, view_query

Words = tuple[str, str]  # Chinese, English
VIEWS: Words = ("事实表", "Fact tables")
COMMENT = re.compile(r"^#\s*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a query where a parameter's value stands: as a quoted text, or as a number."""

    parameter: str
    kind: str = "text"  # text | number


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a reader may choose. `choices` are (value, Chinese, English), or none for any value."""

    name: str
    label: Words
    default: str
    kind: str = "text"  # text | number
    hint: Words = ("", "")
    choices: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A query by name, in pieces: texts, and the places of parameters."""

    name: str
    title: Words
    says: Words
    parts: tuple[str | Slot, ...]
    parameters: tuple[Parameter, ...] = ()
    group: Words = ("", "")


def view_questions() -> list[Question]:
    """The fact views as questions.

    >>> next(q.title for q in view_questions() if q.name == "assignments")
    ('责任分工', 'Assignments')
    """
    return [_of_view(name) for name in view_names()]


def _of_view(name: str) -> Question:
    query = view_query(name)
    chinese, english, *_ = [*COMMENT.findall(query), name, name]
    title, says = _halves(chinese, "：")
    english_title, english_says = _halves(english, ": ")
    return Question(name, (title, english_title), (says, english_says), (query,), group=VIEWS)


def _halves(line: str, mark: str) -> Words:
    """The title and the sentence of a view's first comment.

    >>> _halves("Assignments: who leads.", ": "), _halves("条款", "：")
    (('Assignments', 'Who leads.'), ('条款', ''))
    """
    title, _, says = line.partition(mark)
    return title, says[:1].upper() + says[1:]


def questions_json(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """What the page needs of the questions. Raises ValueError for one whose query names an unknown parameter."""
    rows = []
    for question in questions:
        known = {parameter.name for parameter in question.parameters}
        for part in question.parts:
            if isinstance(part, Slot) and part.parameter not in known:
                raise ValueError(f"question {question.name} has no parameter {part.parameter}")
        rows.append(asdict(question))
    return rows
