"""What follows by arithmetic from figures that are stated; always marked as inferred, the sum written out.

Three sums are done. The members of a task's list against the figure reported for all of them (公办学位 1170 +
学位 4560 against 新增学位 3750): only a shortfall can be told so. The level at the year's start from what next
year's plan adds and reaches (新增营收40亿元、突破400亿元: 360). The same from a rate (增长30%, 突破20亿元).
"""

from collections.abc import Iterator, Sequence

from graph.outcomes.figures import Figure, Pair, reaches
from graph.outcomes.outcome import INFERRED, MET, MISSED, Outcome, Target
from graph.outcomes.units import common, written

CLEARLY = 1.2  # a base from two bounds is met only this far above


def sums(pairs: Sequence[Pair], targets: Sequence[Figure], target_of: dict[int, Target]) -> Iterator[Outcome]:
    """Targets of one task that share a head with a reported total, and together exceed it.

    A target that stands beside its own members cannot be compared alone: where the total is not short of
    the sum, nothing is said.
    """
    for pair in pairs:
        members = _members(pair, targets)
        if len(members) < 2:
            continue
        total = sum(member.value for member in members)
        if reaches(pair.target, total, pair.result.value) == MISSED:
            unit = pair.target.unit
            note = f"{' + '.join(f'{m.value:g}' for m in members)} = {written(total, unit)}，报告合计{written(pair.result.value, unit)}"
            for member in members:
                yield Outcome(
                    target_of[id(member)],
                    MISSED,
                    INFERRED,
                    pair.result.fact,
                    pair.result.document,
                    pair.result.value,
                    note,
                )


def _members(pair: Pair, targets: Sequence[Figure]) -> list[Figure]:
    """The target and its siblings: same task, same unit, the same head with a word before it."""
    head = pair.result.meaning.whole
    if not pair.like.is_exact or not pair.target.fact.task:
        return [pair.target]
    return [
        target
        for target in targets
        if target.fact.task == pair.target.fact.task
        and target.block == pair.target.block
        and target.measure == "level"
        and target.unit == pair.target.unit != "%"
        and target.meaning.rises == pair.target.meaning.rises
        and target.meaning.whole.endswith(head)
        and (target is pair.target or target.meaning.whole != head)
    ]


def bases(target: Figure, plans: Sequence[Figure]) -> Iterator[tuple[float, Figure, str]]:
    """The level of the target's year, from what the plan of the next year adds to it and reaches."""
    noun = target.meaning.whole
    if target.measure != "level" or target.meaning.rises or target.unit == "%":
        return
    like = [plan for plan in plans if _is_same(plan, noun, target)]
    levels = [plan for plan in like if plan.measure == "level" and not plan.meaning.rises]
    for level in levels:
        for other in like:
            if (
                other.fact.section != level.fact.section
                or abs(other.fact.span.end - level.fact.span.end) > 40
            ):
                continue
            values = common(target.unit, target.value, level.unit, level.value)
            if other.measure == "level" and other.meaning.rises and other.unit == level.unit and values:
                base = level.value - other.value
                yield (
                    base,
                    level,
                    f"{written(level.value, level.unit)} − {written(other.value, other.unit)} = {written(base, level.unit)}",
                )
            elif other.measure == "growth" and other.value > 0 and values:
                base = level.value / (1 + other.value / 100)
                yield (
                    base,
                    level,
                    f"{written(level.value, level.unit)} ÷ {1 + other.value / 100:g} ≈ {written(base, level.unit)}",
                )


def _is_same(plan: Figure, noun: str, target: Figure) -> bool:
    """The same noun; one that does not say of what is the same only as another of its subject."""
    like = plan.meaning.whole == noun
    return like and (
        not plan.meaning.is_bare
        or (bool(plan.meaning.subject) and plan.meaning.subject == target.meaning.subject)
    )


def from_base(target: Target, wanted: Figure, plans: Sequence[Figure]) -> Outcome | None:
    """The outcome that the next year's plan implies."""
    for base, level, note in bases(wanted, plans):
        verdict = reaches(wanted, wanted.value, base)
        if verdict == MET and base < wanted.value * CLEARLY:
            return None
        why = f"据下一年目标推算：{note}，{'不低于' if verdict == MET else '低于'}目标{written(wanted.value, wanted.unit)}"
        return Outcome(target, verdict, INFERRED, level.fact, level.document, round(base, 2), why)
    return None
