"""What two mentions of projects have in common: the ground of every judgement of them."""

from typing import NamedTuple

from graph.resolution.features import View
from graph.resolution.firms import Firms
from graph.resolution.labels import covers
from graph.resolution.model import Judgement


class Signs(NamedTuple):
    """What two mentions have in common."""

    strict: bool  # the core and the noun are equal
    loose: bool  # equal without words of praise
    cover: str  # what the longer name has more, in one piece
    money: str  # agree | clash | ""
    firm: str  # shared | related | strange | one | none
    works: bool  # the same works, or none on both sides
    together: bool  # of the same document and year
    phase: bool  # equal phases


def read_signs(a: View, b: View, firms: Firms) -> Signs:
    """What two mentions have in common."""
    x, y = a.shape, b.shape
    noun = x.noun == y.noun or not x.noun or not y.noun
    long, short = (x.loose, y.loose) if len(x.loose) >= len(y.loose) else (y.loose, x.loose)
    firm, money = _firm(a, b, firms), _money(a, b)
    named = a.proper and b.proper
    parks = firm == "shared" and bool(x.noun) and x.noun == y.noun
    proper = noun and (named or parks or (money == "agree" and len(x.core) > 1 and len(y.core) > 1))
    return Signs(
        strict=proper and x.core == y.core,
        loose=proper and x.loose == y.loose,
        cover=covers(long, short) if proper and len(short) > 1 else "",
        money=money,
        firm=firm,
        works=x.works == y.works,
        together=(a.mention.document, a.mention.year) == (b.mention.document, b.mention.year),
        phase=x.phase == y.phase and x.section == y.section and bool(x.part) == bool(y.part),
    )


def _money(a: View, b: View) -> str:
    if not a.money or not b.money:
        return ""
    return "agree" if a.money & b.money else "clash"


def _firm(a: View, b: View, firms: Firms) -> str:
    if not a.firms or not b.firms:
        return "one" if a.firms or b.firms else "none"
    if a.firms & b.firms:
        return "shared"
    region = a.mention.region
    found = [firms.relation(region, x, y) for x in sorted(a.firms) for y in sorted(b.firms)]
    if any(r.judgement is Judgement.SAME for r in found):
        return "shared"
    return "related" if any(r.related for r in found) else "strange"
