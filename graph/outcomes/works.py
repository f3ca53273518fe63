"""Named works: what was to reach a stage, and what the report says of it.

Two names are one work where one holds the other, or where the same firm builds it and the names share their
core. Phases, sections and capacities that differ make two works.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import Document, Fact, Record
from graph.outcomes.words import TABLE, plain, tails

STAGES = ("proposed", "signed", "started", "underway", "completed", "operating")
STARTED, UNDERWAY, COMPLETED = 2, 3, 4
CAPACITY = re.compile(r"(\d+(?:\.\d+)?)([万亿千百]?[条吨台套辆米亩户千瓦兆G]+)")
SHORT, LONG = 3, 4  # characters that a name, or the core of two names, must have
BEGINNING, BEGINNING_SHARE = 6, 0.75  # names that begin alike: 数控机床产业园, 数控机床产业基地


@dataclass(frozen=True, slots=True)
class Work(Record):
    """A named work of a document, with the furthest stage said of it in one place."""

    fact: Fact
    document: Document
    label: str
    stage: int
    core: str
    firms: frozenset[str]
    phases: frozenset[str]
    amounts: frozenset[float]
    pairs: frozenset[str]  # neighbouring characters of its name: works without a common one are not compared
    clause: str  # its evidence


def works(document: Document, facts: Iterable[Fact], status: str, stem: str) -> list[Work]:
    """The works that a document plans (`aim`) or reports (`done`), each with its furthest stage."""
    stages: dict[str, Fact] = {}
    firms, amounts = defaultdict[str, set[str]](set), defaultdict[str, set[float]](set)
    for fact in facts:
        label = str(fact.values.get("project", ""))
        if fact.view == "project_enterprises":
            firms[label].add(str(fact.values["enterprise"]))
        elif fact.view == "investments" and fact.values["kind"] == "total":
            amounts[label].add(float(fact.values["amount"]))
        elif fact.view == "project_stages" and fact.values["status"] == status:
            held = stages.get(label)
            if held is None or STAGES.index(str(held.values["stage"])) < STAGES.index(
                str(fact.values["stage"])
            ):
                stages[label] = fact
    return [work(document, fact, stem, firms, amounts) for fact in stages.values()]


def work(
    document: Document,
    fact: Fact,
    stem: str,
    firms: Mapping[str, set[str]],
    amounts: Mapping[str, set[float]],
) -> Work:
    label = str(fact.values["project"])
    core = core_of(label, stem)
    phases = frozenset(phase for phase in TABLE["works"]["phases"].split() if phase in label)
    stage = STAGES.index(str(fact.values.get("stage", "underway")))
    named = frozenset(firms.get(label, ()))
    money = frozenset(amounts.get(label, ()))
    clause = fact.span.of(document.source.text)
    return Work(fact, document, label, stage, core, named, phases, money, _pairs(label), clause)


def _pairs(label: str) -> frozenset[str]:
    name = plain(label)
    return frozenset(name[n : n + 2] for n in range(len(name) - 1))


@cache
def core_of(label: str, stem: str = "") -> str:
    """A work's name without place, brackets, marks and the general word at its end.

    >>> core_of("青溪县第二自来水厂（日供水5万吨）工程", "青溪")
    '第二自来水厂'
    """
    name = re.sub(r"^(?:实施|推进|加快|新建|建设|完成)(?=.{4})", "", plain(label))
    if stem:
        name = name.replace(stem, "", 1)
    name = re.sub(r"^[省市县区旗镇](?=.{3})", "", name)
    name = re.sub(r"(?:提升改造|改造升级|升级改造|维修改造|改造提升|提质改造)", "改造提升", name)
    return tails("works").sub("", name) or name


def is_named(one: Work) -> bool:
    """It is one thing with a name: no counted group, no mere kind.

    >>> core_of("36个重点产业项目")[0].isdigit()
    True
    """
    counted = re.match(
        r"\d+(?!省道|国道|号)[个项处座条家所]|.*\d+[个项处座条](?:以上|左右)?$", plain(one.label)
    )
    if counted:
        return False
    return bool(one.amounts) or (len(one.core) >= SHORT and one.core not in TABLE["works"]["vague"].split())


def same(mine: Work, other: Work) -> str:
    """Why two works are one; empty where they are not shown to be.

    A phase on one side only is no sameness for what is finished, and is left out here.
    """
    a, b = _own(mine, other), _own(other, mine)
    short, long = sorted((a, b), key=len)
    if mine.amounts & other.amounts and _run(a, b) >= SHORT - 1 and not (mine.phases and other.phases):
        if _firms_meet(mine.firms, other.firms):
            return "同一企业，同一金额"
        if short in long and not (mine.firms and other.firms):
            return "名称互含，同一金额"
    if _differ(mine, other):
        return ""
    if a == b and len(a) >= SHORT and a not in TABLE["works"]["vague"].split():
        return "同名"
    if len(short) > LONG and _is_part(short, long) and short not in TABLE["works"]["vague"].split():
        return "名称互含"
    within = _is_within(short, long) and len(short) >= LONG
    if _firms_meet(mine.firms, other.firms) and (_run(a, b) >= LONG or within):
        return "同一企业，名称相承"
    begin = beginning(a, b)
    if begin >= BEGINNING and begin >= BEGINNING_SHARE * len(long):
        return "名称相承"
    for kind in TABLE["works"]["single"].split():
        if mine.core.rstrip("迁建").endswith(kind) and other.core.endswith(kind):
            return f"名称不同，同为本地{kind}"
    return ""


def _is_part(short: str, long: str) -> bool:
    """The longer name only says more in front, or ends in a general word; 文化中心停车场 is no 文化中心.

    >>> _is_part("海关监管中心", "国际陆港海关监管中心"), _is_part("市民文化中心", "市民文化中心停车场")
    (True, False)
    """
    at = long.find(short)
    rest = long[at + len(short) :]
    return at >= 0 and len(short) * 2 >= len(long) and bool(re.fullmatch(TABLE["works"]["general"], rest))


def _differ(mine: Work, other: Work) -> bool:
    """Phases or capacities contradict each other."""
    if mine.phases != other.phases:
        return True
    held = {unit: number for number, unit in CAPACITY.findall(mine.label)}
    return any(held.get(unit, number) != number for number, unit in CAPACITY.findall(other.label))


def _own(mine: Work, other: Work) -> str:
    """The core without the firms' names and capacities."""
    core = (
        mine.core
        if CAPACITY.search(mine.core) and CAPACITY.search(other.core)
        else CAPACITY.sub("", mine.core)
    )
    core = core.removeprefix("年产")
    for firm in sorted(mine.firms | other.firms, key=len, reverse=True):
        core = core.replace(firm, "", 1) if len(core) > len(firm) + 1 else core
    return core


