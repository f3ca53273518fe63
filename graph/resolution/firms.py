"""Which enterprise names of a jurisdiction are one: full name and short form, by rules of the language.

A short form is given to a full name only where it fits one: of two, it stays apart.

>>> firms = Firms()
>>> firms.learn("370000", "a", ["青禾集团", "青禾"])
>>> firms.learn("370000", "b", ["天润化工", "天润万和"])
>>> firms.canonical("370000", "青禾"), firms.relation("370000", "天润化工", "天润万和").judgement.value
('青禾集团', 'different')
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from graph.language.clauses import words as language_words
from graph.language.names import divisions, is_general
from graph.resolution.model import Judgement
from graph.resolution.words import cut_end, words


class Firm(NamedTuple):
    """A firm's name taken apart: 湖北|金叶|新材料."""

    place: str
    stem: str
    trade: str  # 化工, 集团; "" where the name has none

    @property
    def bare(self) -> bool:
        return not self.trade


class Relation(NamedTuple):
    """How two names stand to each other."""

    judgement: Judgement
    score: float
    reason: str
    related: bool = False


@lru_cache(maxsize=65536)
def read_firm(name: str) -> Firm:
    """Takes a firm's name apart.

    >>> read_firm("山东金禾新材料科技股份有限公司")
    Firm(place='山东', stem='金禾', trade='新材料')
    >>> read_firm("青禾集团"), read_firm("青禾")
    (Firm(place='', stem='青禾', trade='集团'), Firm(place='', stem='青禾', trade=''))
    """
    text = re.sub(r"[\s（()）]", "", name)
    text, _ = cut_end(text, words("firms", "registered"))
    place = next((text[:n] for n in (4, 3, 2) if text[:n] in divisions() and len(text) - n > 1), "")
    rest = text[len(place) :]
    if place and rest[:1] in "省市县区" and len(rest) > 2:
        rest = rest[1:]
    if place and rest in _trades():
        place, rest = "", text
    rest, neutral = cut_end(rest, words("firms", "neutral"))
    stem, trade = cut_end(rest, _trades())
    return Firm(place, stem, trade if trade else "科技" if neutral == "科技" else "")


@lru_cache(maxsize=1)
def _trades() -> tuple[str, ...]:
    found = set(language_words("names")["firms"]["suffixes"]) | {words("firms", "group")[0]}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def own_trades() -> tuple[str, ...]:
    """The trades that are no industry's name as well: what stands before them is a firm. 重工, 纸业."""
    shared = set(language_words("names")["firms"]["shared"])
    return tuple(t for t in _trades() if t not in shared)


def is_stem(stem: str) -> bool:
    """Whether a stem can stand for a firm: 高端 of 高端装备 cannot.

    >>> is_stem("金禾"), is_stem("高端"), is_stem("项目")
    (True, False, False)
    """
    return len(stem) > 1 and not is_general(stem) and stem not in words("labels", "qualifiers")


def relation(first: str, second: str) -> Relation:
    """How two names stand to each other, by their form alone.

    >>> relation("金禾新材料", "湖北金禾").judgement.value, relation("湖北金禾", "山东金禾").judgement.value
    ('same', 'different')
    >>> relation("青禾集团", "青禾重工").related, relation("中禾", "中国禾丰").judgement.value
    (True, 'same')
    """
    if first == second:
        return Relation(Judgement.SAME, 1.0, "名称相同")
    a, b = read_firm(first), read_firm(second)
    if _abbreviates(first, second) or _abbreviates(second, first):
        return Relation(Judgement.SAME, 0.85, "“中国”后取首字的简称")
    if a.stem != b.stem:
        return _by_stem(a, b)
    if not is_stem(a.stem):
        return Relation(Judgement.UNSURE, 0.3, f"“{a.stem}”是通称，不是字号")
    if a.place and b.place and a.place != b.place:
        return Relation(Judgement.DIFFERENT, 0.2, f"字号同为“{a.stem}”，冠名地不同")
    if a.trade == b.trade:
        return Relation(Judgement.SAME, 0.95, f"字号“{a.stem}”与行业都相同")
    if a.bare or b.bare:
        return Relation(Judgement.SAME, 0.85, f"一为字号“{a.stem}”的简称")
    if "科技" in (a.trade, b.trade) and words("firms", "group")[0] not in (a.trade, b.trade):
        return Relation(Judgement.SAME, 0.75, f"字号同为“{a.stem}”，“科技”不表行业")
    return Relation(
        Judgement.DIFFERENT,
        0.5,
        f"字号同为“{a.stem}”，一为{a.trade}，一为{b.trade}：有关联，不是同一家",
        related=True,
    )


