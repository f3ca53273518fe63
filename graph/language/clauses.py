"""Sentences of the genre as clauses, lists and verbs.

Everything here works on one passage and counts characters of that passage. A `Reading` holds three
texts of equal length: as printed, with half-width marks made full-width, and with what stands in
brackets or quotation marks blanked out, so that a comma or a verb in a name cuts nothing.

>>> r = Reading("推进A项目、B（一、二期）建设,力争C投产。")
>>> [r.of(*c) for c in r.clauses(0, len(r))]
['推进A项目、B（一、二期）建设', '力争C投产']
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

from graph.language.quantities import Quantity, prices, read_quantities
from graph.lexicon.alternatives import either

Stretch = tuple[int, int]

MANY = 1 << 14  # names and stretches remembered: what a document repeats is read once
LONGEST_TAIL = 48  # characters of a verb with the adverbs and times before it
SMALL = 10_000  # a sum below this is no project's: 三元前驱体
_FULL = tuple(zip(",;:()!?", "，；：（）！？", strict=True))
_HALF = re.compile(r"[,;:()!?]")
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")  # the mark first: it is quickly found
_OPENING = re.compile("[（“《〔『]")  # what a hidden stretch begins with
_HIDDEN = re.compile(
    r"（[^（）]*(?:（[^（）]*）[^（）]*)*）|“[^“”]{1,40}”|《[^《》]{1,80}》|〔[^〕]*〕|『[^』]*』"
)
_TIMES = re.compile(r"(?<=月)[、和](?=\d{1,2}月)|(?<=月[底份初])[、和](?=\d{1,2}月)")  # 分别于3月、6月竣工
_NUMBER = re.compile(
    r"\s*(?:\d{1,3}[.．、](?!\d)|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|[①-⑳]|（[^（）：]{2,6}：[^（）]{1,60}）)\s*"
)
_BLANK = " 　\xa0\u2002"
_BLANKS = frozenset(f"{_BLANK}、")  # what a stretch does not end with
_LOOSE = frozenset(f"{_BLANK}、·-—•◆")  # what it does not begin with
_SENTENCE = re.compile(r"[^。！？\n]+")
_PART = re.compile(r"[^；\n]+")
_CLAUSE = re.compile(r"[^，：；\n]+")


@cache
def words(name: str) -> dict[str, Any]:
    """A word file of this folder, read once."""
    return tomllib.loads((files("graph.language") / f"{name}.toml").read_text("utf-8"))


def folded(text: str) -> str:
    """Half-width marks as full-width ones, character for character; the comma in 1,000 stays."""
    if _HALF.search(text):
        for half, full in _FULL:
            text = text.replace(half, full)
    return _THOUSANDS.sub(",", text) if "，" in text else text


def masked(text: str) -> str:
    """Bracketed and quoted stretches blanked out.

    >>> masked("“天工”平台（一期）建成")
    '○○○○平台○○○○建成'
    """
    if _OPENING.search(text):
        text = _HIDDEN.sub(lambda m: "○" * len(m.group()), text)
    return _TIMES.sub("/", text) if "月" in text else text


class Reading:
    """One passage in its three texts."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = folded(raw)
        self.mask = masked(self.text)
        self._clauses: dict[Stretch, list[Stretch]] = {}
        self.heads: dict[Stretch, Verb | None] = {}  # what `head_verb` found

    def __len__(self) -> int:
        return len(self.raw)

    def of(self, start: int, end: int) -> str:
        return self.text[start:end]

    @cached_property
    def sentences(self) -> list[Stretch]:
        number = _NUMBER.match(self.text)
        start = number.end() if number else 0
        return [m.span() for m in _SENTENCE.finditer(self.mask, start) if m.group().strip()]

    @cached_property
    def figures(self) -> list[Quantity]:
        """All quantities of the text as printed."""
        return read_quantities(self.raw)

    @cached_property
    def money(self) -> list[Quantity]:
        """All amounts of money, those in brackets too."""
        if not prices(self.text):
            return []
        found = self.figures if self.text == self.raw else read_quantities(self.text)
        return [q for q in found if q.kind == "money" and q.currency and q.value >= SMALL]

    @cached_property
    def _money_starts(self) -> list[int]:
        return [q.start for q in self.money]

    def sums(self, start: int, end: int) -> list[Quantity]:
        """The amounts of money in a stretch."""
        starts = self._money_starts
        if not starts:
            return []
        first = bisect_left(starts, start)
        return [q for q in self.money[first : bisect_left(starts, end, first)] if q.end <= end]

    def parts(self, start: int, end: int) -> list[Stretch]:
        """What ； parts in a sentence."""
        return _spans(_PART, self.mask, start, end)

    def clauses(self, start: int, end: int) -> list[Stretch]:
        """What ， and ： part."""
        found = self._clauses.get((start, end))
        if found is None:
            found = self._clauses[start, end] = [
                self.trimmed(a, b) if self.text[a] in _LOOSE or self.text[b - 1] in _LOOSE else (a, b)
                for s in self.sentences
                if s[0] < end and start < s[1]
                for a, b in _spans(_CLAUSE, self.mask, max(start, s[0]), min(end, s[1]))
            ]
        return found

    def trimmed(self, start: int, end: int) -> Stretch:
        """The stretch without blanks, list marks and stray quotation marks at its ends."""
        while start < end and self.text[start] in _LOOSE:
            start += 1
        while end > start and self.text[end - 1] in _BLANKS:
            end -= 1
        return start, end


