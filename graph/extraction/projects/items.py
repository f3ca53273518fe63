"""One entry of a list as a project: its name, who invests, and how much.

The genre says it in a few orders, all read here:
  丰穗食品投资3亿元的面粉线 · 投资3亿元的丰穗食品面粉线 · 总投资3亿元面粉线 · 面粉线总投资3亿元 · 面粉线（总投资3亿元）
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.extraction.projects import sites
from graph.extraction.projects.labels import cut_label, takes_firm
from graph.extraction.words import marked
from graph.language.clauses import COUNTED_PROJECTS, Reading, Stretch, lexicon
from graph.language.firms import Firm, Known, joined_names
from graph.language.names import counted, head_of, is_named
from graph.language.quantities import Quantity

MARK = re.compile(
    r"(?P<mark>(?P<plan>计划|预计|概算|估算|年度计划|年度|当年|年内|今年)?(?P<done>累计)?(?P<kind>总投资额?|投资总额|投资额|投资|签约额|协议投资额?|合同额|投入资金|投入)(?:超过?|达到?|约|近|为|均为|不少于|不低于|突破)*)$"
)
_BUILT = re.compile(
    r"^(?:以上|左右)?(?:在[一-龥]{2,12}?(?=建设|新建|兴建|打造|新上))?(?:建设|实施|新建|新上|打造|兴建|扩建|改扩建|改造|开展|修建|建成|完成)?了?的?|^的"
)
_FRAME = re.compile(
    r"(?:20\d\d年|全年|今年)?(?:我|全)[县市区省旗镇](?!域)|20\d\d年(?=[^，]{0,8}项目)"
)  # 2023年全县重点项目
_BACKED = re.compile(
    r"(?:(?P<who>[一-龥A-Za-z○]{2,16}?)(?:共同|联合)?投资(?:建设|兴建|新建)?|由(?P<by>[一-龥A-Za-z○]{2,16}?)(?:投建|承建|建设|实施|打造))的(?P<what>.{2,})"
)
_BEFORE_NAMES = ("分别是", "对", "以", "将", "把", "其中", "包括", "围绕", "聚焦")
_WITH = re.compile(r"与[^、，的]{2,12}?(?:合作|共建|合资|联合)(?:建设|打造|开发)?的")
_BUILDS = re.compile(r"(?:左右|以上)?(?:建设|新建|修建|建成|打造|改造|实施|兴建|完成|开展)")
_SHARED = re.compile(r"(?:等)?(?:共同|联合|合作|合资|分别|共)*$")
_PHASE = re.compile(r"(?:[一二三四五]|首)期$")
_AREA = re.compile(r"在[^，]{2,16}的$")  # 在开发区内的|投资2亿元的A: where, not who


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that a text ties to a project."""

    amount: float
    currency: str
    kind: str  # total | period | done
    at: Stretch


Firms = list[tuple[str, str]]  # name, how it is known


class Site:
    """A project as one clause speaks of it; a firm at the front of its name is looked for when asked for."""

    __slots__ = ("_firms", "_front", "clause", "group", "label", "money")

    def __init__(
        self,
        label: str,
        clause: Stretch,
        firms: Iterable[tuple[str, str]] = (),
        *,
        money: Iterable[Money] = (),
        group: bool = False,
        front: Known | None = None,
    ) -> None:
        """`front` knows the firms that the label may begin with."""
        self.label, self.clause = label, clause
        self.group = group  # counted: 36个重点项目
        self.money = list(money)
        self._firms: Firms = list(firms)
        self._front = (label, front) if front else None

    @property
    def firms(self) -> Firms:
        if self._front:
            self.firms = _at_front(*self._front)
        return self._firms

    @firms.setter
    def firms(self, firms: Firms) -> None:
        self._firms, self._front = firms, None

    @property
    def is_industrial(self) -> bool:
        """A plant or a firm's project, not a road, a school or works on a river."""
        return bool(self.firms) or head_of(self.label)[0] in ("industry", "project", "power", "platform", "")

    def again(self) -> "Site":
        """The same project, spoken of again without its money."""
        site = Site(self.label, self.clause, group=self.group)
        site._firms, site._front = self._firms, self._front
        return site

    def by_firm(self) -> "Site":
        """The same project with its firms, without its money."""
        return Site(self.label, self.clause, self.firms, group=self.group)

    def spending(self, money: Iterable[Money]) -> "Site":
        """The same project, with other money and without its firms."""
        return Site(self.label, self.clause, money=money, group=self.group)

    def is_sound(
        self, closing: str | None = None, sure: bool = False, made: bool = False, firm: bool = False
    ) -> bool:
        """Whether the label names works."""
        return sites.is_site(
            self.label,
            closing,
            sure,
            group=self.group,
            priced=bool(self.money),
            has_firm=lambda: firm or bool(self.firms),
            made=made,
        )


