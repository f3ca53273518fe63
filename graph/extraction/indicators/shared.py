"""Figures that stand in a list and what 分别 gives to each: names of several kinds, or years.

粮食播种面积、产量分别达28万亩、9万吨   占比2023年、2024年分别达到50%、70%
"""

from collections.abc import Sequence

from graph.extraction.indicators.context import SHARES
from graph.extraction.indicators.labels import AND, measure_of
from graph.extraction.indicators.words import pattern, strip_right
from graph.language.members import Member
from graph.language.quantities import Quantity

LISTED = {"、", "和"}
EACH = "分别"


def run_from(members: Sequence[Member], at: int, pending: Sequence[Member]) -> list[Member]:
    """A figure and the bare figures of its kind that follow it in a list: 4.9%、7.2%.

    Of several kinds, where there is one for each of the names before: 面积、产量分别达28万亩、9万吨.
    """
    run = [members[at]]
    paired = _is_paired(members, at, pending)
    for member in members[at + 1 :]:
        if member.figure is None or member.mark not in LISTED or run[-1].after:
            break
        if member.words and not (EACH in run[0].words and _only_moves(member.words)):
            break
        if not paired and not _alike(member.figure, run[0].figure):
            break
        if member.figure.left < member.figure.start:
            break
        run.append(member)
    return run


def _is_paired(members: Sequence[Member], at: int, pending: Sequence[Member]) -> bool:
    """Whether a list has one name for each figure: it says so, or every name measures something."""
    figures = 1
    while at + figures < len(members) and _is_bare(members[at + figures]):
        figures += 1
    if figures == 1 and EACH not in members[at].words:
        return False
    last = strip_right(members[at].words).label
    names = [*(member.words for member in pending), *AND.split(last, maxsplit=1)]
    if EACH in members[at].words:
        return figures in (len(pending) + 1, len(names))
    return figures == len(names) > 1 and all(measure_of(name) for name in names)


def _is_bare(member: Member) -> bool:
    return member.figure is not None and member.mark in LISTED and not member.words


def _only_moves(words: str) -> bool:
    """Whether words say which way a figure goes and nothing else: 分别增长12%、下降3%."""
    stripped = strip_right(words)
    return bool(stripped.word) and not stripped.label


def _alike(one: Quantity, other: Quantity | None) -> bool:
    return other is not None and (one.kind == other.kind or {one.kind, other.kind} == SHARES)


def named_years(pending: Sequence[Member]) -> list[str]:
    """The years that a list before a clause names, where it is nothing else: 到2024年、2025年，…."""
    found = [pattern("year_behind").fullmatch(member.words) for member in pending]
    return [match["y"] for match in found if match] if all(found) else []


def years_of(pending: Sequence[Member], member: Member, wanted: int) -> list[str]:
    """The years of a clause's own list, where it is one: 占比2023年、2024年、2025年分别达到…."""
    if wanted < 2 or len(pending) + 1 != wanted or EACH not in member.words:
        return []
    behind = pattern("year_behind")
    first, *others = [one.words for one in pending]
    leads = behind.fullmatch(first)  # 2024年、2025年新增企业分别达到10家、12家
    own = member.words.partition(EACH)[0]
    last = pattern("year_before").match(member.words) if leads else behind.fullmatch(own)
    found = [behind.search(first), *map(behind.fullmatch, others), last]
    return [match["y"] for match in found if match] if all(found) else []
