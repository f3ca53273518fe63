"""Sums that cannot be meant as printed: 纯利2320元 beside sales of 6.48亿元 has lost its 万."""

from collections.abc import Iterable

from graph.extraction.indicators.words import pattern
from graph.model import Fact

SMALL = 10_000  # yuan: what a whole place or a firm earns is not told below it
APART = 10_000  # times


def doubtful(facts: Iterable[Fact]) -> list[Fact]:
    """Those of a sentence's facts whose sum is too small to be a whole one's, beside another that is one's."""
    sums = [fact for fact in facts if fact.view == "indicators" and fact.values["unit"] == "CNY"]
    sums = [fact for fact in sums if pattern("whole_sums").search(str(fact.values["indicator"]))]
    largest = max((float(fact.values["value"]) for fact in sums), default=0.0)
    return [fact for fact in sums if 0 < float(fact.values["value"]) < min(SMALL, largest / APART)]
