"""A clause as nodes: each entry of its lists with the verb before it, the verb behind it, what closes the list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction.projects.money import Spending, spending
from graph.extraction.projects.sites import closes_sites
from graph.language.clauses import (
    Entry,
    Reading,
    Stretch,
    Verb,
    entries,
    head_verb,
    joiners,
    lexicon,
    tail_verb,
)
from graph.language.names import counted, head_of, is_named

_INVESTED = re.compile(r"(?:共同|联合|合作|计划)?(?:总)?投资(?:额|约|超|近)?\d")
_AMOUNT = re.compile(r"(?:总?投资)?\d[\d.]*[万亿]?.{0,2}元")
_PRICE = re.compile(r"(?:总|计划)?投资(?:约|近|超|达)?\d[\d.]*[万亿]?.{0,2}元(?:以上)?")
_SIZE = re.compile(r"(?:占地|年产|日产|年处理|日处理|年加工|建筑面积|面积|规模|全长|装机)[^的]{1,16}的")
_SPOKEN = re.compile(r"投资|签约|合同额")
_CAPACITY = re.compile(r"\d[\d.]*[万亿]?(?:吨|条|立方米|千瓦|台|套|辆|只|平方米)")
_GROUP = re.compile(r"(?:总)?投资[^、]{0,3}\d[\d.]*[万亿]元(?:以上)?的?(?=\d+个)")
_TOLD = re.compile(r"(?:项目|工程)(?P<rest>于|已于|在)")
_BELONGS = re.compile(r"(?:其|相关|配套|附属|周边|项目)|.{2,4}$")  # 水厂及配套管网 is one thing
_BUILDING = re.compile(r"建成|开工|动工|投产|竣工")
# 从签约到投产仅用10个月: the stage is what it came to
_SPED = re.compile(
    r"(?:实现)?从[^到，]{2,12}到(?P<verb>[一-龥]{2,8}?)(?:仅|只|用时|历时|不到|不足|短短|用|了)+(?:\d|[一二两三四五六七八九十半])[^，]{1,6}$"
)
# 年内并网80万千瓦: how far it came stands behind the verb
_METERED = re.compile(r"\d[\d.]*万?(?:千瓦|兆瓦|吉瓦|公里|千米|平方米)(?:以上|左右)?$")
_METERS = frozenset("瓦里米上右")
PLACED = re.compile(r"(?P<verb>签约落户|签约落地|落户|落地)(?!后)(?P<place>[一-龥]{2,6})(?P<after>后)?$")


@dataclass(slots=True)
class Node:
    """One entry, between its verbs."""

    start: int
    end: int
    head: Verb | None
    tail: Verb | None
    closing: str | None
    joined: bool = False  # 和 ties the next entry to this list
    spent: Spending | None = None

    @property
    def empty(self) -> bool:
        return self.start >= self.end


def nodes(r: Reading, start: int, end: int, head: Verb | None) -> Iterator[Node]:
    """The nodes of a stretch.

    >>> r = Reading("甲厂、乙厂等3个项目竣工投产"); [(r.of(n.start, n.end), n.closing, bool(n.tail)) for n in nodes(r, 0, len(r), None)]
    [('甲厂', None, False), ('乙厂', '3个项目', True)]
    """
    found = split(r, start, end)
    spent_to = start
    for i, entry in enumerate(found):
        a, b = entry.start, entry.end
        if a < spent_to:
            continue
        own = head if i == 0 else head_verb(r, a, b)
        if i and own and (not own.stage or b - own.end < 2):
            own = None
        a = own.end if own and i else a
        spent = (
            spending(r, a, end, b)
            if entry.closing is None and _SPOKEN.search(r.text, a, b) and "、" not in r.mask[a:b]
            else None
        )
        if spent and spent.start < b:
            spent_to = spent.amounts[-1].right
            yield Node(a, _without_time(r, a, spent.start), own, None, None, spent=spent)
            continue
        if entry.closing and (spent := _spent_by(r, entry.closing, end)):
            spent_to = spent.amounts[-1].right
            yield Node(a, b, own, None, r.of(entry.closing[0], spent.start).strip())
            yield Node(spent.start, spent.start, None, None, None, spent=spent)
            continue
        stretch = entry.closing or (a, b)
        tail = tail_verb(r, *stretch) or (
            None if entry.closing else _placed(r, a, b) or _told(r, a, b) or _come_to(r, a, b)
        )
        closing = r.of(stretch[0], tail.start if tail else stretch[1]) if entry.closing else None
        joined = bool(entry.closing) and i + 1 < len(found) and found[i + 1].start - stretch[1] <= 2
        yield Node(a, tail.start if tail and not entry.closing else b, own, tail, closing, joined)


def _spent_by(r: Reading, closing: Stretch, end: int) -> Spending | None:
    """甲、乙等5个重点项目完成投资3亿元: what those of a closed list cost together."""
    spent = spending(r, closing[0], end, closing[1]) if _SPOKEN.search(r.text, *closing) else None
    return spent if spent and counted(r.of(closing[0], spent.start)) else None


def _without_time(r: Reading, start: int, end: int) -> int:
    m = lexicon().only_time.search(r.mask, start, end)
    return m.start() if m else end


def _placed(r: Reading, start: int, end: int) -> Verb | None:
    """A落户青溪: the place behind the verb is part of it."""
    m = PLACED.search(r.mask, start, end) if "落" in r.mask[start:end] else None
    return Verb(m.start(), end, "signed") if m and m.start() > start + 2 else None


def _told(r: Reading, start: int, end: int) -> Verb | None:
    """A项目于6月建成主厂房: the verb stands in the middle, after the name's noun."""
    m = _TOLD.search(r.mask, start, end)
    verb = head_verb(r, m.end(), end) if m else None
    if not m or not verb or not _BUILDING.search(r.of(m.end(), verb.end)):
        return None
    return Verb(m.start("rest"), end, verb.stage, sure=True, lead=verb.lead)


