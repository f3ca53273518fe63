"""The questions of ontology/questions: what they are called, what they take, and what a snapshot answers.

A question is a SPARQL query with a comment on top:

    # 问题：各单位的任务数
    # Question: How many tasks each unit has
    # 说明：……。
    # Answers: …
    # Parameter: year (year, default "") 哪一年，空为不限。 The year; empty for any.

In the query a parameter stands as $year, and is replaced by the value as a string; one of type count, which has
digits only, as a number. A line that ends with `# if $year` is left out where the year is empty.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TextIO

from graph.resources import ontology_folder
from graph.snapshot.sparql import QueryError

HEAD = {"问题": "title_zh", "Question": "title_en", "说明": "about_zh", "Answers": "about_en"}
PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z_]*) \((?P<type>\w+), default \"(?P<default>[^\"]*)\"\) (?P<zh>[^A-Za-z]*[^ ]*?) (?P<en>[A-Z].*)$"
)
TYPES = {
    "year": re.compile(r"\d{4}|"),
    "number": re.compile(r"\d+|"),
    "count": re.compile(r"[0-9]{1,9}"),
    "text": re.compile(r".*", re.DOTALL),
    "verdict": re.compile(r"met|missed|partly|in_progress|not_reported|pending|"),
    "role": re.compile(r"lead_official|lead_unit|responsible_unit|supporting_unit|"),
    "stage": re.compile(r"proposed|signed|started|underway|completed|operating|"),
    "status": re.compile(r"done|aim|"),
    "level": re.compile(r"province|prefecture|county|township|"),
}
USED = re.compile(r"\$([a-z][a-z_]*)")
CONDITION = re.compile(r"\s*# if \$([a-z][a-z_]*)$")  # of a line


class QuestionError(QueryError):
    """There is no such question, it takes no such parameter, or its file does not say what it asks."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question takes."""

    name: str
    type: str
    default: str
    about_zh: str
    about_en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, as its file describes it."""

    name: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    parameters: tuple[Parameter, ...]
    query: str


def load_question(path: Path) -> Question:
    """A question from its file. Raises QuestionError where the comment on top lacks something."""
    query = path.read_text(encoding="utf-8")
    head: dict[str, str] = {}
    parameters = []
    for line in query.splitlines():
        if not line.startswith("#"):
            break
        key, _, said = line.removeprefix("# ").replace("：", ":", 1).partition(":")
        if key == "Parameter":
            parameters.append(_parameter(path, said.strip()))
        elif key in HEAD:
            head[HEAD[key]] = said.strip()
    if missing := [key for key, name in HEAD.items() if not head.get(name)]:
        raise QuestionError(f"{path.name}: the comment on top lacks {'、'.join(missing)}")
    names = {parameter.name for parameter in parameters}
    if names != set(USED.findall(query)):
        raise QuestionError(f"{path.name}: its parameters and those of its query differ")
    return Question(path.stem, **head, parameters=tuple(parameters), query=query)


def _parameter(path: Path, said: str) -> Parameter:
    match = PARAMETER.match(said)
    if match is None or match["type"] not in TYPES or not TYPES[match["type"]].fullmatch(match["default"]):
        raise QuestionError(f"{path.name}: no parameter with type, default and meaning: {said}")
    return Parameter(match["name"], match["type"], match["default"], match["zh"], match["en"])


@cache
def load_questions() -> Mapping[str, Question]:
    """Every question by name, in order."""
    paths = sorted((ontology_folder() / "questions").glob("*.rq"))
    return {path.stem: load_question(path) for path in paths}


def question_of(name: str) -> Question:
    """A question by its name; hyphens do for underscores. Raises QuestionError with the names there are."""
    questions = load_questions()
    found = questions.get(name.replace("-", "_"))
    if found is None:
        raise QuestionError(f"no question named {name}; there are {', '.join(questions)}")
    return found


def parameters_of(args: Sequence[str]) -> dict[str, str]:
    """Options of a command line as parameters.

    >>> parameters_of(["--year", "2023", "--verdict=missed"])
    {'year': '2023', 'verdict': 'missed'}
    """
    found: dict[str, str] = {}
    left = list(args)
    while left:
        name, equals, value = left.pop(0).partition("=")
        if not name.startswith("--"):
            raise QuestionError(f"{name}: a parameter is given as --NAME VALUE")
        if not equals:
            if not left:
                raise QuestionError(f"{name} needs a value")
            value = left.pop(0)
        found[name.removeprefix("--").replace("-", "_")] = value
    return found


def filled(question: Question, given: Mapping[str, str]) -> str:
    """The query with its parameters' values. Raises QuestionError for one that it does not take."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name, value in given.items():
        if name not in known:
            takes = ", ".join(f"--{one}" for one in known) or "no parameters"
            raise QuestionError(f"{question.name} has no --{name}; it takes {takes}")
        if not TYPES[known[name].type].fullmatch(value):
            raise QuestionError(f"--{name} must be a {known[name].type}, not {value!r}")

    values = {name: given.get(name, parameter.default) for name, parameter in known.items()}

    def literal(match: re.Match[str]) -> str:
        value = values[match[1]]
        if known[match[1]].type == "count":
            return value
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{escaped}"'

    return USED.sub(literal, "\n".join(_lines(question.query, values)))


def _lines(query: str, values: Mapping[str, str]) -> Iterator[str]:
    """The lines of a query that count for the values."""
    for line in query.splitlines():
        condition = CONDITION.search(line)
        if not line.startswith("#") and (condition is None or values[condition[1]]):
            yield CONDITION.sub("", line)


def beyond(question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """What asks for one more than a question lists at a time, by its parameters most and skip; empty if it has none."""
    known = {parameter.name: parameter.default for parameter in question.parameters}
    if not {"most", "skip"} <= known.keys():
        return {}
    now = {**known, **given}
    return {**given, "skip": str(int(now["skip"]) + int(now["most"])), "most": "1"}


def list_questions(out: TextIO) -> None:
    """Every question with what it takes."""
    for question in load_questions().values():
        out.write(f"{question.name}  {question.title_zh}  {question.title_en}\n")
        for one in question.parameters:
            default = f"  [default: {one.default}]" if one.default else ""
            out.write(f"    --{one.name} {one.type.upper()}  {one.about_zh} {one.about_en}{default}\n")