def _firms_meet(mine: frozenset[str], other: frozenset[str]) -> bool:
    """The same firm under a full and a short name: 中国邮政 and 中邮, 湖北金叶 and 金叶."""
    return any(
        a in b or b in a or (a[0] == b[0] and _is_within(*sorted((a, b), key=len)))
        for a in mine
        for b in other
    )


def _is_within(short: str, long: str) -> bool:
    """The characters of the one stand in the other, in order."""
    rest = iter(long)
    return all(character in rest for character in short)


def beginning(a: str, b: str) -> int:
    """How many characters two names begin with alike.

    >>> beginning("数控机床产业园", "数控机床产业基地")
    6
    """
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _run(a: str, b: str) -> int:
    """The longest run of characters two names share."""
    return max((n for i in range(len(a)) for n in range(1, len(a) - i + 1) if a[i : i + n] in b), default=0)


def months(clause: str, name: str) -> list[int]:
    """The months that a clause names, as `deadline` or as `month`."""
    return [int(found) for found in re.findall(TABLE["works"][name], clause)]


def counterparts(promised: Work, others: Sequence[Work]) -> Iterator[tuple[Work, str]]:
    """The works that are the promised one, the furthest first."""
    found = [
        (other, why) for other in others if promised.pairs & other.pairs and (why := same(promised, other))
    ]
    yield from sorted(found, key=lambda pair: -pair[0].stage)
