"""Firms nobody listed: by their form, by the product or place behind them, and by what the document teaches.

What a document teaches is a `Known`. A firm that is known only by the place of its name in a label is
marked `context`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ahocorasick_rs import AhoCorasick

from graph.language.clauses import Stretch, words
from graph.language.names import (
    divisions,
    firm_by_form,
    firm_words,
    generic,
    head_of,
    is_stem,
    led,
    phases,
    product,
    suffix_of,
    suffixed,
)
from graph.lexicon.alternatives import either


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as found at the front of a label, or alone."""

    name: str  # the fullest form the document has
    end: int  # where it ends in the label
    how: str  # form | known | context


@dataclass(slots=True)
class Known:
    """What a document taught: its firms by full and by short name, and its places."""

    firms: dict[str, str] = field(default_factory=dict)  # any form -> the fullest form
    places: set[str] = field(default_factory=set)

    def add(self, name: str) -> None:
        """Learn a firm, and its short form: 青禾纸业 makes 青禾 known.

        >>> k = Known(); k.add("青禾纸业"); k.firms["青禾"]
        '青禾纸业'
        """
        name = led().sub("", name.strip())
        if len(name) < 2 or (name in self.firms and len(self.firms[name]) >= len(name)):
            return
        self.firms[name] = name
        suffix = suffix_of(name)
        stem = name[: len(name) - len(suffix)] if suffix else ""
        if len(stem) >= 2 and stem not in self.places:
            self.firms.setdefault(stem, name)

    def is_firm(self, text: str) -> bool:
        return text in self.firms or firm_by_form(text)

    def is_place(self, name: str) -> bool:
        """Whether a name is a place's, by the document or by the gazetteer."""
        return name in self.places or name in divisions()

    def taught(self, name: str) -> bool:
        """Whether the document named this firm elsewhere, or its form alone is proof: 集团, 公司."""
        suffix = suffix_of(name)
        return (
            name in self.firms
            or bool(_state().fullmatch(name))
            or (bool(suffix) and suffix not in firm_words("shared"))
        )

    def full(self, name: str) -> str:
        return self.firms.get(name, name)

    def split(self, label: str, industrial: bool = True) -> Firm | None:
        """The firm that a label begins with, where something is left after it.

        >>> Known().split("青禾纸业年产20万吨包装纸项目").name
        '青禾纸业'
        >>> Known().split("歌远智能家电总部").how, Known().split("北山河冷链物流园")
        ('context', None)
        """
        short, full = self._known(label) or _of_state(label), self._formed(label)
        if short and full and full.end > short.end and self._is_another(full.name, short):
            return full
        guessed = industrial and not label.endswith("公司")
        return short or full or (self._contextual(label) if guessed else None)

    def _is_another(self, name: str, short: Firm) -> bool:
        """青禾重工 is another firm than 青禾集团, of which 青禾 is short."""
        suffix = suffix_of(name)
        return (
            not short.name.startswith(name)
            and suffix not in firm_words("products")
            and (short.how == "form" or suffix not in firm_words("shared"))
        )

    def _contextual(self, label: str) -> Firm | None:
        return _by_product(label, self.places) or _by_region(label, self.places)

    def _formed(self, label: str) -> Firm | None:
        firm = _by_suffix(label)
        if firm and suffix_of(firm.name) in firm_words("products") and not _SIZE.match(label, firm.end):
            if _is_region(_stem(firm.name)):
                return None  # 皖东智能家电产业园
            shorter = _by_product(label, self.places)
            firm = shorter if shorter and shorter.end < firm.end else firm
        if firm and _stem(firm.name) in self.places:
            return None
        return firm

    def _known(self, label: str) -> Firm | None:
        for size in range(min(12, len(label) - 2), 1, -1):
            full = self.firms.get(label[:size])
            if full and label[:size] not in self.places:
                if full != label[:size] and len(label) - size < 3:
                    continue  # 青禾兴达 is another firm than 青禾纸业
                rest = full[size:] if full.startswith(label[:size]) else ""
                size += (
                    len(rest)
                    if rest and label.startswith(rest, size) and len(label) > size + len(rest) + 1
                    else 0
                )
                return Firm(full, size, "known")
        return None


