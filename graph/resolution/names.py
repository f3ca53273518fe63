"""Whether two names of firms, clusters, programmes, places or units are one: by the name alone.

>>> [compare_names(Mention(kind, a, "x"), Mention(kind, b, "x"), Firms()).judgement.value for kind, a, b in (
...     ("cluster", "新能源", "新能源产业"), ("programme", "“助企攀登”行动", "助企攀登"), ("place", "石桥镇", "石桥县"))]
['same', 'same', 'different']
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from graph.identity.units import SECOND_NAME
from graph.lexicon.departments import load_departments
from graph.resolution.blocking import NEXT, SMALL
from graph.resolution.firms import Firms, read_firm
from graph.resolution.model import Identity, Judgement, Mention
from graph.resolution.words import cut_end, words

RESEMBLES = 60
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十]+(?=年|个|级|期|项|大)")
_MARKS = re.compile(r"[\s“”\"'·•]")
_LEVEL = re.compile(
    r"(?:自治区|自治州|自治县|地区|新区|街道|高新区|经开区|开发区|省|市|州|盟|县|区|旗|镇|乡|村)$"
)
_OFFICE = re.compile(r"(?:管理委员会|管委会)$")
_ZONE = re.compile(r"^(?:高新区|经开区|开发区|高新技术产业开发区|经济开发区|经济技术开发区)$")
_ENDS = re.compile(r"(?:行动|工程|计划|活动)$")

Verdict = tuple[Judgement, float, str, str]
SAME, DIFFERENT, UNSURE = Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE


def resolve_names(mentions: Sequence[Mention], firms: Firms) -> tuple[list[Identity], int]:
    """The judgements of names, and how many pairs were compared: each two names of a block once."""
    found: list[Identity] = []
    compared = 0
    for block in _blocks(mentions).values():
        first: dict[str, Mention] = {}
        for mention in block:
            if mention.label in first:
                found.append(
                    _identity(first[mention.label], mention, (SAME, 1.0, "equal", "名称相同，同一辖区"))
                )
            else:
                first[mention.label] = mention
        labels = sorted(first.values(), key=lambda m: (plain(m), m.label))
        reach = len(labels) if len(labels) <= SMALL else NEXT
        for at, a in enumerate(labels):
            for b in labels[at + 1 : at + 1 + reach]:
                compared += 1
                if identity := compare_names(a, b, firms):
                    found.append(identity)
    return found, compared


def _blocks(mentions: Sequence[Mention]) -> dict[tuple[str, str, str], list[Mention]]:
    """By kind, jurisdiction and the first two characters of what the name is without its place and marks."""
    blocks: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in mentions:
        for sign in _signs(mention):
            blocks.setdefault((mention.kind, mention.region, sign), []).append(mention)
    return blocks


def _signs(mention: Mention) -> set[str]:
    if mention.kind == "enterprise":
        firm = read_firm(mention.label)
        short = (
            {f"中{mention.label[2]}"}
            if mention.label.startswith("中国") and len(mention.label) > 3
            else set()
        )
        return {firm.stem[:2]} | short
    return {plain(mention)[:2]}


def plain(mention: Mention) -> str:
    """A name without marks, its own place before it and what says only its kind.

    >>> plain(Mention("cluster", "高端装备产业")), plain(Mention("place", "青溪工业园区管委会", places=("青溪县",)))
    ('装备', '工业园区')
    """
    text = _MARKS.sub("", mention.label)
    if mention.kind == "cluster":
        text, _ = cut_end(text, words("clusters", "tails"))
        text, _ = cut_end(text, words("clusters", "tails"))
        return _unpraised(text)
    if mention.kind == "programme":
        return _ENDS.sub("", text) if len(text) > 4 else text
    if mention.kind in ("place", "unit"):
        for place in reversed(mention.places):
            for name in (place, _LEVEL.sub("", place)):
                if text.startswith(name) and len(text) - len(name) > 2:
                    text = text[len(name) :]
        text = _OFFICE.sub("", text)
    return text


def _unpraised(text: str) -> str:
    for word in words("labels", "qualifiers"):
        if len(text) - len(word) > 1:
            text = text.removeprefix(word)
    return text


def compare_names(a: Mention, b: Mention, firms: Firms) -> Identity | None:
    """The judgement of two names of one kind; None where they do not even resemble each other."""
    verdict = _COMPARE[a.kind](a, b, firms)
    if verdict is None or (
        verdict[0] is not SAME and fuzz.ratio(a.label, b.label) < RESEMBLES and verdict[1] < 0.4
    ):
        return None
    return _identity(a, b, verdict)


def _identity(a: Mention, b: Mention, verdict: Verdict) -> Identity:
    judgement, score, rule, reason = verdict
    evidence = tuple(dict.fromkeys(m.quote for m in (a, b) if m.quote))
    return Identity(a, b, judgement, score, reason, rule, hard=judgement is DIFFERENT, evidence=evidence)


def _firms(a: Mention, b: Mention, firms: Firms) -> Verdict | None:
    found = firms.relation(a.region, a.label, b.label)
    return found.judgement, found.score, "firm", found.reason


def _clusters(a: Mention, b: Mention, _: Firms) -> Verdict | None:
    x, y = plain(a), plain(b)
    if x != y:
        return (
            (UNSURE, 0.4, "cluster", "一个行业名称含另一个")
            if x in y or y in x
            else (DIFFERENT, 0.1, "cluster", "行业名称不同")
        )
    if (
        a.document == b.document
        and a.year == b.year
        and cut_end(a.label, words("clusters", "tails"))[0] != cut_end(b.label, words("clusters", "tails"))[0]
    ):
        return UNSURE, 0.5, "cluster", "除修饰词外相同，但同一份文件分列"
    return SAME, 0.85, "cluster", "除“产业”“集群”等字和修饰词外相同"


def _programmes(a: Mention, b: Mention, _: Firms) -> Verdict | None:
    x, y = _MARKS.sub("", a.label), _MARKS.sub("", b.label)
    if _NUMBER.findall(x) != _NUMBER.findall(y):
        return DIFFERENT, 0.1, "programme", "年数或届次不同"
    if x == y:
        return SAME, 0.98, "programme", "除引号外相同"
    if plain(a) == plain(b) and (_ENDS.search(x) is None or _ENDS.search(y) is None):
        return SAME, 0.85, "programme", "一个名称省去了“行动”“工程”等字"
    return (UNSURE, 0.4, "programme", "名称相近") if fuzz.ratio(plain(a), plain(b)) >= 75 else None


def _places(a: Mention, b: Mention, _: Firms) -> Verdict | None:
    x, y = plain(a), plain(b)
    if x == y and a.label != b.label and _ZONE.match(x):
        return UNSURE, 0.4, "place", f"“{x}”没有写明是哪里的"
    if x == y:
        return SAME, 0.9, "place", "除本地地名和“管委会”外相同"
    first, second = _LEVEL.search(x), _LEVEL.search(y)
    if first and second and first.group() != second.group() and _LEVEL.sub("", x) == _LEVEL.sub("", y):
        return DIFFERENT, 0.2, "place", f"一为{first.group()}，一为{second.group()}"
    if first and second and first.group() == second.group():
        return DIFFERENT, 0.1, "place", f"两处{first.group()}，名称不同"
    return None


def _units(a: Mention, b: Mention, _: Firms) -> Verdict | None:
    x, y = _unit_names(a), _unit_names(b)
    if common := x & y:
        return SAME, 0.95, "unit", f"规范名称或加挂的牌子相同：{min(common)}"
    return DIFFERENT, 0.1, "unit", "规范名称不同"


def _unit_names(mention: Mention) -> set[str]:
    """The canonical names of a unit: 区农业农村局（区乡村振兴局） has two."""
    match = SECOND_NAME.match(mention.label)
    names = [match["first"], match["second"]] if match else [mention.label]
    found = set()
    for name in names:
        for place in mention.places:
            if name.startswith(place) and len(name) > len(place) + 1:
                name = (
                    f"{place[-1]}{name[len(place) :]}" if place == mention.places[0] else name[len(place) :]
                )
        found.add(load_departments().canonical(name))
    return found


_COMPARE = {
    "enterprise": _firms,
    "cluster": _clusters,
    "programme": _programmes,
    "place": _places,
    "unit": _units,
}
