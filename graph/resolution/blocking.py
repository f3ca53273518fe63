"""Which mentions are compared at all: those of one jurisdiction that share a sign.

A block is a sign (a firm, a name, a piece of a name, an amount with a piece) within a jurisdiction. In a
small block each is compared with each; a large one is put in order and each is compared with its next
neighbours, so that the number of comparisons grows with the corpus and not with its square.

>>> firms = Firms()
>>> views = [look(Mention("project", label, region), firms) for region in ("a", "b") for label in ("明德大道", "明德大道项目")]
>>> [(x.mention.label, y.mention.label, y.mention.region) for x, y in pairs(views)]
[('明德大道', '明德大道项目', 'a'), ('明德大道', '明德大道项目', 'b')]
"""

from collections.abc import Iterator, Sequence

from graph.resolution.features import View, look
from graph.resolution.firms import Firms
from graph.resolution.model import Mention

__all__ = ["Firms", "Mention", "look", "pairs", "signs"]

SMALL = 40  # mentions: a block in which each is compared with each
NEXT = 12  # neighbours that each of a larger block is compared with


def signs(view: View) -> Iterator[str]:
    """What a mention is found by.

    >>> sorted(signs(look(Mention("project", "柳家街", enterprises=("青禾纸业",)), Firms())))
    ['firm:青禾', 'name:家街', 'name:柳家', 'whole:柳家街']
    """
    name = view.shape.loose
    pieces = [name[at : at + 2] for at in range(len(name) - 1)]
    yield f"whole:{name}"
    for firm in view.firms:
        yield f"firm:{firm[:2]}"  # related firms begin alike
    if view.shape.single:
        yield f"only:{view.shape.single}"
    for piece in pieces:
        yield f"name:{piece}"
        yield from (f"money:{money}:{piece}" for money in view.money)


def pairs(views: Sequence[View]) -> Iterator[tuple[View, View]]:
    """The pairs to compare, each once, in the order of the mentions given."""
    seen: set[tuple[int, int]] = set()
    for region, block in _blocks(views):
        for first, second in _within(block):
            if region in (views[first].mention.region, views[second].mention.region):
                seen.add((min(first, second), max(first, second)))
    for first, second in sorted(seen):
        yield views[first], views[second]


def _blocks(views: Sequence[View]) -> Iterator[tuple[str, list[int]]]:
    """Each jurisdiction's blocks: of its own mentions and of those of the places below it."""
    blocks: dict[tuple[str, str], list[int]] = {}
    home: set[tuple[str, str]] = set()
    for number, view in enumerate(views):
        for sign in dict.fromkeys(signs(view)):
            home.add((view.mention.region, sign))
            for region in (view.mention.region, *view.mention.within):
                blocks.setdefault((region, sign), []).append(number)
    for key, block in blocks.items():
        if key in home and len(block) > 1:
            yield key[0], sorted(block, key=lambda n: _order(views[n]))


def _order(view: View) -> tuple[str, str, int, str]:
    """Like names side by side, then by year."""
    return view.shape.loose, view.shape.phase, view.mention.year or 0, view.mention.key


def _within(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    reach = len(block) if len(block) <= SMALL else NEXT
    for at, first in enumerate(block):
        for second in block[at + 1 : at + 1 + reach]:
            yield first, second
