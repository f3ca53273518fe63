"""The questions that the page offers, each with its parameters; the fact views are questions without any.

In a query a parameter stands as $name; the page puts its value there as a quoted text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.snapshot.views import view_names, view_query

Words = tuple[str, str]  # Chinese, English
QUESTIONS: Words = ("问题", "Questions")
VIEWS: Words = ("事实表", "Fact tables")
COMMENT = re.compile(r"^#\s*(.*)$", re.MULTILINE)
USED = re.compile(r"\$([a-z][a-z_]*)")


class Parameter(Protocol):
    """What a question takes. The type is year, number, text, or one that the ontology lists the values of."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def default(self) -> str: ...
    @property
    def about_zh(self) -> str: ...
    @property
    def about_en(self) -> str: ...


class Question(Protocol):
    """A query with a name, a title and a sentence in both languages."""

    @property
    def name(self) -> str: ...
    @property
    def title_zh(self) -> str: ...
    @property
    def title_en(self) -> str: ...
    @property
    def about_zh(self) -> str: ...
    @property
    def about_en(self) -> str: ...
    @property
    def parameters(self) -> Sequence[Parameter]: ...
    @property
    def query(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ViewQuestion:
    """A fact view as a question."""

    name: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    query: str
    parameters: tuple[Parameter, ...] = ()


def view_questions() -> list[ViewQuestion]:
    """The fact views as questions.

    >>> next(q.title_zh for q in view_questions() if q.name == "facts:assignments")
    '责任分工'
    """
    return [_of_view(name) for name in view_names()]


def _of_view(name: str) -> ViewQuestion:
    query = view_query(name)
    chinese, english, *_ = [*COMMENT.findall(query), name, name]
    title, says = _halves(chinese, "：")
    english_title, english_says = _halves(english, ": ")
    return ViewQuestion(f"facts:{name}", title, english_title, says, english_says, query)


def _halves(line: str, mark: str) -> Words:
    """The title and the sentence of a view's first comment.

    >>> _halves("Assignments: who leads.", ": "), _halves("条款。", "：")
    (('Assignments', 'Who leads.'), ('条款', ''))
    """
    title, _, says = line.partition(mark)
    return title if says else title.rstrip("。."), says[:1].upper() + says[1:]


def library(
    questions: Iterable[Question], vocabulary: Sequence[Mapping[str, Any]], coded: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What the page needs of the questions, and of the fact views after them.

    `coded` names the property whose values a type of parameter takes, where it is not the property of that name.
    Raises ValueError for two questions of one name, and for a query that names a parameter it does not have.
    """
    values = {entry["name"]: entry["values"] for entry in vocabulary if "values" in entry}
    values = {name.removeprefix("pg:"): found for name, found in values.items()}
    values |= {kind: values.get(prop.removeprefix("pg:"), []) for kind, prop in coded.items()}
    rows = [_row(question, QUESTIONS, values) for question in questions]
    rows += [_row(question, VIEWS, values) for question in view_questions()]
    names = [row["name"] for row in rows]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"two questions are named {name}")
    return rows


def _row(question: Question, group: Words, values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(USED.findall(question.query)) - {parameter.name for parameter in question.parameters}
    if unknown:
        raise ValueError(f"question {question.name} has no parameter {', '.join(sorted(unknown))}")
    return {
        "name": question.name,
        "title": (question.title_zh, question.title_en),
        "says": (question.about_zh, question.about_en),
        "group": group,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "default": parameter.default,
                "label": (parameter.about_zh, parameter.about_en),
                "choices": values.get(parameter.type, []),
            }
            for parameter in question.parameters
        ],
        "query": question.query,
    }
