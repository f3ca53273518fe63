"""Names nobody listed: projects by what they end in, firms by their form.

What a name is made of stands in `names.toml`; `firms` reads firms at the front of a label.
"""

import re
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from graph.gazetteer.names import rows
from graph.gazetteer.names import stem as short_name
from graph.language.clauses import MANY, folded, lexicon, masked, words
from graph.language.listed import Words
from graph.lexicon.alternatives import either

COUNT = (
    r"(?:\d[\d.]*[万亿]?|[一二两三四五六七八九十百]+)(?:多|余)?(?:个|项|条|座|处|所|家|套|户|公里|千米|平方公里|万?亩|万?吨|万?平方米|台|辆|盏|株|间|栋|幢|口|支|张|名|人|对|段|镇|村|大(?!型|道|桥|街|坝))"
    r"(?:（[^（）]{1,6}）)?(?:以上|左右)?"
)
LONGEST_NOUN = 6  # characters at the end of a label that are looked up
_LINE = re.compile(
    r"(?<!\d)\d{2,4}[国省县乡]道$|(?:\d+号?|[一二三四五六七八九十]{2,}|[一二三四五六七八九十]+号|[A-Z]\d*)线$|(?:[国省县]道[GSX]?\d{2,4}|[GS]\d{2,4})(?:线|段|国道|省道|高速)?$"
)
_LINE_ENDS = re.compile(r"[线段道速\d]")
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百]")  # no count is without one
_LEADING_COUNT = re.compile(rf"(?:新增|全年|约|近|超过?|不少于|不低于|力争|首批|前)?{COUNT}")
_TRAILING_COUNT = re.compile(rf"(?:约|近|超过?|不少于|不低于|各|达到?|共)?{COUNT}$")
_VAGUE = re.compile(r"(?:一批|一系列|一大批|系列|多个|若干|更多|各类|所有|其他|部分|一些|首批)")


@cache
def _heads() -> dict[str, str]:
    table = {w: kind for kind, row in words("names")["heads"].items() for w in row}
    table.update({w: "abstract" for w in words("names")["abstract"]["heads"] if w not in table})
    return table


@cache
def _nouns() -> Words:
    return Words(noun for noun in _heads() if len(noun) <= LONGEST_NOUN)


@cache
def phases() -> re.Pattern[str]:
    return re.compile(f"{words('names')['parts']['phases']}$")


@cache
def generic() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words('names')['generic']['words'])}|{COUNT}|[\\d.、]|[一二三]期)*$")


_DONE_BY = ("促成", "签下", "达成")  # 展会促成1023项…
_NO_STEM = ("transport", "water", "power", "social", "works", "industry", "platform", "zone")


@lru_cache(MANY)
def head_of(label: str) -> tuple[str, int]:
    """What a label ends in, and where that begins; "" where its end is no known noun.

    >>> head_of("青溪县城东水厂（二期）"), head_of("数字化转型"), head_of("沿江高速北段")
    (('water', 5), ('abstract', 3), ('transport', 2))
    """
    body = masked(folded(label)).rstrip("○") if not label.endswith("”") else label
    cut = _without_part(body)
    if _LINE_ENDS.match(body, cut - 1) and (line := _LINE.search(body, 0, cut)):
        return "transport", line.start()
    if noun := _nouns().at_end(body[:cut]):
        return _heads()[noun], cut - len(noun)
    return ("part", cut) if cut < len(body) else ("", len(body))


@cache
def _signs() -> AhoCorasick:
    nouns = {noun for noun, kind in _heads().items() if kind != "abstract"}
    parts = words("names")["parts"]
    numbered = {f"{road}{figure}" for road in parts["roads"] for figure in "0123456789"}
    return AhoCorasick(sorted(nouns | lexicon().sure_words | {*parts["signs"]} | numbered))


def signs_of_works(text: str) -> list[int]:
    """Where words begin by which works are known: their nouns, their parts, what only works can do.

    A stretch without any names no works, unless by an amount of money: `head_of` is "" or abstract for all of it.

    >>> signs_of_works("优化营商环境，扩建城东水厂"), signs_of_works("优化营商环境")
    ([7, 9, 11], [])
    """
    return sorted({start for _, start, _ in _signs().find_matches_as_indexes(text)})


def _without_part(body: str) -> int:
    """Where 二期, 北段 or 汤口至界首段 begins at the end of a label."""
    phase = phases().search(body) if body[-1:] in words("names")["parts"]["phase_ends"] else None
    if phase and phase.start() >= 2:
        return phase.start()
    if body.endswith("段"):
        for cut in range(len(body) - 2, 2, -1):
            if any(_heads().get(body[cut - size : cut]) == "transport" for size in (2, 3, 4)):
                return cut
        return max(2, len(body) - 2)
    return len(body)


