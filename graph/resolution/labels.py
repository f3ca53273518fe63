"""What a project's label is made of: capacity, phase, section, works, noun, and the core that is left.

>>> shape = read_label("青禾纸业170万吨浆纸一体化项目", firms=("青禾纸业",))
>>> shape.core, dict(shape.capacity)
('浆纸', {'吨': 1700000.0})
>>> read_label("青石高速南段3个出入口").section, read_label("青石高速南段3个出入口").part
('南段', '3个出入口')
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graph.language.names import counted
from graph.resolution.words import cut_end, words

_MARKS = re.compile(r"[\s“”\"'‘’·•]")
_BRACKET = re.compile(r"[（(]([^（()）]*)[）)]?")
_PRICE = re.compile(r"(?:总投资|计划投资|投资)(?:额)?[\d.]+[万亿]*(?:元|美元|欧元)(?:的)?")
_CAPACITY = re.compile(
    r"(?:年产|年处理|年加工|日处理|日供水|日产|总装机|装机|设计)?(\d+(?:\.\d+)?)(万|亿)?"
    r"(吨|条|台|套|辆|件|只|头|平方米|平米|千瓦时|千瓦|兆瓦时|兆瓦|GWh|MWh|GW|MW|立方米|方|锭|片|支|瓶|升|张床位|张)(?:/[日年天])?"
)
PHASE = re.compile(r"(?:第)?([一二三四五六七首])期")
_SECTION = re.compile(r"([东南西北中]段)$")
_LINE = re.compile(r"(?:主线|全线)$")
_PART = re.compile(r"(\d+(?:个|栋|座|处|条|幢)(?!标段)[一-龥]{2,5})$")
_ROAD = re.compile(r"(?:([国省县])道|([GSX]))(\d{3})线?|(\d{3})([国省县])道")
ROAD_NUMBER = re.compile(r"[GSX]\d{3}")
_ORDINAL = re.compile(r"(?:第([一二三四五六七八九十])|(首)|(\d+)号)(?:条|座|个|期)?")
_WITH = re.compile(r"[与及和]配套[一-龥]*$")


@dataclass(frozen=True, slots=True)
class Shape:
    """A label taken apart."""

    text: str  # without marks, brackets and price
    core: str  # what is made or built
    loose: str  # the core without words of praise
    noun: str = ""  # park | plant | ""
    works: str = ""  # 改造, where something that stands is worked on
    capacity: tuple[tuple[str, float], ...] = ()
    phase: str = ""
    section: str = ""
    ordinal: str = ""
    part: str = ""  # 3个出入口
    group: bool = False  # a counted group: 36个重点产业项目

    @property
    def own(self) -> bool:
        """Whether the label is the county's own: 县博物馆."""
        return self.core in words("labels", "own")

    @property
    def common(self) -> bool:
        """Whether the core is made of words that every county's every year has."""
        rest = self.core
        for word in (*words("labels", "common"), *words("labels", "qualifiers")):
            rest = rest.replace(word, "")
        return len(rest) < 2

    @property
    def single(self) -> str:
        """The name of a kind of which a county has one; "" for other labels."""
        return next((w for w in words("labels", "single") if self.core.endswith(w)), "")


def read_label(label: str, firms: Iterable[str] = (), places: Iterable[str] = ()) -> Shape:
    """Takes a label apart; `firms` and `places` are names that may stand before it."""
    return _read(label, tuple(sorted(set(firms), key=lambda n: (-len(n), n))), tuple(places))


@lru_cache(maxsize=65536)
def _read(label: str, firms: tuple[str, ...], places: tuple[str, ...]) -> Shape:
    text = _ROAD.sub(_numbered, _MARKS.sub("", label))
    group = (
        bool(counted(text)) and not _CAPACITY.match(text) and not _PART.search(text.lstrip("0123456789.")[1:])
    )
    inside = " ".join(_BRACKET.findall(text))
    text = _PRICE.sub("", _BRACKET.sub("", text)) or text
    rest = _without_front(text, firms, places)
    capacity = tuple(sorted({m[3]: _number(m) for m in _CAPACITY.finditer(f"{rest} {inside}")}.items()))
    rest = _CAPACITY.sub("", rest) or rest
    phase = PHASE.search(rest) or PHASE.search(inside)
    rest, part = _cut(_PART, rest)
    rest = PHASE.sub("", rest) or rest
    ordinal = _ORDINAL.match(rest)
    rest = _WITH.sub("", cut_end(rest, words("labels", "empty"))[0])
    rest = _cut(_LINE, rest)[0]
    rest, section = _cut(_SECTION, rest)
    core, noun, works = _core(rest)
    return Shape(
        text, core, _loosely(core), noun, works, capacity, _first(phase), section,
        next((g for g in ordinal.groups() if g), "").replace("首", "一") if ordinal else "", part, group,
    )  # fmt: skip


def _without_front(text: str, firms: tuple[str, ...], places: tuple[str, ...]) -> str:
    for place in (*reversed(places), *places):
        if text.startswith(place) and len(text) - len(place) >= 3:
            text = text[len(place) :]
    marks = {place[-1] for place in places}
    if text[:1] in marks and len(text) > 3 and not text.startswith(words("labels", "not_level")):
        text = text[1:]
    for firm in firms:
        if text.startswith(firm) and len(text) > len(firm):
            return text[len(firm) :].removeprefix("的")
    return text


def _core(rest: str) -> tuple[str, str, str]:
    """What is left when works, nouns and empty words are taken off the end."""
    noun = works = ""
    while True:
        before = rest
        rest, _ = cut_end(rest, words("labels", "empty"))
        rest, _ = cut_end(rest, words("labels", "building"))
        if not works:
            rest, works = cut_end(rest, words("labels", "works"))
        if not noun:
            rest, noun = _noun(rest)
        if rest == before:
            return rest, noun, works


def _noun(rest: str) -> tuple[str, str]:
    for name, least in (("parks", 2), ("plants", 2)):
        cut, end = cut_end(rest, words("labels", name), least)
        if end:
            return cut, name[:-1]
    return rest, ""


def _loosely(core: str) -> str:
    loose = core
    for word in words("labels", "qualifiers"):
        loose = loose.replace(word, "")
    return loose if len(loose) > 1 else core


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.search(text)
    return (text[: match.start()], match.group()) if match and match.start() > 2 else (text, "")


def _numbered(match: re.Match[str]) -> str:
    """A road by its number: 国道312线 and 312国道 are G312."""
    kind = match[1] or match[2] or match[5]
    return {"国": "G", "省": "S", "县": "X"}.get(kind, kind) + (match[3] or match[4])


def _number(match: re.Match[str]) -> float:
    return float(match[1]) * {"万": 1e4, "亿": 1e8}.get(match[2] or "", 1)


def _first(match: re.Match[str] | None) -> str:
    """一期 and 首期 are one."""
    return match[1].replace("首", "一") if match else ""


def covers(longer: str, shorter: str) -> str:
    """What stands in the longer text besides the shorter, in one piece; "" where that is not so.

    >>> covers("新能源动力电池", "新能源电池"), covers("国际陆港海关监管中心", "海关监管中心")
    ('动力', '国际陆港')
    >>> covers("轿车胎", "自行车胎")
    ''
    """
    more = len(longer) - len(shorter)
    if more <= 0 or not shorter:
        return ""
    for at in range(len(shorter), -1, -1):
        if longer.startswith(shorter[:at]) and longer[at + more :] == shorter[at:]:
            return longer[at : at + more]
    return ""
