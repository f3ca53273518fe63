"""Which place a document is of: from its issuer's name, or from what it speaks of most."""

import re
from collections import Counter

from graph.gazetteer import load
from graph.lexicon.departments import load_departments

LEVELS = {"省": "province", "市": "prefecture", "州": "prefecture"}
OFFICE = re.compile(
    r"(?:人民)?政府(?:办公室|办公厅)?$|委员会(?:办公室)?$|办公[室厅]$|管理委员会$|管委会$|(?<=[省市县区旗州盟镇乡])委(?:办公[室厅])?$|(?<=街道)办事处$"
)
STEP = re.compile(
    r".{1,10}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|街道|苏木|省|市|州|盟|县|区|旗|镇|乡)"
)
LEVEL_ENDS = tuple("省市州盟县区旗镇乡")
OFTEN = 3  # times that the place must be named
CLEAR = 2  # times as often as the next place of its level


def region_of_name(name: str, tag: str = "") -> str:
    """The place in an issuer's name, its innermost step.

    >>> region_of_name("济宁市兖州区人民政府办公室"), region_of_name("内蒙古自治区人民政府")
    ('兖州区', '内蒙古自治区')
    """
    first = re.match(
        r"(?:中共|中国共产党)?(.{2,24}?(?:人民政府|委员会|[省市县区旗州盟镇乡]委)(?:办公[室厅])?)、", name
    )
    steps = region_path(first[1] if first else name)
    return steps[-1] if steps else ""


def region_path(name: str) -> list[str]:
    """The steps of a place's full name.

    >>> region_path("济宁市兖州区人民政府"), region_path("上海市浦东新区"), region_path("滕州市姜屯镇")
    (['济宁市', '兖州区'], ['上海市', '浦东新区'], ['滕州市', '姜屯镇'])
    >>> region_path("金乡县人民政府"), region_path("枣庄市市中区人民政府")
    (['金乡县'], ['枣庄市', '市中区'])
    >>> region_path("青原市住房和城乡建设局"), region_path("国家税务总局青原市税务局")
    (['青原市'], ['青原市'])
    """
    head, stem, _ = load_departments().parts(name)
    if stem != name and head:  # a department's own name holds levels: 城市管理局
        name = re.sub(r"^国家.{0,8}总局", "", head)
    place = OFFICE.sub("", re.sub(r"^(?:中共|中国共产党)", "", name))
    steps: list[str] = []
    at = 0
    while at < len(place):
        match = STEP.match(place, at)
        if not match:
            break
        end = match.end()
        if (
            place[end : end + 1] in LEVEL_ENDS
            and place[end - 1] in LEVEL_ENDS
            and _goes_on(place[at:end], place[end])
        ):
            end += 1  # 金乡县, 沙市区, 新乡市: a level's word inside a name
        steps.append(place[at:end])
        at = end
    return steps


def _goes_on(step: str, level: str) -> bool:
    """Whether a step is only the head of a longer name: of 金乡 and 金乡县, of 枣庄市 and 枣庄市市."""
    gazetteer = load()
    return bool(gazetteer.named(step + level)) or (len(step) == 2 and not gazetteer.named(step))


def region_of_contents(text: str) -> tuple[str, str] | None:
    """The place a text without an issuer speaks of, and why; None where it is not clear.

    Its level is the one in 我市, else in 全市; its name the place of that level that the text names at
    least `OFTEN` times and `CLEAR` times as often as any other, with two places under it named as well.
    """
    own = Counter(re.findall(r"我([省市州县区旗镇乡])", text)) or Counter(
        re.findall(r"全([省市州县区旗镇乡])", text)
    )
    if not own:
        return None
    gazetteer = load()
    level = LEVELS.get(own.most_common(1)[0][0], "county")
    grams = Counter(text[n : n + size] for size in (2, 3, 4) for n in range(len(text) - size + 1))
    named: dict[str, int] = {}
    below: dict[str, set[str]] = {}
    for gram, count in grams.items():
        for place in gazetteer.short(gram):
            if place.level == level:
                named[place.code] = named.get(place.code, 0) + count
            for above in gazetteer.path(place)[:-1]:
                if above.level == level and place.level in ("prefecture", "county"):
                    below.setdefault(above.code, set()).add(gram)
    ranked = sorted(named, key=lambda code: (-named[code], code))
    ranked = [code for code in ranked if level == "county" or len(below.get(code, ())) >= 2]
    if (
        not ranked
        or named[ranked[0]] < OFTEN
        or (len(ranked) > 1 and named[ranked[0]] < CLEAR * named[ranked[1]])
    ):
        return None
    place = gazetteer.by_code(ranked[0])
    if place is None:
        return None
    under = "、".join(sorted(below.get(place.code, ()))[:4])
    return place.name, f"no issuer is named; the text names {place.name} {named[place.code]} times" + (
        f" and {under} under it" if under else ""
    )