def _spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Stretch]:
    return [m.span() for m in pattern.finditer(text, start, end) if m.group().strip(_BLANK)]


# --- Verbs --------------------------------------------------------------------------------------

FURTHEST = ("proposed", "signed", "started", "underway", "completed", "operating")


class Verb(NamedTuple):
    """A verb of a project's life where it stands."""

    start: int  # with its adverbs and times
    end: int
    stage: str  # "" where only a wish is said: 力争, 支持
    weak: bool = False  # 建设, 实施, 推进 after a name
    sure: bool = False  # only works can do this: 开工, 投产, 通车
    lead: str = ""  # adverbs, times and wishes before it


class _Lexicon:
    """The patterns made from the word files."""

    def __init__(self) -> None:
        c, v = words("clauses"), words("verbs")["stages"]
        compound = words("verbs")["compounds"]
        self.before = {w: s for s, row in v.items() for w in row.get("before", ())}
        pairs = {
            f + w: s for s, seconds in compound["second"].items() for w in seconds for f in compound["first"]
        }
        self.after = pairs | {w: s for s, row in v.items() for w in row.get("after", ())}
        self.weak = set(v["underway"]["weak"])
        self.only_after = {
            word: tuple(ends) for word, ends in words("verbs")["evidence"]["only_after"].items()
        }
        self.not_after: dict[str, str] = words("verbs")["evidence"]["not_after"]
        row = either(compound["first"]) + either(
            w for seconds in compound["second"].values() for w in seconds
        )
        self.sure_words = {*words("verbs")["evidence"]["sure"], *pairs}
        self.sure = re.compile(either(self.sure_words))
        self.done = re.compile(f"完成(?:[一-龥]{{0,4}}{either(c['works'])})")  # 平岭铁路完成提速改造
        time = "(?:" + "|".join(c["times"]) + ")"
        times = set(c["time_begins"])
        leads = [*c["links"], *c["adverbs"], *c["modals"]]
        lead = f"(?:{either(leads)}|{time})"
        self.head = re.compile(
            f"(?P<lead>(?:{lead}|加快|推动|加力|提速|我[省市县区镇乡州旗])*)(?P<verb>{either(self.before)})(?!(?<=完成)投资(?![\\d.]+[万亿]元的)|率)(?:了|好)?"
        )
        # what a head may begin with, a character or two: a quick look before all words are tried
        begun = {w[:2] for w in (*leads, *self.before, "加快", "推动", "加力", "提速")}
        self.head_firsts = times | {w for w in begun if len(w) == 1} | {"我"}
        self.head_pairs = frozenset(begun)
        long = either(w for w in leads if len(w) > 1)
        self.lead = re.compile(f"(?:{long}|{time})+")  # 新, 共, 将 begin names too: 新疆
        self.modal = re.compile(either(c["modals"]))
        softs = [*c["adverbs"], *c["softeners"]]
        soft = f"(?:{either(softs)}|{time})"
        power = rf"(?:{soft}+\d[\d.]*万?[千兆吉]瓦)?"  # 6月底前50万千瓦并网
        verbs, done = f"{either({*self.after, *self.weak} - {*pairs})}|{row}", self.done.pattern
        firsts = times | {w[0] for w in (*softs, *self.after, *self.weak, *compound["first"], "完")}
        begin = f"(?=[{''.join(sorted(firsts))}])(?P<lead>"
        tail = rf"{soft}*)(?P<verb>{verbs}|{done})(?:了|中|成功|工作)?$"
        self.tail, self.power_tail = re.compile(begin + tail), re.compile(begin + power + tail)
        ends = [*self.after, *self.weak, *pairs, *c["works"]]
        self.tail_ends = frozenset(
            f"{w}{more}"[-2:] for w in ends for more in ("", "了", "中", "成功", "工作")
        )
        self.only_time = re.compile(f"{soft}*$")
        self.joiner = re.compile(either(c["joiners"]))
        self.no_joiner = re.compile(c["not_joiners"])
        self.closing = re.compile(
            f"(?<![{''.join(c['not_closing_before'])}])等(?!{either(c['not_closing_after'])})"
        )


@cache
def lexicon() -> _Lexicon:
    return _Lexicon()


def head_verb(r: Reading, start: int, end: int) -> Verb | None:
    """The verb a stretch begins with.

    >>> r = Reading("力争年内建成投用城东水厂"); v = head_verb(r, 0, len(r)); v.stage, r.of(v.end, 12)
    ('operating', '城东水厂')
    >>> r = Reading("支持青禾纸业做大做强"); head_verb(r, 0, len(r)).stage
    ''
    """
    if (start, end) not in r.heads:
        r.heads[start, end] = _head_verb(r, start, end)
    return r.heads[start, end]


