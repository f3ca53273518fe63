"""Projects printed in a table: one a row, with its money, who builds it and how far it is in columns.

The words over the columns stand in `projects.toml`. An amount is read only where its unit is printed: in its
cell, over its column or over its table.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from graph.extraction.words import table
from graph.language.clauses import Reading, tail_verb
from graph.language.firms import Known
from graph.language.numerals import arabic, narrow, scale_of
from graph.model import Document, Fact, Note, NoteKind, Passage, Span, Tail, Task

_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[万亿]?元)?")
SUMS = ("total", "period", "done")  # the kinds of columns that hold money
_UNIT = re.compile(r"[万亿]?元")
_CAPTION = re.compile(r"单位[：:]\s*(?:人民币)?\s*(?P<unit>[万亿]?元)")


@cache
def _columns() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern) for kind, pattern in table("projects")["columns"].items()}


def column_kind(word: str) -> str:
    """What stands under a word over a column: name, done, period, total, builder, progress; "" for anything else.

    >>> [column_kind(w) for w in ("项目名称", "总投资（万元）", "2026年计划投资（万元）", "建设单位", "形象进度", "备注")]
    ['name', 'total', 'period', 'builder', 'progress', '']
    """
    return next((kind for kind, pattern in _columns().items() if pattern.search(word)), "")


class Rows:
    """The rows of a document's tables that are projects."""

    def __init__(self, document: Document) -> None:
        named = [(task, name) for task in document.tasks if (name := _name(task))]
        self._document, self._named = document, named
        lines = (
            _CAPTION.finditer(document.source.text, document.span.start, document.span.end) if named else ()
        )
        self._captions = [(line.end(), line["unit"]) for line in lines]

    def facts(self, known: Known) -> Iterator[Fact]:
        """What the columns say of the projects."""
        for task, name in self._named:
            for cell in (*task.cells, *task.tails):
                yield from self._facts(task, name, cell, known)

    def unread(self) -> Iterator[Note]:
        """The amounts for which no unit is printed."""
        for task, _ in self._named:
            for cell in task.cells:
                match = _number(cell) if column_kind(cell.label) in SUMS else None
                if match and not self._unit(match, cell):
                    message = f"the amount under “{cell.label}” has no unit"
                    yield Note(NoteKind.SKIPPED, self._document.source.name, message, _whole(cell.passage))

    def _facts(self, task: Task, name: Passage, cell: Tail, known: Known) -> Iterator[Fact]:
        kind = column_kind(cell.label)
        values: dict[str, str | float] = {"project": name.text.rstrip("。；")}
        if kind in SUMS and (match := _number(cell)) and (unit := self._unit(match, cell)):
            amount = float(arabic(match["number"]) * scale_of(unit.removesuffix("元")))
            values |= {"amount": amount, "currency": "CNY", "kind": kind}
            above = "" if match["unit"] else "the unit printed over the column or the table"
            yield _fact(task, name, cell, "investments", values, f"invested-{kind}", above)
        elif kind == "builder" and known.is_firm(cell.passage.text):
            values |= {"enterprise": known.full(cell.passage.text)}
            yield _fact(task, name, cell, "project_enterprises", values, "firm-form")
        elif kind == "progress":
            status = "done" if _columns()["reported"].search(cell.label) else "aim"
            for stage in _stages(cell.passage.text):
                told = {**values, "stage": stage, "status": status}
                yield _fact(task, name, cell, "project_stages", told, "stage")

    def _unit(self, match: re.Match[str], cell: Tail) -> str:
        """The unit of an amount: in its cell, over its column, or in the line over the table (单位：万元)."""
        if printed := match["unit"] or next(iter(_UNIT.findall(cell.label)), ""):
            return str(printed)
        above = bisect_left(self._captions, (_whole(cell.passage).start, ""))
        return self._captions[above - 1][1] if above else ""


def _name(task: Task) -> Passage | None:
    return next((cell.passage for cell in task.cells if column_kind(cell.label) == "name"), None)


def _stages(text: str) -> list[str]:
    """The stages that a cell names, each once: 6月底前开工，年底主体完工"""
    r = Reading(text)
    verbs = (tail_verb(r, *clause) for clause in r.clauses(0, len(r)))
    return list(dict.fromkeys(verb.stage for verb in verbs if verb and not verb.weak))


def _number(cell: Tail) -> re.Match[str] | None:
    return _AMOUNT.fullmatch(narrow(cell.passage.text).strip())


def _whole(passage: Passage) -> Span:
    return passage.span(0, len(passage.text))


def _fact(
    task: Task,
    name: Passage,
    cell: Tail,
    view: str,
    values: dict[str, str | float],
    rule: str,
    why: str = "",
) -> Fact:
    """A fact that rests on the stretch from the name to the cell; `why`: by what outside it."""
    ends = [_whole(name), _whole(cell.passage)]
    span = Span(min(end.start for end in ends), max(end.end for end in ends))
    confidence = "contextual" if why else "explicit"
    return Fact(view, values, span, rule, confidence, why, task.section, task.number)