def _come_to(r: Reading, start: int, end: int) -> Verb | None:
    """A项目从签约到投产仅用10个月; B电站年内并网80万千瓦: the verb stands before a measure."""
    if "到" in r.mask[start:end] and (m := _SPED.search(r.mask, start, end)):
        verb = tail_verb(r, m.start("verb"), m.end("verb"))
        return verb and Verb(m.start(), end, verb.stage, verb.weak, verb.sure)
    m = _METERED.search(r.mask, start, end) if r.mask[end - 1] in _METERS else None
    verb = tail_verb(r, start, m.start()) if m else None
    if not verb or not verb.sure or verb.weak or verb.start < start + 3:
        return None
    name = r.of(start, verb.start)
    if not is_named(name) or head_of(name)[0] in ("", "abstract"):
        return None  # 新能源装机并网2000万千瓦
    return Verb(verb.start, end, verb.stage, sure=True, lead=verb.lead)


def split(r: Reading, start: int, end: int) -> list[Entry]:
    """The entries of a stretch, cut at 和 where both sides stand on their own."""
    parted: list[Entry] = []
    found = _with_sizes(r, _with_investors(r, entries(r, start, end)))
    for i, entry in enumerate(found):
        cut = _joint(r, entry, i == len(found) - 1 and i > 0)
        if cut:
            parted += [Entry(entry.start, cut[0]), Entry(cut[1], entry.end, entry.closing)]
        else:
            parted.append(entry)
    return _with_counts(r, parted)


def _with_sizes(r: Reading, found: list[Entry]) -> list[Entry]:
    """投资5亿元、年产8万吨的A is one entry."""
    if len(found) < 2:
        return found
    joined: list[Entry] = []
    for entry in found:
        before = joined[-1] if joined else None
        if (
            before
            and not before.closing
            and _PRICE.fullmatch(r.text, before.start, before.end)
            and _SIZE.match(r.text, entry.start, entry.end)
        ):
            joined[-1] = Entry(before.start, entry.end, entry.closing)
        else:
            joined.append(entry)
    return joined


_COUNT_ALONE = re.compile(r"\d+[个项](?![^、]*(?:项目|工程))[^、]{2,8}$")
_COUNTED_NOUN = re.compile(r"(?P<kind>[^、\d]{2,8})(?:项目|工程)(?:建设)?$")


def _with_counts(r: Reading, found: list[Entry]) -> list[Entry]:
    """144个基础设施、社会民生、乡村振兴项目 is one entry: the count is of all that the noun closes."""
    for i, entry in enumerate(found):
        if entry.closing or not r.text[entry.start].isdigit():
            continue
        if not _COUNT_ALONE.match(r.text[entry.start : entry.end]):
            continue
        for j, last in enumerate(found[i + 1 :], i + 1):
            noun = _COUNTED_NOUN.match(r.text[last.start : last.end])
            if noun and head_of(noun["kind"])[0] in ("", "abstract", "works"):
                whole = Entry(entry.start, last.end, last.closing)
                return [*found[:i], whole, *_with_counts(r, found[j + 1 :])]
            if last.closing or any(c.isdigit() for c in r.of(last.start, last.end)):
                break
    return found


def _with_investors(r: Reading, found: list[Entry]) -> list[Entry]:
    """甲公司、乙公司等总投资5亿元A is one entry: the list before the amount is of investors."""
    for i, entry in enumerate(found):
        if entry.closing and (group := _GROUP.match(r.text, entry.closing[0])):
            whole = Entry(*entry.closing)
            return [
                *found[:i],
                Entry(entry.start, entry.end, (group.end(), entry.closing[1])),
                whole,
                *_with_investors(r, found[i + 1 :]),
            ]
        if entry.closing and _INVESTED.match(r.text, entry.closing[0]):
            first = i
            while first and not head_of(r.of(found[first - 1].start, found[first - 1].end))[0]:
                first -= 1
            return [
                *found[:first],
                Entry(found[first].start, entry.closing[1]),
                *_with_investors(r, found[i + 1 :]),
            ]
    return found


def _joint(r: Reading, entry: Entry, last: bool) -> Stretch | None:
    for m in joiners(r, entry.start + 2, entry.end - 1):
        if _parts(r, entry, m.span(), m.group(), last):
            return m.span()
    return None


def _parts(r: Reading, entry: Entry, at: Stretch, word: str, last: bool) -> bool:
    """Whether a joiner parts two entries: not in 甲集团与乙公司投资…, not in 计量和检验检测中心."""
    left, right = r.of(entry.start, at[0]), r.of(at[1], entry.end)
    if right.startswith(("投资", "总投资")) and not head_of(left)[0] and "投资" not in left:
        return False
    if _AMOUNT.match(right) or counted(right) == "before":
        return True
    if "投资" in right and "投资" not in left:
        return False
    tail = tail_verb(r, at[1], entry.end)
    noun = head_of(r.of(at[1], tail.start if tail else entry.end))[0]
    own = head_of(left)[0]
    if noun == "abstract" or own == "abstract":
        return False
    if word in ("及", "与"):
        return bool(own) and bool(noun) and noun != "zone" and len(left) > 3 and not _BELONGS.match(right)
    if own:
        return True
    if (
        len(left) > 3
        and last
        and (word in ("和", "以及") or (entry.closing and closes_sites(r.of(*entry.closing))))
    ):
        return True
    return bool(_CAPACITY.search(left)) and word == "和" and "投资" not in left
