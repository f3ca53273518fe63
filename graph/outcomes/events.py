"""What became of named works and of the titles striven for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Document, Fact, Record
from graph.outcomes.outcome import EVENT, IN_PROGRESS, INFERRED, MET, MISSED, PARTLY, Outcome, Target
from graph.outcomes.words import TABLE, plain, tails, tiers
from graph.outcomes.works import COMPLETED, STAGES, STARTED, UNDERWAY, Work, counterparts, months

TITLE_LENGTH = 4
GROUNDWORK = STAGES[:STARTED]


def of_work(target: Target, promised: Work, done: Sequence[Work], planned: Sequence[Work]) -> Outcome | None:
    """The outcome of a promised stage: reported, promised again, or neither."""
    told = next((_reported(target, promised, *found) for found in counterparts(promised, done)), None)
    again = next((_again(target, promised, *found) for found in counterparts(promised, planned)), None)
    if (
        told
        and again
        and again.verdict == MISSED
        and told.outcome
        and told.outcome.values["stage"] in GROUNDWORK
    ):
        return again  # 完成前期工作, and to be begun next year
    return told or again


def _note(promised: Work, other: Work, why: str) -> str:
    return "" if promised.label == other.label else f"{why}：{promised.label}→{other.label}"


def _reported(target: Target, promised: Work, other: Work, why: str) -> Outcome:
    """A stage is reached where the report's is at least as far; bare progress is never an end."""
    note = _note(promised, other, why)
    if other.stage < promised.stage or promised.stage == other.stage == UNDERWAY:
        return Outcome(target, IN_PROGRESS, EVENT, other.fact, other.document, None, note)
    if promised.stage == UNDERWAY and other.stage < COMPLETED:
        return Outcome(target, IN_PROGRESS, EVENT, other.fact, other.document, None, note)
    if (
        re.search(f"{re.escape(other.label)}.{{0,4}}{TABLE['works']['shell']}", other.clause)
        and "主体" not in promised.clause
    ):
        partly = "；".join(part for part in (note, "报告只说主体或部分完工") if part)
        return Outcome(target, PARTLY, EVENT, other.fact, other.document, None, partly)
    until, at = months(promised.clause, "deadline"), months(other.clause, "month")
    if until and at and at[0] > until[-1] and not re.search(TABLE["works"]["early"], other.clause):
        late = "；".join(part for part in (note, f"要求{until[-1]}月前，报告为{at[0]}月") if part)
        return Outcome(target, PARTLY, EVENT, other.fact, other.document, None, late)
    return Outcome(target, MET, EVENT, other.fact, other.document, None, note)


def _again(target: Target, promised: Work, other: Work, why: str) -> Outcome:
    """Promised again in the next plan: still under way, or not even begun."""
    note = _note(promised, other, why)
    if other.stage <= STARTED and promised.stage >= max(other.stage, STARTED):
        told = (
            "次年仍要开工，说明当年未开工" if other.stage == STARTED else "次年仍在谋划、签约，说明当年未开工"
        )
        missed = "；".join(part for part in (note, told) if part)
        return Outcome(target, MISSED, INFERRED, other.fact, other.document, None, missed)
    full = TABLE["works"]["full"]
    if (
        other.stage == promised.stage > COMPLETED
        and re.search(full, other.clause)
        and not re.search(full, promised.clause)
    ):
        partly = "；".join(part for part in (note, "次年目标为满产，说明尚未满产") if part)
        return Outcome(target, PARTLY, INFERRED, other.fact, other.document, None, partly)
    return Outcome(target, IN_PROGRESS, EVENT, other.fact, other.document, None, note)


@dataclass(frozen=True, slots=True)
class Title(Record):
    """A title striven for or held."""

    fact: Fact
    document: Document
    actor: str
    core: str
    tier: str
    stage: str  # "" | unfinished | review


def title(fact: Fact, document: Document) -> Title:
    """A title with its tier and its stage taken off.

    >>> from graph.model import Source, Span
    >>> nowhere = Document(Source("x.txt", "", "", "text/plain"), Span(0, 0), {}, ())
    >>> values = {"actor": "青溪县", "relation": "attained", "target": "全省高质量发展先进县"}
    >>> found = title(Fact("initiatives", values, Span(0, 0), "r"), nowhere)
    >>> found.core, found.tier
    ('高质量发展先进', '省')
    """
    name = plain(str(fact.values["target"]))
    stage = next((s for s in ("unfinished", "review") if re.search(TABLE["titles"][s], name)), "")
    for words in ("unfinished", "review"):
        name = re.sub(f"(?:{TABLE['titles'][words]})$", "", name)
    name = tails("titles").sub("", name)
    name = re.sub(r"^[\u4e00-\u9fff]{2,3}省(?=.{3})", "省", name)
    found = tiers().match(name)
    name = name[found.end() :] if found else name
    tier = (
        {"国家级": "国", "国家": "国", "全国": "国", "省级": "省", "全省": "省"}.get(found[1], found[1][:1])
        if found
        else ""
    )
    core = re.sub(r"(?<=....)(?:县|区|市|城市|单位)$", "", name)
    return Title(fact, document, str(fact.values["actor"]), core, tier, stage)


def is_counted(fact: Fact) -> bool:
    """Counted holders are figures: 3家以上企业."""
    return bool(re.match(r"[\d一二三四五六七八九十]+[家个名所项条]", str(fact.values["actor"])))


def of_title(
    target: Target, sought: Title, held: Sequence[Title], again: Sequence[Title], home: str
) -> Outcome | None:
    """The outcome of striving for a title: held, held in part, striven for again, or nothing."""
    for other in held:
        if not _is_same(sought, other, home) or other.stage == "review" != sought.stage:
            continue
        if other.stage == "unfinished" and sought.stage != "unfinished":
            return Outcome(
                target, PARTLY, EVENT, other.fact, other.document, None, "获批创建或筹建，尚未命名"
            )
        note = "" if other.actor == sought.actor else f"获得者：{other.actor}"
        return Outcome(target, MET, EVENT, other.fact, other.document, None, note)
    for other in again:
        if _is_same(sought, other, home):
            return Outcome(target, IN_PROGRESS, EVENT, other.fact, other.document, None, "")
    return None


def _is_same(sought: Title, other: Title, home: str) -> bool:
    if (
        sought.core != other.core
        or len(sought.core) < TITLE_LENGTH
        or (sought.tier and other.tier and sought.tier != other.tier)
    ):
        return False
    if sought.tier and not other.tier and not _tierless(other):
        return False
    actors = (sought.actor, other.actor)
    return (
        actors[0] == actors[1]
        or actors[0] in actors[1]
        or actors[1] in actors[0]
        or (sought.actor == home and not is_counted(other.fact))
    )


def _tierless(other: Title) -> bool:
    """A title without a tier is the same only where it says enough by itself."""
    return len(other.core) >= TITLE_LENGTH * 2


def titles(document: Document, facts: Sequence[Fact], relation: str) -> Iterator[Title]:
    for fact in facts:
        if fact.view == "initiatives" and fact.values["relation"] == relation and not is_counted(fact):
            yield title(fact, document)