def money_of(q: Quantity, kind: str) -> Money:
    return Money(float(q.value), q.currency, kind, (q.start, q.end))


def mark_before(r: Reading, start: int, q: Quantity) -> re.Match[str] | None:
    """The word that makes an amount an investment; none in 固定资产投资5亿元."""
    m = MARK.search(r.text, start, q.left)
    if m and m["kind"] == "投资" and marked("branches").search(r.text, start, m.start()):
        return None
    if m and m["kind"].startswith("投入") and not _BUILDS.match(r.text, q.right):
        return None  # 投入资金5亿元用于…
    return m


def read_item(
    r: Reading, start: int, end: int, known: Known, clause: Stretch, series: Site | None = None
) -> list[Site]:
    """The projects of one entry; `series` is the entry before it, whose investor 和2亿元B线 takes over."""
    start, end = _bare(r, start, end)
    if end - start < 2:
        return []
    moneys = [q for q in r.sums(start, end) if r.mask[q.start] != "○" or mark_before(r, start, q)]
    if not moneys:
        return [_backed(r, start, end, known, clause) or _plain(r, start, end, known, clause)]
    q = moneys[0]
    mark = mark_before(r, start, q)
    if (
        not mark
        and (counted(r.of(start, end)) or q.role or "以上" in r.of(q.end, q.right))
        and not (series and series.money)
    ):
        return [_plain(r, start, end, known, clause)]
    if not mark:
        if series and series.money and not r.of(start, q.left).strip("约近超"):
            return _after_money(
                r,
                q,
                end,
                known,
                clause,
                list(series.firms) if series.firms and series.firms[0][1] == "frame" else [],
                "total",
            )
        return []
    if not mark["plan"] and q.comparator == "ge" and counted(r.of(q.right, end).lstrip("的")):
        return [_plain(r, start, end, known, clause)]  # 总投资10亿元以上项目5个: a threshold
    kind = _kind(mark)
    left = r.trimmed(start, mark.start())
    if r.mask[mark.start() : mark.end()].startswith("○") or r.text[mark.start() - 1 : mark.start()] == "（":
        label_end = r.text.rfind("（", start, mark.start())
        return [_bracketed(r, start, label_end, known, clause, moneys)] if label_end > start + 1 else []
    right = _skip_built(r, q.right, end)
    right += 1 if r.text.startswith("、", right) else 0  # 投资5亿元、年产8万吨的A
    if end - right >= 2 and not r.text[right:end].startswith(("、", "，")):
        return _invested(r, left, q, (right, end), known, clause, kind)
    if left[1] - left[0] >= 2:
        site = _plain(r, *left, known, clause)
        if mark["kind"] == "投资" and not mark["plan"]:
            kind = "period" if r.of(clause[0], start).endswith("完成") else kind
        sound = site.group or (
            mark["kind"] != "签约额"
            and is_named(site.label)
            and head_of(site.label)[0] not in ("", "abstract")
        )
        return [_with(site, money_of(q, kind))] if sound else []
    return []


def _bare(r: Reading, start: int, end: int) -> Stretch:
    start, end = r.trimmed(start, end)
    for before in (_FRAME, _WITH):
        if m := before.match(r.text, start, end):
            start = m.end()
    if r.text.startswith(_BEFORE_NAMES, start):
        for word in _BEFORE_NAMES:
            if r.text.startswith(word, start) and end - start > len(word) + 1:
                start += len(word)
                break
    while end > start and r.text[end - 1] in "的等":
        end -= 1
    return start, end


