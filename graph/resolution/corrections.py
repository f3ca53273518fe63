"""corrections.csv: what a person knows better, with name, date and reason; it holds through a re-build.

Columns: what, target, other, value, name, date, reason.

    same       target and other are one        different  target and other are two
    label      target is called value          wrong      the fact target is wrong; value may say column=right
    missing    in the document target, value (JSON: view, quote, and the view's columns) is missing

What is named is a mention's key, `kind/region/label`, or an entity's id; a fact is named by its identifier,
which follows from its content. A correction that finds nothing is reported, never dropped.

>>> rows = read_corrections(["what,target,other,value,name,date,reason",
...     "different,project/x/光伏项目,project/x/光伏发电,,王某,2024-05-01,两家公司"], "corrections.csv")
>>> rows[0].what, rows[0].line, rows[0].key == rows[0].key
('different', 2, True)
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import UserError
from graph.resolution.model import Entity, Identity, Judgement, Mention, Resolution, digest, pair
from graph.resolution.resolve import resolve

COLUMNS = ("what", "target", "other", "value", "name", "date", "reason")
KINDS = ("same", "different", "label", "wrong", "missing")
NEEDS = {"same": "other", "different": "other", "label": "value", "missing": "value"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")


class CorrectionError(UserError):
    """A row that cannot be understood: the file and line, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row."""

    what: str
    target: str
    other: str
    value: str
    name: str
    date: str
    reason: str
    file: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        """An identifier from its content, whatever its line."""
        return digest([self.what, self.target, self.other, self.value, self.name, self.date, self.reason])


@dataclass(frozen=True, slots=True)
class Lost:
    """A correction that did not find what it corrects."""

    correction: Correction
    why: str
    absent: tuple[str, ...] = ()  # the names that nothing has

    def __str__(self) -> str:
        c = self.correction
        return f"{c.file}:{c.line}: {c.what} {c.target}: {self.why}"


def read_corrections(lines: Iterable[str], file: str) -> tuple[Correction, ...]:
    """The rows of a file, checked; raises CorrectionError."""
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise CorrectionError(f"{file}:1: the columns must be {','.join(COLUMNS)}")
    return tuple(_checked(row, file, reader.line_num) for row in reader)


def _checked(row: Mapping[str, str | None], file: str, line: int) -> Correction:
    if None in row or None in row.values():
        raise CorrectionError(f"{file}:{line}: {len(COLUMNS)} columns are needed")
    values = {column: (row[column] or "").strip() for column in COLUMNS}
    what = values["what"]
    if what not in KINDS:
        raise CorrectionError(f"{file}:{line}: {what!r} is none of {', '.join(KINDS)}")
    needed = ["target", "name", "date", "reason", *([NEEDS[what]] if what in NEEDS else [])]
    if absent := [column for column in needed if not values[column]]:
        raise CorrectionError(f"{file}:{line}: {what} needs {', '.join(absent)}")
    if not _DATE.match(values["date"]):
        raise CorrectionError(f"{file}:{line}: {values['date']!r} is no date like 2024-05-01")
    return Correction(**values, file=file, line=line)


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction and what it was found to speak of."""

    correction: Correction
    ours: tuple[Mention, ...]
    theirs: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolution, the corrections that went into it, and those that found nothing."""

    resolution: Resolution
    applied: tuple[Applied, ...]
    lost: tuple[Lost, ...]


def resolve_with(mentions: Sequence[Mention], corrections: Iterable[Correction]) -> Resolved:
    """Resolution with the judgements of persons before all rules.

    An entity's id may itself come of an earlier correction: names are looked for until no more are found.
    """
    corrections = tuple(corrections)
    judged = [c for c in corrections if c.what in ("same", "different")]
    labels = [c for c in corrections if c.what == "label"]
    found = resolve(mentions)
    named = _Named(mentions)
    decided: dict[tuple[str, str], Identity] = {}
    open_rows = judged
    while open_rows:
        named.learn(found.entities)
        new = {c.key: _decide(c, named) for c in open_rows}
        found_now = [c for c in open_rows if new[c.key]]
        if not found_now:
            break
        for correction in found_now:
            decided |= new[correction.key]
        open_rows = [c for c in open_rows if not new[c.key]]
        found = resolve(mentions, decided)
    named.learn(found.entities)
    relabelled, lost = _relabel(found, labels, named)
    lost = [*(_why_lost(c, named) for c in open_rows), *lost]
    nowhere = {one.correction.key for one in lost}
    applied = tuple(
        Applied(c, tuple(named.of(c.target)), tuple(named.of(c.other)))
        for c in (*judged, *labels)
        if c.key not in nowhere
    )
    return Resolved(relabelled, applied, tuple(sorted(lost, key=place_of)))


def place_of(lost: Lost) -> tuple[str, int]:
    """Where the correction stands."""
    return lost.correction.file, lost.correction.line


class _Named:
    """What each name in a correction stands for."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._names: dict[str, list[Mention]] = {}
        for mention in mentions:
            for name in (mention.key, f"{mention.kind}/{mention.region}/{mention.label}"):
                self._names.setdefault(name, []).append(mention)

    def learn(self, entities: Iterable[Entity]) -> None:
        for entity in entities:
            self._names.setdefault(entity.id, list(entity.mentions))

    def of(self, name: str) -> list[Mention]:
        return self._names.get(name, [])


def _decide(correction: Correction, named: _Named) -> dict[tuple[str, str], Identity]:
    """A judgement for each two mentions that a row speaks of; empty where it finds none."""
    ours, theirs = named.of(correction.target), named.of(correction.other)
    judgement = Judgement(correction.what)
    reason = f"{correction.name}，{correction.date}：{correction.reason}"
    return {
        pair(a, b): Identity(
            a, b, judgement, 1.0 if judgement is Judgement.SAME else 0.0, reason, "person",
            hard=judgement is Judgement.DIFFERENT, evidence=tuple(dict.fromkeys(m.quote for m in (a, b) if m.quote)),
        )
        for a in ours for b in theirs if a.key != b.key and a.kind == b.kind
    }  # fmt: skip


def _why_lost(correction: Correction, named: _Named) -> Lost:
    absent = [name for name in (correction.target, correction.other) if name and not named.of(name)]
    why = (
        f"no such thing: {', '.join(absent)}" if absent else "both names mean one mention, or different kinds"
    )
    return Lost(correction, why, tuple(absent))


def _relabel(found: Resolution, labels: Sequence[Correction], named: _Named) -> tuple[Resolution, list[Lost]]:
    """Entities with the labels that persons gave them; their ids stay."""
    given: dict[str, str] = {}
    lost = []
    for correction in labels:
        things = {found.of(m).id for m in named.of(correction.target)}
        if things:
            given |= dict.fromkeys(things, correction.value)
        else:
            lost.append(_why_lost(correction, named))
    entities = tuple(replace(e, label=given.get(e.id, e.label)) for e in found.entities)
    return replace(found, entities=entities), lost
