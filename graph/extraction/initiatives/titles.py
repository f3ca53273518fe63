"""What a title looks like, and who can hold one.

A title is given by somebody (国家级, 全省, 首批, quotation marks) and ends in a title's noun (示范区, 小巨人企业,
试点). A verb that is said of titles alone needs one of the two, any other verb both.
"""

import re
from functools import cache

from graph.extraction.words import marked
from graph.language.clauses import lexicon, masked, words
from graph.language.firms import Known
from graph.language.names import COUNT
from graph.lexicon.alternatives import either

_COUNTED = re.compile(rf"(?:{COUNT}|[\d.]+[%％])(?:以上|左右|、.*)?$")
_LEAD = re.compile(
    r"^(?:我[国省市县区旗镇](?:首[个家批]|第[一二三四五六七八九十\d]+个)?|唯一|为|了|的|、|筹建|设立|建设(?!兵团)|组建|成立)"
)
_CLOSE = re.compile(r"(?:等)?(?:荣誉)?(?:称号|殊荣)$|等(?:荣誉|\d*[项个].{0,6})?$|(?<=[区县市镇])建设$|行列$")
_PLACE = re.compile(r"[（(][^（）()]*第\d+[位名][^（）()]*[）)]$")
_STANDING = re.compile(
    r"(?:(?<=强)第\d+[位名]|(?<=案例)第[一二三四五六七八九十\d]+名)$"
)  # 中国民营企业500强第312位
_SOME = re.compile(
    rf"(?:{COUNT}|更多|一批|若干|各类|不少于|\d(?!A|\d{{3}}年?度?(?:中国|全国|全省|国家|省|世界|亚洲|全球)|星))"
)
_RANK = re.compile(r"第[一二三\d]+位|前.{1,3}位")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = words("names")["titles"]
    return (
        re.compile(
            rf"(?:{either(data['levels'])}|[一-龥]{{2,3}}省(?!份)|^[市县州](?![场民区政域内外井城长委直属])|“|[A-Z]{{2,}})"
        ),
        re.compile(rf"{either(data['nouns'])}$"),
        re.compile(rf"{either(data['regional'])}$"),
    )


def cleaned(target: str) -> str:
    """A title without 我省首个, 等称号 and loose marks.

    >>> cleaned("我省首个国家级零碳园区"), cleaned("全国十大名茶之乡等称号")
    ('国家级零碳园区', '全国十大名茶之乡')
    """
    target = _PLACE.sub("", _LEAD.sub("", target.strip(" 　、")))
    target = _STANDING.sub("", target)
    return _CLOSE.sub("", target).strip(" 　、")


def is_title(target: str, strict: bool = False) -> bool:
    """Whether a stretch is a title; `strict` after a verb that governs other things too.

    >>> is_title("省级绿色工厂"), is_title("专项债券资金"), is_title("全国第一", strict=True)
    (True, False, False)
    """
    if not 3 <= len(target) <= 48 or _COUNTED.search(masked(target)) or _SOME.match(target):
        return False
    level, noun, _ = _patterns()
    given, named = (
        bool(level.search(target)),
        bool(noun.search(target.rstrip("”）")))
        or (target.endswith("”") and (not strict or target.startswith("“全"))),
    )
    body = masked(target)
    if _RANK.search(body) or marked("no_title", "initiatives").search(body):
        return False
    if not (given and named) and marked("statement", "initiatives").search(body):
        return False
    return (given and named) if strict else (given or named)


def ends_in_title(target: str) -> bool:
    """Whether a stretch ends in a title's noun: 国家级示范区, not 国家级夜间文化."""
    return bool(_patterns()[1].search(target.rstrip("”）")))


def common_title(target: str) -> str:
    """What two titles share, where one is cut short: 国家级创新中心 of 工业软件国家级创新中心.

    >>> common_title("工业软件国家级创新中心"), common_title("国家级创新中心")
    ('国家级创新中心', '')
    """
    m = re.search("国家级?(?!重点)|省级|世界级|市级", target)
    return target[m.start() :] if m and m.start() > 1 and is_title(target, strict=True) else ""


def is_regional(target: str) -> bool:
    """Whether a title is a place's: 示范县, 文明城市, 改革试点.

    >>> is_regional("国家卫生县城"), is_regional("省级专精特新企业")
    (True, False)
    """
    return bool(_patterns()[2].search(_REVIEWED.sub("", target.rstrip("”）"))))


_REVIEWED = re.compile(
    r"(?:测评|综合评估)?(?:复审|复核|复评|复查|验收|评审|认定|认证|创建名单|建设名单|培育名单|名单|创建|培育)+$"
)
_SELF = re.compile(r"^(?:我[国省市县区旗镇]|全[省市县区旗镇]|市域|县域)$")
_FOR = re.compile(r"^(?:为(?=[一-龥]{3,}$)|(?:围绕|以|聚焦|着眼|瞄准|对标)$)")  # 为北塘遗址申报…; 围绕争创…
_SPENT = re.compile(r"(?:累计|计划|总)?(?:投入|投资|安排|筹集|争取)[^，]*\d[\d.]*[万亿]*元")  # 投入2亿元争创…
_ANON = re.compile(rf"^(?:\d|{COUNT})")


def is_holder(text: str, known: Known) -> bool:
    """Whether a name is of a kind that holds titles: a firm, a place, a school, a brand in quotation marks."""
    kinds = tuple(words("names")["titles"]["holders"])
    return known.is_firm(text) or known.is_place(text) or text.endswith(kinds) or text.endswith("”")


def holder(text: str, known: Known, region: str) -> str | None:
    """Who a stretch before a title's verb names; "" where it names nobody.

    None is a stretch that cannot be read as a holder: then the fact is left out.
    """
    text = _FOR.sub("", text.strip(" 　、").removesuffix("等"))
    if text in lexicon().before or text in words("clauses")["modals"]:
        return ""
    if not text or _SELF.match(text):
        return region if text else ""
    if _SPENT.match(text):
        return ""
    if known.is_firm(text):
        return known.full(text)
    if _ANON.match(text):
        return text if len(text) <= 16 and not re.search(r"[元%]", text) else None
    if known.is_place(text):
        return text
    if len(text) > 22 or len(text) < 2 or marked("no_holder", "initiatives").search(masked(text)):
        return None
    return text