def _head_verb(r: Reading, start: int, end: int) -> Verb | None:
    lex = lexicon()
    if r.mask[start : start + 1] not in lex.head_firsts and r.mask[start : start + 2] not in lex.head_pairs:
        return None
    m = lex.head.match(r.mask, start, end)
    if m and m.end() < end:
        stage = lex.before[m["verb"]]
        sure = bool(lex.sure.search(m["verb"]))
        after = m.end()
        while r.mask[after] == "、":  # 新建、改扩建中小学: two verbs of one stage
            more = lex.head.match(r.mask, after + 1, end)
            if not more or more.end() >= end or lex.before[more["verb"]] != stage:
                break
            after = more.end()
        return Verb(start, after, stage, m["verb"] in lex.weak, sure, m["lead"])
    m = lex.lead.match(r.mask, start, end)
    if m and m.end() < end and lex.modal.search(m.group()):
        return Verb(start, m.end(), "", lead=m.group())
    return None


def tail_verb(r: Reading, start: int, end: int) -> Verb | None:
    """The verb a stretch ends with.

    >>> r = Reading("城东水厂9月底前投入使用"); v = tail_verb(r, 0, len(r)); v.start, v.stage
    (4, 'operating')
    """
    lex = lexicon()
    if r.mask[max(start, end - 2) : end] not in lex.tail_ends:
        return None
    pattern = lex.power_tail if "瓦" in r.mask[start:end] else lex.tail
    m = pattern.search(r.mask, max(start, end - LONGEST_TAIL), end)
    if not m:
        return None
    verb = m["verb"]
    if m.start("verb") and r.mask[m.start("verb") - 1] in lex.not_after.get(verb, ""):
        return None
    needed = lex.only_after.get(verb) if m.group() not in lex.after else None
    if needed and not r.mask.endswith(needed, start, m.start()):
        return None
    stage = lex.after.get(verb, "completed" if lex.done.fullmatch(verb) else "underway")
    return Verb(m.start(), end, stage, verb in lex.weak, bool(lex.sure.search(verb)), m["lead"])


# --- Lists --------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """One entry of a list: where it stands, and what closes the list after it.

    In 甲厂、乙厂等5个技改项目 the entry 乙厂 is closed by 5个技改项目.
    """

    start: int
    end: int
    closing: Stretch | None = None


COUNTED_PROJECTS = re.compile(
    r"(?:\d+|[一二两三四五六七八九十百]+)(?:个|大|家|项)[^、]{0,12}(?:项目|工程|企业)"
)
_COUNTED_CLOSING = re.compile(
    r"(?<=[一-龥A-Za-z○])(?=(?:\d+|[二两三四五六七八九十]+)(?:个|大|家|座|条|项|所)(?:\d+亿元(?:级|以上)?)?[^、\d]{0,8}?(?:项目|工程|企业|产业|单位|镇|街道|社区|村|县|场|站|库|厂|高速|公路|铁路|桥|学校|小学|中学|幼儿园|医院|公园|园区|园|机场|码头|灌区|基地|中心)(?![一-龥]{0,3}[、，]))"
)


def entries(r: Reading, start: int, end: int) -> list[Entry]:
    """The entries that 、 and a closing 等 make; 和 is left to who knows the names.

    >>> r = Reading("A厂、B厂等3个项目和C线")
    >>> [(r.of(e.start, e.end), e.closing and r.of(*e.closing)) for e in entries(r, 0, len(r))]
    [('A厂', None), ('B厂', '3个项目'), ('C线', None)]
    """
    found: list[Entry] = []
    count = 0
    while start < end:
        stop = r.mask.find("、", start, end)
        stop = end if stop < 0 else stop
        a, b = r.trimmed(start, stop)
        if a < b:
            found += _closed(r, a, b, count)
            count += 1
        start = stop + 1
    return found


def joiners(r: Reading, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words that join two entries: 和 in 甲厂和乙厂, none in 和美乡村."""
    lex = lexicon()
    for found in lex.joiner.finditer(r.mask, start, end):
        if not lex.no_joiner.match(r.mask, found.start()):
            yield found


def may_close(r: Reading, start: int, end: int) -> bool:
    """Whether a list in a stretch can be closed: by 等, or by a count."""
    return "等" in r.mask[start:end] or (
        "、" in r.mask[start:end] and _COUNTED_CLOSING.search(r.mask, start, end) is not None
    )


def _closed(r: Reading, a: int, b: int, before: int) -> list[Entry]:
    lex = lexicon()
    close = lex.closing.search(r.mask, a + 1, b) if "等" in r.mask[a + 1 : b] else None
    if not close and before:
        close = _COUNTED_CLOSING.search(r.mask, a + 2, b)
    if not close:
        return [Entry(a, b)]
    left, right = close.span()
    more = next(joiners(r, right, b), None)
    cut = more.start() if more and more.start() > right + 1 else b
    rest = _closed(r, more.end(), b, 0) if more and cut < b else []
    return [Entry(a, left, (right, cut)), *rest]