def _skip_built(r: Reading, at: int, end: int) -> int:
    m = _BUILT.match(r.text[at:end])
    return at + (m.end() if m else 0)


def _plain(r: Reading, start: int, end: int, known: Known, clause: Stretch) -> Site:
    label = cut_label(r.raw[start:end].strip())
    group = bool(counted(label))
    return Site(label, clause, group=group, front=None if group else known)


def _at_front(label: str, known: Known) -> Firms:
    """The firm that a project's name begins with, or is."""
    public = not takes_firm(label)
    firm = (
        Firm(known.full(label), len(label), "known")
        if label in known.firms
        else known.split(label, not public)
    )
    if not firm:
        return []
    short = firm.name != label[: firm.end]
    formed = firm.how == "form" and label.endswith("项目")  # 振华重装海上风电母港项目
    if public and (firm.how != "known" or short) and not formed and not known.taught(firm.name):
        return []
    return [(firm.name, firm.how)]


def _bracketed(
    r: Reading, start: int, end: int, known: Known, clause: Stretch, moneys: list[Quantity]
) -> Site:
    """A（总投资8亿元，年度计划投资2亿元）"""
    site = _plain(r, start, end, known, clause)
    for q in moneys:
        if mark := mark_before(r, end, q):
            site.money.append(money_of(q, _kind(mark)))
    return site


def _kind(mark: re.Match[str]) -> str:
    if mark["done"]:
        return "done"
    return "period" if mark["plan"] in ("年度计划", "年度", "当年", "年内", "今年") else "total"


def _backed(r: Reading, start: int, end: int, known: Known, clause: Stretch) -> Site | None:
    """甲公司投资的A: who invests, without how much."""
    m = _BACKED.match(r.mask, start, end) if "的" in r.mask[start:end] else None
    firms = investors(r, m.span("by" if m["by"] else "who"), known)[0] if m else []
    if not m or not firms:
        return None
    site = _plain(r, m.start("what"), end, known, clause)
    site.firms = firms
    return site


def _with(site: Site, money: Money) -> Site:
    site.money.append(money)
    return site


def _invested(
    r: Reading, left: Stretch, q: Quantity, right: Stretch, known: Known, clause: Stretch, kind: str
) -> list[Site]:
    """X投资N亿元Y, and 投资N亿元的Y where nothing stands before."""
    firms, prefix = investors(r, left, known)
    sites = _after_money(r, q, right[1], known, clause, firms, kind, right[0])
    if sites and prefix and not sites[0].group:
        sites[0].label = prefix + sites[0].label
    return sites


def _after_money(
    r: Reading,
    q: Quantity,
    end: int,
    known: Known,
    clause: Stretch,
    firms: list[tuple[str, str]],
    kind: str,
    start: int | None = None,
) -> list[Site]:
    start = _skip_built(r, q.right, end) if start is None else start
    start, end = _bare(r, start, end)
    if end - start < 2 or lexicon().only_time.fullmatch(r.mask, start, end):
        return []
    site = _plain(r, start, end, known, clause)
    if firms:
        site.firms = list(firms)
    return [_with(site, money_of(q, kind))]


def investors(r: Reading, left: Stretch, known: Known) -> tuple[list[tuple[str, str]], str]:
    """Who stands before 投资, and a phase that belongs to the name after the amount.

    >>> r = Reading("青禾纸业与丰穗食品一期"); investors(r, (0, len(r)), Known())
    ([('青禾纸业', 'frame'), ('丰穗食品', 'frame')], '一期')
    """
    timed = lexicon().lead.match(r.mask, *left)
    text = r.text[timed.end() if timed else left[0] : left[1]]  # 9月4日|投资5亿元的A
    text = _SHARED.sub("", text).removeprefix("由").strip()
    if not text or _AREA.fullmatch(text):
        return [], ""
    phase = _PHASE.search(text)
    prefix = phase.group() if phase and not phase.group().startswith("首") else ""
    text = text[: phase.start()] if phase else text
    listed = [n for entry in text.split("、") for n in joined_names(entry)]
    names = [n for n in listed if len(n) >= 2 and not marked("nobody").search(n)]
    return [(known.full(n), "frame") for n in names if not COUNTED_PROJECTS.search(n)], prefix
