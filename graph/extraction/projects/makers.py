"""Clauses that say who builds what, and works done on a list: 引导甲、乙分别建设A、B; 对A、B开展除险加固."""

import re

from graph.extraction.projects.items import Site, money_of, read_item
from graph.extraction.projects.nodes import split
from graph.extraction.projects.sites import closes_sites
from graph.language.clauses import Reading, Stretch, Verb, entries, head_verb, words
from graph.language.firms import Known, joined_names
from graph.language.names import head_of, is_general

BUILT = re.compile(
    r"^(?P<who>[^，]{2,40}?)(?:牵头|联合|加快|投资)?(?P<each>分别)?(?:规划建设|投资建设|建设|打造|实施|新建|承建|兴建|新上)(?P<what>[^，]{2,})$"
)
RENEWED = re.compile(
    r"^(?P<paid>(?:共|累计|先后|总)?(?:投资|投入)(?:资金)?[^，、]{2,10}元，?)?(?:全面|继续|先后)?对(?P<what>[^，]{2,60}?)(?:等)?(?:全面)?(?:开展|实施|进行|启动)了?(?P<works>[^，]{2,30})$"
)
STANDS = re.compile(
    r"^(?P<who>[A-Za-z一-龥]{2,12}?)(?:已|率先|成功|新|全面)?(?P<verb>建成投用|建成投产|建成运营|建成|开工建设|启动建设|动工建设)了?(?P<what>[^，、]{4,})$"
)
LISTED = re.compile(
    r"^(?P<what>[^，]{4,90}?)(?:被)?(?:纳入|列入|进入)(?P<list>[^，]{1,16}?(?:盘子|规划|笼子|项目库|项目储备|储备库|项目清单))$"
)
GROUPED = re.compile(
    r"^[一-龥]{2,10}(?:区|市|县|镇|园|港|基地)(?P<verb>签约落户|签约引进|新签约|签约|引进|招引|落地|开工|竣工)(?=(?:[一-龥]{0,6}项目|[一-龥]{2,6}产业项目)\d+个)"
)
_TOGETHER = re.compile(r"(?P<first>.{2,14}?)(?:联合|携手|会同)(?P<second>[A-Za-z一-龥]{2,12})$")
_SOME = re.compile(r"^(?:\d|[一二三四五六七八九十百]+[家个]|各|企业|重点|骨干|龙头|行业|社会|民间|更多)")


def builders(r: Reading, head: Verb, clause: Stretch, known: Known) -> list[Site]:
    """支持甲建设A: the firm named before the verb builds what stands after it. Anonymous firms give nothing."""
    m = BUILT.match(r.mask[head.end : clause[1]])
    if not m:
        return []
    end, what = head.end + m.end("who"), head.end + m.start("what")
    firms = [r.of(e.start, e.end).strip() for e in entries(r, head.end, end)]
    firms = [f for name in firms for f in joined_names(name)]
    firms, partners = _partners(firms)
    named = re.search(r"(?:家|等).{0,6}企业$", r.of(head.end, end)) and len(firms) > 1
    if any(_SOME.match(f) for f in firms) or not (named or all(known.is_firm(f) for f in firms)):
        return []
    sites = []
    for entry in split(r, what, clause[1]):
        if head_verb(r, entry.start, entry.end) or re.search(r"争创|申报|创建", r.of(entry.start, entry.end)):
            break
        sites += [
            s
            for s in read_item(r, entry.start, entry.end, known, clause)
            if head_of(s.label)[0] not in ("", "abstract")
        ]
    for i, site in enumerate(sites):
        mine = [firms[i]] if m["each"] and len(firms) == len(sites) else firms + partners
        site.firms = [(known.full(f), "frame") for f in mine]
    return sites


def _partners(firms: list[str]) -> tuple[list[str], list[str]]:
    """甲联合乙: who is known by its form vouches for the partner.

    >>> _partners(["滨海集团联合马字号"])
    (['滨海集团'], ['马字号'])
    """
    if len(firms) != 1 or not (m := _TOGETHER.match(firms[0])):
        return firms, []
    return [m["first"]], [m["second"]]


def grouped(r: Reading, clause: Stretch) -> Verb | None:
    """云湖示范区签约落户项目73个: the verb behind the place that says it."""
    text = r.mask[slice(*clause)]
    m = GROUPED.match(text) if "项目" in text else None
    return head_verb(r, clause[0] + m.start("verb"), clause[1]) if m else None


def stands(r: Reading, clause: Stretch, known: Known) -> tuple[list[Site], Verb] | None:
    """甲公司建成A基地, 平川建成B水厂: who stands before the verb is a firm or a place."""
    text = r.mask[slice(*clause)]
    m = STANDS.match(text) if "建" in text else None
    if not m:
        return None
    who, at = m["who"], clause[0] + m.start("verb")
    verb = head_verb(r, at, clause[1])
    place = next((who[:n] for n in (3, 2) if known.is_place(who[:n])), "")
    local = (
        bool(place)
        and 1 < len(who) - len(place) < 5
        and not is_general(who[len(place) :])
        and who[-1] not in words("names")["firms"]["place_ends"]
    )
    firm = known.is_firm(who) or local
    if (
        not verb
        or not (firm or known.is_place(who) or (len(who) < 6 and who[-1] in "省市县区镇乡旗州园港"))
        or head_of(who)[0] == "abstract"
    ):
        return None
    sites = [
        s
        for s in read_item(r, clause[0] + m.start("what"), clause[1], known, clause)
        if s.is_sound(firm=firm)
    ]
    for site in sites:
        site.firms = site.firms or (
            [(known.full(who), "form" if known.is_firm(who) else "context")] if firm else []
        )
    return (sites, verb) if sites else None


def listed(r: Reading, head: Verb, clause: Stretch, known: Known) -> list[Site]:
    """推动A、B等工程纳入国家规划: what a plan shall take up is proposed."""
    m = LISTED.match(r.mask[head.end : clause[1]])
    if not m:
        return []
    sites: list[Site] = []
    for entry in split(r, head.end, head.end + m.end("what")):
        closes = closes_sites(r.of(*entry.closing)) if entry.closing else False
        for site in read_item(r, entry.start, entry.end, known, clause):
            sites.append(site)
        if entry.closing:
            return sites if closes else []
    return [s for s in sites if s.is_sound(sure=True) and head_of(s.label)[0]]


def renewed(r: Reading, clause: Stretch, known: Known) -> list[Site]:
    """对A、B实施改造提升: works on named things."""
    text = r.mask[slice(*clause)]
    m = RENEWED.match(text) if "对" in text else None
    if not m or head_of(re.split("[、和及]", m["works"])[0])[0] != "works":
        return []
    start, end = clause[0] + m.start("what"), clause[0] + m.end("what")
    works = r.raw[clause[0] + m.start("works") : clause[0] + m.end("works")]
    works = "" if "、" in works else works  # 对A实施硬化、绿化、亮化: A, by several works
    paid = r.sums(clause[0], clause[0] + m.end("paid")) if m["paid"] else []
    sites = [s for e in split(r, start, end) for s in read_item(r, e.start, e.end, known, clause)]
    sites = [s for s in sites if not s.group and not s.money and head_of(s.label)[0] not in ("abstract",)]
    for site in sites:
        site.label += works
    if len(sites) == 1 and len(paid) == 1:
        sites[0].money = [money_of(paid[0], "total")]
    return sites