_SIZE = re.compile(r"\d|年产|日产|年处理|日处理|年加工|第[\d.]+代")  # 氟晟新材料|年产3万吨…
_POWER = re.compile(r"\d[\d.×x*]*(?:万?千瓦|兆瓦|[MG]W|千伏|公里)")  # 北山2×66万千瓦…: a place
_REGISTERED = re.compile(r"[A-Za-z一-龥（）()]{2,16}?有限(?:责任)?公司")


def _by_suffix(label: str) -> Firm | None:
    m = _REGISTERED.match(label) or suffixed().match(label)
    if not m or len(label) - m.end() < 2 or not firm_by_form(m.group()):
        return None
    rest = label[m.end() :]
    if rest[0] in "园区城港谷程资纸业" or rest.startswith(("产业", "及", "与")):
        return None
    return Firm(m.group(), m.end(), "form")


def _by_product(label: str, places: set[str]) -> Firm | None:
    for size in range(2, min(5, len(label) - 1) + 1):
        if not product().match(label, size) or _POWER.match(label, size):
            continue
        stem = label[:size]
        if _is_own(stem, places):
            return Firm(stem, size, "context")
        phase = phases().search(label)  # 长湖存储三期: behind a place only a phase is proof enough
        if stem[-1] not in words("names")["firms"]["place_ends"] or not phase:
            return None
        stem = label[: phase.start()]
        return Firm(stem, phase.start(), "context") if 3 < len(stem) < 6 and not head_of(stem)[0] else None
    return None


def _is_own(stem: str, places: set[str]) -> bool:
    """Whether a stem in front of a product can be a firm's name: no place, no other product, no adjective."""
    data = words("names")["firms"]
    local = (
        len(stem) == 2 and stem[0] in data["province_marks"] and stem[1] in data["state_works"]
    )  # 吉化, 鲁钢
    if len(stem) == 2 and not local and all(c in data["province_marks"] + data["city_marks"] for c in stem):
        return False
    if _is_region(stem):
        return False
    place = next((stem[:n] for n in (3, 2) if stem[:n] in places or stem[:n] in divisions()), "")
    if (
        place == stem
        or stem[0] in "县区市镇乡省州旗"
        or (stem[-1] in data["place_ends"] + data["product_ends"] and not local)
    ):
        return False
    if stem[2:] in firm_words("not_firms") or (len(stem) > 3 and generic().match(stem[2:])):
        return False
    return is_stem(stem) and (not place or is_stem(stem[len(place) :]))


def _stem(name: str) -> str:
    """A firm's name without its form: 青禾|纸业"""
    return name[: len(name) - len(suffix_of(name))]


def _is_region(stem: str) -> bool:
    """冀中, 湾东: a part of a province or what lies beside a feature of the land."""
    data = words("names")["firms"]
    return len(stem) == 2 and stem[0] in data["region_marks"] and stem[1] in data["directions"]


@cache
def _state() -> re.Pattern[str]:
    """The short names of groups of the state, by how they are formed: 中 or 国 and a branch."""
    return re.compile(words("names")["firms"]["state"])


def _of_state(label: str) -> Firm | None:
    """中化…, 国能…, also behind a place: 平川中化…"""
    for start in (0, 2, 3):
        m = _state().match(label, start)
        if (
            m
            and len(label) - m.end() >= 2
            and (not start or label[:start] in divisions())
            and label[m.end()] not in "集公股有"
        ):
            return Firm(m.group(), m.end(), "form")
    return None


@cache
def _regional() -> re.Pattern[str]:
    """What a firm's branch is called after: 华东总部, 西南转运中心"""
    data = words("names")["firms"]
    return re.compile(
        rf"(?P<area>(?P<part>{either(data['areas'])}|[{data['province_marks']}][东西南北中]{{1,2}})|[一-龥]{{2,3}})(?:区域|地区)?{either(data['branches'])}"
    )


def _by_region(label: str, places: set[str]) -> Firm | None:
    """甲字号华东总部: the name before an area and a branch; 伊字·优字牧场: the name before a dot."""
    if "·" in label[2:6] and head_of(label)[0] == "industry":
        stem = label[: label.index("·")]
        return Firm(stem, len(stem), "context") if _is_own(stem, places) else None
    for size in range(2, 5):
        m = _regional().match(label, size)
        if (
            m
            and (m["part"] or m["area"] in places or m["area"] in divisions())
            and _is_own(label[:size], places)
        ):
            return Firm(label[:size], size, "context")
    return None