def _by_stem(a: Firm, b: Firm) -> Relation:
    short, long = sorted((a.stem, b.stem), key=len)
    if long.startswith(short) and len(short) > 1 and not (a.place and b.place and a.place != b.place):
        return Relation(
            Judgement.DIFFERENT, 0.4, f"字号“{long}”含“{short}”：有关联，不是同一家", related=True
        )
    return Relation(Judgement.DIFFERENT, 0.0, "字号不同")


def _abbreviates(short: str, full: str) -> bool:
    """中禾 is 中国禾丰: 中 and the first syllable of what follows 中国."""
    return (
        len(short) == 2
        and short[0] == "中"
        and full.startswith("中国")
        and 3 < len(full) < 7
        and full[2] == short[1]
    )


@dataclass
class Firms:
    """The enterprise names of each jurisdiction, and what each stands for."""

    _names: dict[str, dict[str, set[str]]] = field(default_factory=dict)  # region -> name -> documents
    _canonical: dict[str, dict[str, str]] = field(default_factory=dict)
    _fronts: dict[str, set[str]] = field(default_factory=dict)

    def learn(self, region: str, document: str, names: Iterable[str]) -> None:
        """Names met in a document of a region."""
        for name in names:
            self._names.setdefault(region, {}).setdefault(name, set()).add(document)
            self._canonical.pop(region, None)
            self._fronts.pop(region, None)

    def names(self, region: str) -> Iterable[str]:
        return self._names.get(region, {})

    def starting(self, region: str, text: str) -> Iterator[str]:
        """The names of a jurisdiction, and their stems, that a text begins with."""
        if region not in self._fronts:
            stems = {stem for name in self.names(region) if is_stem(stem := read_firm(name).stem)}
            self._fronts[region] = set(self.names(region)) | stems
        yield from (text[:n] for n in range(2, min(13, len(text))) if text[:n] in self._fronts[region])

    def canonical(self, region: str, name: str) -> str:
        """The fullest form of a name in a jurisdiction."""
        if region not in self._canonical:
            self._canonical[region] = _families(self._names.get(region, {}))
        return self._canonical[region].get(name, name)

    def relation(self, region: str, first: str, second: str) -> Relation:
        """How two names of a jurisdiction stand to each other; a doubtful short form is unsure."""
        found = relation(first, second)
        if found.judgement is Judgement.SAME and self.canonical(region, first) != self.canonical(
            region, second
        ):
            return Relation(Judgement.UNSURE, 0.5, f"{found.reason}；但本地不止一家与之相合", related=True)
        return found


def _families(names: dict[str, set[str]]) -> dict[str, str]:
    """Each name's fullest form. Names are blocked by their stem, so that few are compared."""
    blocks: dict[str, list[str]] = {}
    for name in sorted(names):
        for key in {read_firm(name).stem, *_initials(name)}:
            blocks.setdefault(key, []).append(name)
    found = {name: name for name in names}
    for block in blocks.values():
        for name in block:
            full = _fullest(name, block, names)
            if full != name and found[name] == name:
                found[name] = full
    return {name: _end(name, found) for name in found}


def _initials(name: str) -> list[str]:
    return [f"中{name[2]}"] if name.startswith("中国") and 3 < len(name) < 7 else []


def _fullest(name: str, block: list[str], names: dict[str, set[str]]) -> str:
    """The longest name that is the same firm, if all that fit the name agree with each other."""
    fit = [n for n in block if relation(name, n).judgement is Judgement.SAME]
    here = [n for n in fit if names[n] & names[name]] if read_firm(name).bare else fit
    for some in (here, fit):
        if len(some) > 1 and all(relation(a, b).judgement is Judgement.SAME for a in some for b in some):
            return max(sorted(some), key=len)
        if len(some) > 1 and some is here:
            return name
    return name


def _end(name: str, found: dict[str, str]) -> str:
    seen = {name}
    while found[name] not in seen:
        name = found[name]
        seen.add(name)
    return name
