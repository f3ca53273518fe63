"""The same indicator in a document from above and one from below, for one year: side by side, no more.

A county's figure neither fulfils nor misses its city's; the ratio of two counts is a share.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from graph.outcomes.figures import Figure
from graph.outcomes.likeness import actions_fit, likeness
from graph.outcomes.match import Region, region_of
from graph.outcomes.outcome import Alignment
from graph.outcomes.said import Said

Above = Callable[[str], str]  # the key of the jurisdiction a jurisdiction lies in; "" at the top

Measured = dict[tuple[str, ...], list[Figure]]


def align(
    lower: Sequence[Said], upper: Sequence[Said], above: Above, region: Region = region_of
) -> Iterator[Alignment]:
    """Each indicator of a document of `lower` with its like in every one of `upper` from the jurisdictions over it."""
    by_region: dict[str, list[Said]] = defaultdict(list)
    for said in upper:
        if key := region(said.document):
            by_region[key].append(said)
    figures: dict[int, Measured] = {}
    for said in lower:
        for key in _over(region(said.document), above):
            for over in by_region.get(key, ()):
                for one in (said, over):
                    if id(one) not in figures:
                        figures[id(one)] = _by_measure(one)
                yield from _pairs(figures[id(over)], figures[id(said)])


def _over(key: str, above: Above) -> Iterator[str]:
    """The jurisdictions over one, the nearest first."""
    seen = {key}
    while (key := above(key) if key else "") and key not in seen:
        seen.add(key)
        yield key


def _by_measure(said: Said) -> Measured:
    """The figures of a document by kind, year, measure and unit, then by noun."""
    found: Measured = defaultdict(list)
    for one in said.figures:
        if year := str(one.fact.values["year"]):
            found[str(one.fact.values["kind"]), year, *one.block, one.meaning.whole].append(one)
    return found


def _pairs(upper: Measured, lower: Measured) -> Iterator[Alignment]:
    for key in lower:
        for mine in lower[key]:
            for other in upper.get(key, ()):
                if _is_same(other, mine):
                    yield _alignment(other, mine, key)
                    break


def _is_same(upper: Figure, lower: Figure) -> bool:
    like = likeness(upper.meaning, lower.meaning, upper.around, lower.around)
    back = actions_fit(lower.meaning, upper.meaning)
    return bool(like and like.is_exact and back)


def _alignment(upper: Figure, lower: Figure, key: tuple[str, ...]) -> Alignment:
    names = {upper.label, lower.label}
    reason = "同一指标、同一年度" + ("" if len(names) == 1 else f"：{upper.label}＝{lower.label}")
    return Alignment(
        lower.meaning.whole, key[1], upper.fact, upper.document, lower.fact, lower.document, reason
    )
