"""A promised figure against a reported one: which pairs are the same thing, and what follows from them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Document, Fact, Record
from graph.outcomes.likeness import Likeness, likeness
from graph.outcomes.meaning import Meaning, read
from graph.outcomes.outcome import INFERRED, MET, MISSED, NUMBER, PARTLY, Outcome, Target
from graph.outcomes.surroundings import Around, Surroundings
from graph.outcomes.units import common, dimension, written
from graph.outcomes.words import pattern

FLOWS = {"build", "both", "renovate"}  # what is done in a year, and not what there is
SIZE = 2.0  # a count that may be a stock is no increase where it is further from it than this
FAR = 5.0  # wordings that differ, and figures further apart than this, are two things
ABOUT = {
    "%": (0.2, 0.5),
    "": (0.02, 0.05),
}  # how near "about" is: reached, and nearly; in points, else in shares


RISES = ("涨幅", "增速", "增幅", "增长率")
QUALITIES = ("高", "强", "好", "大", "优", "广", "快")
ADJECTIVES = re.compile(r"[、，]?[\u4e00-\u9fff]{0,12}的(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=[和及、，。；]|$)")


@dataclass(frozen=True, slots=True)
class Figure(Record):
    """A figure of a document with its meaning and surroundings."""

    fact: Fact
    document: Document
    meaning: Meaning
    around: Around
    label: str

    @property
    def value(self) -> float:
        return float(self.fact.values["value"])

    @property
    def unit(self) -> str:
        return str(self.fact.values["unit"])

    @property
    def measure(self) -> str:
        """A change counted in things is an increase, as 新增 is; a change in points is not a level."""
        measure = str(self.fact.values["measure"])
        if measure == "level" and self.unit == "%" and self.label.endswith(RISES):
            return "growth"
        return "level" if measure == "change" and dimension(self.unit) != dimension("个百分点") else measure

    @property
    def block(self) -> tuple[str, str]:
        return self.measure, dimension(self.unit)


def figure(fact: Fact, surroundings: Surroundings) -> Figure:
    around = surroundings.of(fact)
    label = _label(str(fact.values["indicator"]), around)
    return Figure(fact, surroundings.document, read(label, around.before), around, label)


def _label(label: str, around: Around) -> str:
    """A label that is but the first of the adjectives before a noun: 150项含金量高、带动作用强的政策项目."""
    behind = ADJECTIVES.match(around.after) if label.endswith(QUALITIES) else None
    return behind["noun"] if behind else label


@dataclass
class Results:
    """The reported figures of a year, found by what they measure and by the characters of their names.

    They keep the order in which they came: the year's report before other documents.
    """

    _by_pair: dict[tuple[str, str, str], list[Figure]] = field(default_factory=lambda: defaultdict(list))
    _order: dict[int, int] = field(default_factory=dict)

    def add(self, result: Figure) -> None:
        self._order[id(result)] = len(self._order)
        if not pattern("several_years").search(result.around.clause):
            for pair in _pairs(result.meaning):
                self._by_pair[(*result.block, pair)].append(result)

    def like(self, target: Figure) -> list[Figure]:
        """The results that share two neighbouring characters with the target's noun."""
        found: dict[int, Figure] = {}
        for pair in _pairs(target.meaning):
            found |= {id(result): result for result in self._by_pair.get((*target.block, pair), ())}
        return sorted(found.values(), key=lambda result: self._order[id(result)])


def _pairs(meaning: Meaning) -> set[str]:
    return {noun[n : n + 2] for noun in meaning.nouns for n in range(max(1, len(noun) - 1))}


@dataclass(frozen=True, slots=True)
class Pair:
    target: Figure
    result: Figure
    like: Likeness


def pairs(targets: Sequence[Figure], results: Results) -> Iterator[Pair]:
    """Each target of one document with its result, surest first; a result serves one thing only."""
    found = [
        Pair(target, result, like)
        for target in targets
        for result in results.like(target)
        if (like := _like(target, result))
    ]
    found.sort(key=lambda pair: (-pair.like.score, pair.target.fact.span))
    paired: set[int] = set()
    given: dict[int, str] = {}
    for pair in found:
        target, result = id(pair.target), id(pair.result)
        if target not in paired and given.get(result, pair.target.meaning.label) == pair.target.meaning.label:
            paired.add(target)
            given[result] = pair.target.meaning.label
            yield pair