@lru_cache(MANY)
def is_named(label: str) -> bool:
    """Whether something besides general words stands before a label's head.

    >>> is_named("鲁西算力中心"), is_named("智能算力中心"), is_named("重点项目")
    (True, False, False)
    """
    start = head_of(label)[1]
    front = label[:start]
    if not front and "号线" in label:
        return True  # 14号线: a line goes by its number
    if label.endswith(("大道", "大街", "大桥")) and len(front) > 1:
        return True  # 物流大道 is a street's name
    if (len(front) > 2 and front.endswith(("路", "街"))) or (len(label) > 4 and phases().search(label)):
        return True  # 文化路水厂, 新兴产业园二期: what stands on a street or has parts is one thing
    return (
        (len(front) > 1 or front.isascii())
        and bool(front)
        and _heads().get(front) not in ("works", "project")
        and not generic().match(front)
    )


@lru_cache(MANY)
def is_general(label: str) -> bool:
    """Whether a label is made of general words alone.

    >>> is_general("重大基础设施"), is_general("青溪东站")
    (True, False)
    """
    return bool(generic().match(label))


@lru_cache(MANY)
def counted(label: str) -> str:
    """`before`, `after` or "": where a label carries its count.

    >>> counted("36个重点产业项目"), counted("技改项目7个"), counted("城东水厂")
    ('before', 'after', '')
    """
    if not _NUMERAL.search(label):
        return ""
    if _LEADING_COUNT.match(label) and not re.match(r"\d+(?:万?[吨台]|万条)", label):
        return "before"
    return "after" if _TRAILING_COUNT.search(masked(folded(label)).rstrip("○")) else ""


@lru_cache(MANY)
def is_vague(label: str) -> bool:
    """一批重大项目: a quantity that nobody counted."""
    return bool(_VAGUE.match(label))


@cache
def divisions() -> frozenset[str]:
    """The short names of provinces, cities and counties."""
    return frozenset(short for _, name in rows("divisions.tsv") if len(short := short_name(name)) > 1)


@cache
def suffixed() -> re.Pattern[str]:
    return re.compile(
        rf"[A-Za-z\d一-龥]{{2,8}}?{either(words('names')['firms']['suffixes'])}(?:（[^（）]{{1,6}}）)?(?:有限)?(?:责任|股份)?(?:公司|集团)?"
    )


@cache
def firm_words(name: str) -> frozenset[str]:
    return frozenset(words("names")["firms"][name])


@cache
def product() -> re.Pattern[str]:
    return re.compile(
        rf"{either(words('names')['firms']['products'])}|(?:\d|第[\d.]+代|[一二三四五六七八九十百千万]{{2,}})"
    )


@cache
def _no_stem() -> re.Pattern[str]:
    return re.compile(
        rf"^{either(firm_words('not_firms'))}|[和与及的“”○\d（第首]|^[沿再]|^[千百万亿][亩吨头只千百万亿级元个台套条米户人企村]"
    )


def is_stem(stem: str) -> bool:
    """Whether a stem can be a firm's own name: neither general words nor a place."""
    if len(stem) < 2 or _no_stem().search(stem) or stem.endswith(_DONE_BY):
        return False
    if product().match(stem) or head_of(stem)[0] in _NO_STEM:
        return False
    return not generic().match(stem) and stem not in _heads()


def suffix_of(name: str) -> str:
    plain = masked(name).replace("○", "")
    return _suffixes().at_end(plain)


@cache
def _suffixes() -> Words:
    return Words(suffix for suffix in firm_words("suffixes") if 1 < len(suffix) <= LONGEST_NOUN)


def firm_by_form(text: str) -> bool:
    """Whether a whole name has a firm's form.

    >>> [firm_by_form(t) for t in ("青禾纸业", "高端装备", "云澜咖啡公司", "生物医药")]
    [True, False, True, False]
    """
    suffix = suffix_of(text)
    if not suffix or len(text) - len(suffix) < 2:
        return False
    stem = text[: len(text) - len(suffix)]
    place = next((stem[:n] for n in (3, 2) if stem[:n] in divisions()), "")
    if place and len(stem) > len(place) and generic().match(stem[len(place) :]):
        return False
    if place == stem and suffix in firm_words("not_with_place"):
        return False
    if suffix not in firm_words("shared"):
        return len(stem) <= 10 and not generic().match(stem)
    if any(
        stem[n:] in _branch_words() and is_stem(stem[:n]) and stem[:n] not in divisions() for n in (2, 3, 4)
    ):
        return True  # 禾远新能源科技: a name, a branch, a form
    return (
        len(stem) <= 4
        and is_stem(stem)
        and (len(stem) < 3 or stem[-1] not in words("names")["firms"]["place_ends"])
        and not product().search(stem, 1)
    )


@cache
def _branch_words() -> frozenset[str]:
    return firm_words("products") | firm_words("suffixes")


@cache
def led() -> re.Pattern[str]:
    return re.compile(f"^{either(words('names')['firms']['led'])}+")