# --- What a document teaches ---------------------------------------------------------------------

_LEFT = r"(?:^|[、，。；：（“\s]|(?<=[一-龥])[和与及])(?:全力|积极|大力|重点|年内|将|由)*(?:支持|推动|引导|鼓励|保障|推进|抓好|加快|力促|扶持|发挥|依托|建设|建成|引进|培育|服务|确保|力争|做大|做强)*"
_PLACE = re.compile(
    r"(?:^|[^一-龥]|[、和与及在对])([一-龥]{2,3})(?:市|县|区|镇|乡|旗|州|新区|高新区|经开区|开发区)(?![一-龥]{0,2}(?:级|场))"
)


@cache
def _taught() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = "(?:投资|争创|申报|获评|入选|荣获|牵头|承担|打造|创建|获批|被评为|被认定|做大|做强|扩大|深化|加快|开展|新上|实施|研发|今年|等(?:企业|骨干|重点|龙头|优质|公司)|建设|增资)"
    name = r"([A-Za-z\d一-龥]{2,10}?)"
    return (
        re.compile(
            rf"{_LEFT}([A-Za-z\d一-龥]{{2,8}}?{either(words('names')['firms']['suffixes'])})(?=(?P<sure>{verbs}|“)|[、，和与])"
        ),
        re.compile(
            rf"{_LEFT}{name}(?:总|计划)?投资\d[\d.]*[万亿].{{0,2}}元(?=[的一-龥])(?!增长|左右|以上[，。、；])"
        ),
    )


@cache
def _formed_names() -> AhoCorasick:
    """Finds what firms' names end in, without which a clause teaches none by form."""
    return AhoCorasick(sorted(words("names")["firms"]["suffixes"]))


def learn(texts: Iterable[str], region: str = "") -> Known:
    """What the texts of a document teach of firms and places.

    >>> k = learn(["支持青禾纸业争创国家级绿色工厂，推进青禾环保纸项目，丰穗投资3亿元建设面粉线。"])
    >>> sorted(k.firms)
    ['丰穗', '青禾', '青禾纸业']
    """
    known = Known()
    known.places.update(_cores(region))
    by_form, by_frame = _taught()
    for text in texts:
        known.places.update(m[1] for m in _PLACE.finditer(text))
        signs = [start for _, start, _ in _formed_names().find_matches_as_indexes(text)]
        for m in (m for clause in _near(text, signs) for m in by_form.finditer(text, *clause)):
            name = led().sub("", m[1])
            if firm_by_form(name) and (m["sure"] or suffix_of(name) not in firm_words("shared")):
                known.add(name)
        for m in by_frame.finditer(text) if "投资" in text else ():
            if (
                is_stem(m[1])
                and head_of(m[1])[0] in ("", "part")
                and not m[1].endswith(("期", "总", "完成", "计划"))
            ):
                known.add(m[1])
    return known


def _near(text: str, signs: Iterable[int]) -> Iterator[Stretch]:
    """What stands between two marks around each sign, with the marks.

    >>> [text[a:b] for text in ["一，二。三、四"] for a, b in _near(text, [2, 6])]
    ['，二。', '、四']
    """
    done = 0
    for sign in signs:
        if sign >= done:
            start = max(text.rfind(mark, done, sign) for mark in "，。、")
            after = _MARK.search(text, sign)
            yield max(done, start), after.end() if after else len(text)
            done = after.start() if after else len(text)


_MARK = re.compile("[，。、]")


def _cores(region: str) -> list[str]:
    """济州市青溪县 -> 济州, 青溪"""
    return [m[1] for m in re.finditer(r"([一-龥]{2,6}?)(?:省|自治区|市|县|区|镇|乡|旗|州)", region)]


def joined_names(name: str) -> list[str]:
    """The names that 和 or 与 joins; a name that ends in one, or holds it before a form word, is one name.

    >>> joined_names("青禾纸业和远山集团"), joined_names("江东均和"), joined_names("江东均和集团")
    (['青禾纸业', '远山集团'], ['江东均和'], ['江东均和集团'])
    """
    parts = re.split("[和与及]", name)
    return parts if all(len(part) > 2 for part in parts) else [name]
