"""A project that stands in a clause of its own, and what the clauses behind it say: A项目，总投资3亿元，6月开工.

>>> r = Reading("一是江湾面粉加工项目，总投资3亿元"); named_alone(r, (0, 10), Known()).label
'江湾面粉加工项目'
"""

import re

from graph.extraction.projects.items import Site, read_item
from graph.language.clauses import Reading, Stretch, head_verb, tail_verb
from graph.language.firms import Known
from graph.language.names import head_of, is_named

_COUNTED_OFF = re.compile(r"(?:其中|分别是|[一二三四五六七八九十]{1,3}是|\d{1,2}[.、．])?")
_NAME = re.compile(r"[^，；：、]{4,30}(?:项目|工程)(?:（[^（）]{1,12}）)?$")
_PRICED_BEHIND = re.compile(r"：(?:项目)?(?:计划|概算|预计)?总投资(?:额|约|近|超)?\d")
_ENTRY = re.compile(r"[A-Za-z0-9一-龥○（）]{3,24}$")
_COUNTED = re.compile(r"\d[○*]*(?:个|项|件|条|大)")
_LONGEST_TITLE = 36  # characters
_GOES_ON = re.compile(
    r"(?:该|本|此)?(?:项目|工程)?(?:由[^，]{2,20}(?:投资|承建|建设|实施)|建设(?:规模|地点|单位|起止年限|性质|工期|周期)|位于|(?:计划|概算|预计)?(?:总)?投资|总建筑面积|占地|规划用地|建设内容|主要|目前|现已|已|预计|计划|年内|年底|建成后|第?[一二三]期)"
)
# what an item's works are, under their name
_BUILT_OF = re.compile(
    r"(?:新建|改造|扩建|改建|新改建|治理|建设|修建|铺设|购置|年产|日处理|规划建设)[^，。]*\d"
)
_TAKES_UP = re.compile(
    r"(?:该|本|此)(?:项目|工程)|项目(?:计划|概算|预计)?总投资|(?:截至|截止)[^，]{1,8}，(?:已|共)?(?:累计)?完成投资|(?:目前|现已|已)，?(?:已)?累计完成投资"
)
_BY = re.compile(
    r"(?:项目|工程)?(?:由|业主为|投资方为|投资主体为|建设单位为|建设主体为)(?P<who>[^，]{2,20}?)(?:负责)?(?:投资(?:建设|兴建)?|承建|建设|实施|打造)?$"
)
_OF_IT = re.compile(
    r"(?:该|本|此)?(?:项目|工程)(?:自[^，]{2,16}?(?:以来|至今|以后)，?)?(?=(?:计划|概算|预计|已|累计)*(?:总投资|投资|完成投资))"
)
_PHASE_OF_IT = re.compile(
    r"(?P<phase>第?[一二三]期)(?:工程|项目)?(?=(?:计划|概算|预计|已|累计)*(?:总投资|投资|完成投资))"
)


def named_alone(r: Reading, clause: Stretch, known: Known) -> Site | None:
    """The project that is all a clause holds."""
    start = _COUNTED_OFF.match(r.mask, *clause).end()  # type: ignore[union-attr]
    listed = is_priced_entry(r, clause)
    if (
        not (_ENTRY if listed else _NAME).match(r.mask[start : clause[1]])
        or head_verb(r, start, clause[1])
        or r.sums(start, clause[1])
        or tail_verb(r, start, clause[1])
        or _COUNTED.search(r.mask, start, clause[1])
        or "等" in r.mask[start : clause[1]]
    ):
        return None
    found = read_item(r, start, clause[1], known, clause)
    if len(found) != 1 or found[0].group or not (listed or is_named(found[0].label)):
        return None
    if listed and known.is_firm(found[0].label):
        found[0].firms = [(known.full(found[0].label), "form")]
    return found[0] if found[0].is_sound("项目" if listed else None) else None


def is_priced_entry(r: Reading, clause: Stretch) -> bool:
    """Whether a list gives its entry's sum behind it: 江湾铝业：总投资1.8亿元，一期投产."""
    return r.text.startswith("：", clause[1]) and _PRICED_BEHIND.match(r.text, clause[1]) is not None


def titled(title: str, body: str, known: Known) -> Site | None:
    """The project that is the title of an item, where what stands under it goes on about it.

    >>> titled("江湾冷链物流园。", "总投资3亿元，6月开工", Known()).label, titled("做强工业。", "总投资3亿元", Known())
    ('江湾冷链物流园', None)
    """
    name = title.rstrip("。：: ")
    told = goes_on(body) or (name.endswith(("项目", "工程")) and _BUILT_OF.match(body))
    if not told or not 4 <= len(name) <= _LONGEST_TITLE:
        return None
    r = Reading(name)
    if len(r.clauses(0, len(r))) != 1 or head_verb(r, 0, len(r)) or tail_verb(r, 0, len(r)):
        return None
    found = read_item(r, 0, len(r), known, (0, 0))
    if len(found) != 1 or found[0].group or not is_named(found[0].label) or not found[0].is_sound(sure=True):
        return None
    return found[0] if head_of(found[0].label)[0] not in ("", "abstract", "zone") else None


def builder(r: Reading, clause: Stretch, known: Known) -> str:
    """Who builds the project that is spoken of: 由甲公司投资建设; "" where a clause says something else."""
    m = _BY.match(r.mask, *clause) if r.mask[clause[0]] in "由业投建项工" else None
    name = r.of(*m.span("who")) if m else ""
    return known.full(name) if name and known.is_firm(name) else ""


def points_back(r: Reading, clause: Stretch) -> bool:
    """该项目总投资3亿元, after a clause with one project."""
    return r.mask[clause[0]] in "该本此" and bool(_OF_IT.match(r.mask, *clause))


def goes_on(text: str) -> bool:
    """Whether a sentence speaks of the project before it.

    >>> goes_on("项目总投资1.1亿元，占地100亩"), goes_on("加快城东水厂建设")
    (True, False)
    """
    return bool(_GOES_ON.match(text))


def takes_up(text: str) -> bool:
    """Whether a sentence says whose it is: the one project that the sentence before named.

    >>> takes_up("该项目自6月开工以来"), takes_up("截至目前，累计完成投资3亿元"), takes_up("目前形势向好")
    (True, True, False)
    """
    return bool(_TAKES_UP.match(text))


def is_built_of(r: Reading, clause: Stretch) -> bool:
    """What the works of an item are, under its name: 扩建日产5000吨生产线及100万吨粉磨站."""
    return not r.sums(*clause) and bool(_BUILT_OF.match(r.text, *clause))


def said_of(r: Reading, clause: Stretch, site: Site) -> tuple[Stretch, Site]:
    """A clause without 该项目 or 一期 at its front, and the project or the part that they stand for."""
    if m := _OF_IT.match(r.mask, *clause):
        return (m.end(), clause[1]), site
    if m := _PHASE_OF_IT.match(r.mask, *clause):
        part = site.again()
        part.label += m["phase"]
        return (m.end(), clause[1]), part
    return clause, site
