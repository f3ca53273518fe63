"""Money that stands apart from its project: …完成投资5亿元, 分别完成投资2亿元、1亿元, 总投资分别为A、B的…

What is tied to a name inside one entry of a list is read in `items`.
"""

import re
from dataclasses import dataclass

from graph.extraction.projects.items import Money, Site, money_of, read_item
from graph.extraction.words import marked
from graph.language.clauses import Reading, Stretch, entries
from graph.language.firms import Known, joined_names
from graph.language.names import head_of
from graph.language.quantities import Quantity

_LEAD = r"(?:\d{1,2}[-—至]\d{1,2}月份?|截至[^，]{1,8}?[底末日]|年内|当年|全年|今年|本年|年度|上半年|下半年|一季度|前三季度|预计|力争|争取|确保|已|共|累计|计划|总|分别|全部|要|将|到年底|年底前)*"
_BOUND = r"(?:超过?|达到?|约|近|突破|为|不低于|不少于|至)*"
# 年内完成投资, 累计完成投资, 形成投资
SPENT = re.compile(rf"(?P<lead>{_LEAD})(?:完成|形成|实现)(?:总)?投资额?(?P<each>分别)?{_BOUND}(?=\d)")
# 总投资30亿元, said of projects counted before: 项目31个、总投资50亿元
WHOLE = re.compile(
    rf"^(?:其中)?(?P<year>(?:年度|当年|本年|今年|年内|20\d\d年)(?:计划|预计|拟)?(?:完成)?投资)?(?(year)|(?:计划|概算|协议|合同|累计)?(?:总投资额?|投资总额|投资额|签约额|合同额|签约金额))(?P<each>分别)?{_BOUND}(?=\d)"
)
# 投资5亿元，实施A、B工程
AHEAD = re.compile(rf"^(?:(?P<done>累计)|计划|共|总|先后|已)*(?:投资|总投资|投入资金){_BOUND}(?=\d)")
# 总投资分别为6亿元、3亿元的A、B; 总投资均为1亿元的A、B
EACH = re.compile(
    r"^(?P<who>.{0,40}?)(?:(?:计划)?总投资(?:分别|均)(?:为|达)?|分别(?:计划)?投资|(?:计划)?投资(?:分别|均)为|各投资)(?=\d)"
)
RAISED = re.compile(r"^(?:将|把)?(?P<what>.{3,30}?)(?:总投资|投资额?)由")
_REACH = 60  # no lead of an amount is longer


@dataclass(frozen=True, slots=True)
class Spending:
    """An amount without a name: where it begins, its amounts, its kind, and whether it is shared out."""

    start: int
    amounts: tuple[Quantity, ...]
    kind: str
    each: bool


def is_spending(r: Reading, clause: Stretch) -> bool:
    """Whether a clause begins with an amount without a name: 当年计划投资6亿元"""
    found = spending(r, *clause)
    return found is not None and found.start == clause[0]


def spending(r: Reading, start: int, end: int, before: int | None = None) -> Spending | None:
    """完成投资… in a stretch, where it begins before a place in it.

    >>> r = Reading("北河水厂年内完成投资5亿元"); s = spending(r, 0, len(r)); s.start, s.kind
    (4, 'period')
    """
    if not r.sums(start, end):
        return None
    m = SPENT.search(r.text, start, end if before is None else min(end, before + _REACH))
    if m and (before is None or m.start() < before):
        kind = "done" if re.search(r"累计|已", m["lead"]) else "period"
        amounts = _row(r, m.end(), end)
        if (
            amounts
            and not r.text.startswith("的", amounts[-1].right)
            and not marked("branches").search(r.text[start : m.start()])
        ):
            return Spending(m.start(), amounts, kind, "分别" in m.group())
        return None
    m = WHOLE.match(r.text[start : min(end, start + _REACH)])
    amounts = _row(r, start + m.end(), end) if m else ()
    if (len(amounts) == 1 and r.text[amounts[0].right : amounts[0].right + 1] in list("，、；。")) or (
        amounts and end - amounts[-1].right <= 2
    ):
        return Spending(start, amounts, "period" if m and m["year"] else "total", bool(m and m["each"]))
    return None


def ahead(r: Reading, clause: Stretch) -> Money | None:
    """An amount that the next clause's works cost: 投资5亿元，…"""
    m = AHEAD.match(r.text[slice(*clause)])
    amounts = _row(r, clause[0] + m.end(), clause[1]) if m else ()
    if not m or len(amounts) != 1 or clause[1] - amounts[0].right > 1:
        return None
    return money_of(amounts[0], "done" if m["done"] else "total")


def _row(r: Reading, start: int, end: int) -> tuple[Quantity, ...]:
    """The amounts that follow each other from a place on: 2亿元、1亿元和3亿元"""
    row: list[Quantity] = []
    for q in r.sums(start, end):
        between = r.text[row[-1].right if row else start : q.left]
        if between.strip("、和与及约超近元") != "" or len(between) > 4:
            break
        row.append(q)
    return tuple(row)


def shared_out(
    r: Reading, start: int, end: int, known: Known, clause: Stretch
) -> tuple[list[Site], int] | None:
    """Two lists in step: 总投资分别为6亿元、3亿元的A、B, 甲、乙分别投资2亿元、1亿元建设的A、B; and one amount for each (均为).

    Gives the projects and where their list begins, -1 where it stands before the amounts.
    """
    m = EACH.match(r.text[start:end])
    amounts = _row(r, start + m.end(), end) if m else ()
    if not m or not amounts:
        return None
    at = amounts[-1].right
    built = re.match(r"(?:以上)?(?:实施|建设|新建|新上|打造)?的?", r.text[at:end])
    at += built.end() if built else 0
    if end - at < 2:  # A、B分别投资2亿元、1亿元
        at = start
        sites = [
            s
            for e in entries(r, start, start + m.end("who"))
            for s in read_item(r, e.start, e.end, known, clause)
            if head_of(s.label)[0]
        ]
    else:
        sites = [s for e in entries(r, at, end) for s in read_item(r, e.start, e.end, known, clause)]
    if not sites or (len(amounts) > 1 and len(amounts) != len(sites)):
        return None
    left = at < amounts[0].start
    who = [r.of(e.start, e.end) for e in entries(r, start, start + m.end("who"))]
    who = [w for name in who for w in joined_names(name)] if who else []
    for i, site in enumerate(sites):
        site.money = [money_of(amounts[i if len(amounts) > 1 else 0], "total")]
        if len(who) == len(sites) and not left:
            site.firms = [(known.full(who[i]), "frame")]
    return sites, -1 if left else at


def raised(r: Reading, clause: Stretch, known: Known) -> Site | None:
    """将A总投资由8亿元增至10亿元: the amount it has now."""
    amounts = r.sums(*clause)
    m = RAISED.match(r.text[slice(*clause)]) if len(amounts) == 2 else None
    if not m or not re.search("[增提扩加]", r.text[amounts[0].right : amounts[1].left]):
        return None
    start = clause[0] + m.start("what")
    found = read_item(r, start, clause[0] + m.end("what"), known, clause)
    if found:
        found[0].money = [money_of(amounts[1], "total")]
    return found[0] if found else None