def _like(target: Figure, result: Figure) -> Likeness | None:
    values = common(target.unit, target.value, result.unit, result.value)
    if values is None:
        return None
    like = likeness(target.meaning, result.meaning, target.around, result.around)
    if like is None:
        return None
    mine, other = values
    if target.measure == "level" and target.unit != "%" and not _counts_alike(target, result, mine, other):
        return None
    if (
        not like.is_exact
        and target.measure == "level"
        and target.unit != "%"
        and not (mine / FAR <= other <= mine * FAR)
    ):
        return None
    return None if like.narrower and reaches(target, mine, other) != MET else like


def _counts_alike(target: Figure, result: Figure, wanted: float, got: float) -> bool:
    """Both count what came in the year, or both what there is, as far as can be known.

    An increase that alone reaches what may be a stock has met it; a stock shows no increase, unless the words
    before it do (新增合作社5家、家庭农场8家) or it is of the same size.
    """
    if target.meaning.actions & FLOWS and result.meaning.stands and not result.meaning.actions & FLOWS:
        return wanted / SIZE <= got <= wanted * SIZE
    if target.meaning.rises and result.meaning.is_still:
        return _adds(result.around) or wanted / SIZE <= got <= wanted * SIZE
    if target.meaning.is_still and result.meaning.rises:
        return _adds(target.around) or reaches(target, wanted, got) == MET
    return True


def _adds(around: Around) -> bool:
    return bool(pattern("adds").search(around.before))


def reaches(target: Figure, wanted: float, got: float) -> str:
    """Met or missed, by comparator and by whether less is better; nearly what was to be "about": partly."""
    comparator = str(target.fact.values["comparator"])
    less = (
        comparator == "le"
        or wanted < 0
        or (target.measure == "rank")
        or (comparator in ("eq", "approx") and target.meaning.falls)
    )
    if wanted < 0 and comparator == "le" and not target.meaning.falls:
        less = False  # 降幅控制在3%以内: no deeper than that
    short = got - wanted if less else wanted - got
    if comparator != "approx":
        return MET if short <= 0 else MISSED
    near, nearly = (
        ABOUT["%"] if target.unit in ("%", "个百分点") else [abs(wanted) * share for share in ABOUT[""]]
    )
    return MET if short <= near else PARTLY if short <= nearly else MISSED


def judged(target: Target, pair: Pair, floor: float | None = None) -> Outcome:
    """The outcome of a pair of figures; `floor` is the lower end where the target is a range's upper end."""
    values = common(pair.target.unit, pair.target.value, pair.result.unit, pair.result.value)
    assert values is not None, "a pair has one measure"
    wanted, got = values
    verdict, basis, notes = reaches(pair.target, wanted, got), NUMBER, [pair.like.note]
    if floor is not None:
        verdict = MET if got >= floor else MISSED
        notes.append("目标为区间，以下限为准")
    if verdict == MISSED and pattern("hoped").search(pair.target.around.clause):
        verdict = PARTLY
        notes.append("目标为“力争”的更高值")
    if verdict == MISSED and pattern("rest_under_way").search(pair.result.around.after):
        verdict = PARTLY
        notes.append("报告说其余部分仍在推进")
    bound = str(pair.result.fact.values["comparator"])
    if verdict == MISSED and bound == "ge" and wanted > 0:
        basis = INFERRED
        notes.append(f"报告只说不低于{written(got, pair.target.unit)}")
    if target.comparator == "approx" and verdict != MISSED and got < wanted and not pair.target.meaning.falls:
        notes.append("目标为“左右”")
    if got != pair.result.value:
        notes.append(f"{pair.result.value:g}{pair.result.unit}合{got:g}{pair.target.unit}")
    note = "；".join(note for note in notes if note)
    return Outcome(target, verdict, basis, pair.result.fact, pair.result.document, round(got, 6), note)
