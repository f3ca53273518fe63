"""A passage read clause by clause: which verb governs which projects, and what is carried over a comma.

推进 in one clause governs the lists that follow until another verb comes; a clause that is only a verb
and a time (6月底前投产) speaks of the projects before it; 一期, 二期 alone are parts of the project before.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from graph.extraction.projects.items import Money, Site, money_of, read_item
from graph.extraction.projects.makers import builders, grouped, listed, renewed, stands
from graph.extraction.projects.money import Spending, ahead, is_spending, raised, shared_out
from graph.extraction.projects.nodes import Node, nodes
from graph.extraction.projects.said import WISH, Said, implied, keep_proven, no_works, stage_of
from graph.extraction.projects.sites import closes_sites, rejects
from graph.extraction.projects.subject import (
    builder,
    goes_on,
    is_built_of,
    is_priced_entry,
    named_alone,
    points_back,
    said_of,
    takes_up,
)
from graph.extraction.projects.topics import closing_topic, is_lead, leading_topic, signs_of_topics, topic
from graph.extraction.projects.works import distribute, of_places
from graph.language.clauses import Reading, Stretch, Verb, entries, head_verb, lexicon, may_close, tail_verb
from graph.language.firms import Known
from graph.language.names import counted, head_of, is_named, is_vague, signs_of_works
from graph.model import Period

_PHASE = re.compile("[一二三四五六七八九](?:期|标段)")
_PHASE_AT_END = re.compile(f"{_PHASE.pattern}(?:工程|项目)?$")
PART = re.compile(
    rf"(?:其?中?{_PHASE.pattern}"
    r"(?:工程|项目|[一-龥]{0,4}厂房|主体工程|生产线)?(?:（[^）]{1,12}）)?|首期.{0,8}|首批机组|首台机组|主体工程?|全线|主线|项目|目前|全部项目)$"
)
_PLACE = re.compile("[一-龥]{2,5}")
_PROJECTS = re.compile("..项目$")
# what the entries of a list share: 2个风电场, 等高速公路, not 3个技改项目
_SHARED_NOUN = re.compile(
    r"(?:\d+|[二两三四五六七八九十]+|多)(?:个|座|条|所)(?P<noun>[一-龥]{0,6}(?:场|站|库|厂|高速|高铁|快速路|隧道|公路|铁路|桥|小学|中学|幼儿园|医院|公园|机场|码头|灌区))$|(?P<kind>高速公路|高速|铁路|城际铁路|高铁|机场|水库|电站|水电站|抽水蓄能电站|风电场|实验室|灌区|水厂)(?:建设)?$"
)


def _may_be(site: Site) -> bool:
    """A name without a works' noun, or a facility's noun alone, where its list is of works: 甲公园、体育馆建成."""
    kind, start = head_of(site.label)
    if kind == "social" and start == 0 and len(site.label) > 2:
        return True
    return (
        kind in ("", "zone")
        and 4 <= len(site.label) <= 20
        and is_named(site.label)
        and site.is_sound(sure=True)
    )


def _stands_by(site: Site, before: list[Site], row: list[Node]) -> bool:
    """A product in a list of plants, with its firm: 推进A生产线、甲公司商用车建设."""
    plants = len(row) > 1 and any(s.is_industrial and s.firms for s in before)
    return plants and bool(site.firms) and head_of(site.label)[0] == "" and site.is_sound(sure=True)


_COUNTS = re.compile(r"\d[个项](?![一-龥]{0,3}百分点)")
_GROUP = re.compile(
    r"(?P<before>[一-龥\d]{0,14}?(?:项目|工程))(?:共|达|达到|约|超过?)?\d+[个项](?:以上)?$|\d+[个项](?P<after>[一-龥\d]{0,14}?(?:项目|工程))"
)
_NUMBER = re.compile(r"\d+[个项]")
_ROW = re.compile(
    r"(?P<verbs>(?:[一-龥]{2,5}、)+)(?P<last>[一-龥\d]{2,20}?(?:项目|工程))(?:分别)?(?:共|达|达到|为|有)?"
    r"(?P<numbers>\d+[个项](?:、\d+[个项])*[、和]\d+[个项])"
)
_WISHED = 4  # characters before a verb with its time: a wish stands there
_TITLED = re.compile(r"纳入|列入|争创|申报|成为|获评|入选|进入")


def _lists_of(row: list[Node], closing: str | None) -> list[tuple[list[Node], str | None]]:
    """The lists of a row, each with what closes it; what 和 adds after a closed list stands for itself."""
    closed = [i + 1 for i, node in enumerate(row) if node.closing is not None]
    if not closed or closed == [len(row)]:
        return [(row, closing)]
    lists = [(row[a:b], row[b - 1].closing) for a, b in pairwise([0, *closed])]
    return [*lists, (row[closed[-1] :], None)] if closed[-1] < len(row) else lists


def _between(places: list[int], start: int, end: int) -> bool:
    """Whether any of some places, in order, stands in a stretch."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


@dataclass(slots=True)
class Walk:
    """The state carried from clause to clause."""

    r: Reading
    known: Known
    period: Period
    heading: str = ""  # the industry a heading names
    cluster: str = ""
    topic_at: Stretch | None = None
    subject: bool = False  # the industry stands as X产业，… and rules its sentence
    head: Verb | None = None
    last: list[Site] = field(default_factory=list)  # the projects of the clause before
    coming: tuple[Money, Stretch] | None = None  # 投资5亿元， for the works of the next clause
    counted: tuple[Site, Site] | None = None  # 7个项目 that closed a list, and the last of it
    group: Site | None = None  # 亿元以上项目90个: what 新开工46个 counts of, later in the sentence
    named: dict[str, Site] = field(default_factory=dict)  # the projects of the sentence
    site: Site | None = None  # A项目， stands alone: the clauses behind speak of it
    signs: list[int] = field(init=False)  # of works, in the passage
    topics: list[int] = field(init=False)  # words that an industry's name is made of

    def __post_init__(self) -> None:
        self.signs = signs_of_works(self.r.text)
        self.topics = signs_of_topics(self.r.text)

    def read(self) -> Iterator[Said]:
        for i, (start, end) in enumerate(self.r.sentences):
            if end - start <= 18 and (found := topic(self.r, (start, end))):
                self.heading = found[0]  # a lead: 做强竹木产业。
            elif i and self.heading and is_lead(self.r, (start, end)):
                self.heading = ""  # 加快文旅融合，… begins another matter
            self.cluster, self.topic_at, self.subject = self.heading, None, False
            self.group = None
            if not goes_on(self.r.of(start, end)):
                self.site = None
            if not self.site and len(self.named) == 1 and takes_up(self.r.of(start, end)):
                self.site = next(iter(self.named.values())).again()
            self.named = {}
            for a, b in self.r.parts(start, end):
                if not self.subject:
                    self.cluster, self.topic_at = self.heading, None
                self.head, self.last, self.coming, self.counted = None, [], None, None
                silent = not (self.site or self._has_sign(a, b) or self.r.sums(a, b))
                counting = _COUNTS.search(self.r.mask, a, b) is not None
                if silent and not counting and not _between(self.topics, a, b):
                    continue
                for whole in self.r.clauses(a, b):
                    clause = self._led(whole)
                    if counting and (row := list(self._counted_row(clause))):
                        yield from row
                        continue
                    if counting:
                        yield from self._counted_again(clause)
                    whole_of = self._set_aside(a, clause)
                    if not self._takes_topic(clause) and not silent and clause[1] - clause[0] > 1:
                        for said in self._clause(clause):
                            self.named |= {site.label: site for site in said.sites}
                            yield said
                    self.last = whole_of or self.last

    def _takes_topic(self, clause: Stretch) -> bool:
        """Whether a clause only names an industry, which is then that of the clauses behind."""
        found = topic(self.r, clause) if _between(self.topics, *clause) else None
        if found and (found[1] or not self.subject):
            (self.cluster, self.subject), self.topic_at = found, clause
        return found is not None

    def _led(self, clause: Stretch) -> Stretch:
        """What a clause says of the industry that it begins with, which is then that of the clauses behind."""
        named = _between(self.topics, *clause) and self._has_sign(*clause)
        found = leading_topic(self.r, clause) if named else None
        if not found:
            return clause
        self.cluster, self.topic_at, self.subject = found[0], (clause[0], found[1]), True
        return found[1], clause[1]

    def _counted_again(self, clause: Stretch) -> Iterator[Said]:
        """实施亿元以上项目90个，其中新开工46个、竣工投产30个: what is counted is named once."""
        if not _COUNTS.search(self.r.mask, *clause):
            return
        for entry in entries(self.r, *clause):
            head = head_verb(self.r, entry.start, entry.end)
            at = head.end if head else entry.start
            if m := _GROUP.match(self.r.mask, at, entry.end):
                self.group = Site(m["before"] or m["after"], clause, group=True)
                continue
            number = _NUMBER.fullmatch(self.r.mask, head.end, entry.end) if head else None
            if head and number and self.group and (head.sure or head.stage == "signed"):
                site = Site(f"{number[0]}{self.group.label}", self.group.clause, group=True)
                yield self._say([site], head.stage, head.lead, clause, carried=True)

    def _set_aside(self, start: int, clause: Stretch) -> list[Site]:
        """实施项目118个，其中省级26个，完成投资137亿元: a part that is counted aside; the sum is of the whole."""
        aside = bool(self.last) and self.last[-1].group and self.r.text.startswith("其中", clause[0])
        return (
            self.last
            if aside and "、" not in self.r.of(*clause) and not self.r.sums(start, clause[1])
            else []
        )

    def _counted_row(self, clause: Stretch) -> Iterator[Said]:
        """新签约、新开工、新竣工亿元以上项目62个、48个、41个: a count for each verb, in their order."""
        m = _ROW.fullmatch(self.r.mask, *clause)
        numbers = [number[0] for number in _NUMBER.finditer(m["numbers"])] if m else []
        if not m or len(numbers) != m["verbs"].count("、") + 1:
            return
        self.last = []
        starts = [clause[0], *(i + 1 for i in range(*m.span("verbs")) if self.r.mask[i] == "、")]
        verbs = [head_verb(self.r, start, m.end("last")) for start in starts]
        noun = self.r.of(verbs[-1].end, m.end("last")) if verbs[-1] else ""
        for verb, number in zip(verbs, numbers, strict=True):
            if verb and noun:
                yield self._say([Site(f"{number}{noun}", clause, group=True)], verb.stage, verb.lead, clause)

    def _has_sign(self, start: int, end: int) -> bool:
        """Whether a stretch has a sign of works."""
        return _between(self.signs, start, end)

    def _clause(self, clause: Stretch) -> Iterator[Said]:
        signed = not self.head and (self._has_sign(*clause) or is_priced_entry(self.r, clause))
        if signed and (alone := named_alone(self.r, clause, self.known)):
            self.site, self.last, self.coming = alone, [alone], None
            if alone.firms:
                yield self._say([alone], "", "", clause)
            return
        if not self.site and len(self.last) == 1 and points_back(self.r, clause):
            self.site = self.last[0]
        if self.site:
            clause, said_of_it = said_of(self.r, clause, self.site)
            self.last = [said_of_it] if said_of_it is not self.site else self.last or [self.site]
            if is_built_of(self.r, clause):
                return
        if len(self.last) == 1 and (who := builder(self.r, clause, self.known)):
            self.last[0].firms = [(who, "frame")]
            yield self._say([self.last[0].by_firm()], "", "", clause, carried=True)
            return
        counted_before = bool(self.last) and self.last[-1].group  # 项目31个，总投资50亿元
        priced = bool(self.r.sums(*clause))
        money = ahead(self.r, clause) if priced and not counted_before and not self.site else None
        coming, self.coming = self.coming, (money, clause) if money else None
        if self.coming:
            return
        if not priced and self._is_barren(clause):
            self._pass(clause)
            return
        said = list(self._said(clause, priced))
        if coming:
            for site in (s for one in said for s in one.sites if not s.money):
                site.money.append(coming[0])
                site.clause = (coming[1][0], site.clause[1])
        yield from said

    def _is_barren(self, clause: Stretch) -> bool:
        """Whether a clause has no sign of works, and no clause before it anything to carry on. Most are so."""
        return (
            not self._has_sign(*clause)
            and not self.last
            and not (self.head and self.head.sure)
            and not may_close(self.r, *clause)
        )

    def _pass(self, clause: Stretch) -> None:
        """What a barren clause leaves behind: its verb, which may govern the next one."""
        head = head_verb(self.r, *clause)
        if head and not self._is_titled(head, clause):
            self.head = head

    def _is_sought(self, head: Verb) -> bool:
        """推动, 争取: what comes behind may be a plan that shall take a project up."""
        return not head.stage or self.r.of(head.start, head.end).endswith("争取")

    def _is_titled(self, head: Verb, clause: Stretch) -> bool:
        """推动A纳入…名单: a title is spoken of, no works"""
        return not head.stage and _TITLED.search(self.r.mask, head.end, clause[1]) is not None

    def _is_all_verb(self, clause: Stretch) -> bool:
        """年内完成主体施工, after a clause with projects: one verb, not 完成 with an object; 5月开工、年内完成投资2亿元."""
        if not self.last:
            return False
        first = self.r.mask.find("、", *clause)
        verb = tail_verb(self.r, clause[0], clause[1] if first < 0 else first)
        if verb is None or verb.start != clause[0] or verb.weak:
            return False
        if first >= 0 and head_verb(self.r, first + 1, clause[1]):
            return False  # 当年竣工、在建项目40个
        return first < 0 or len(verb.lead) > 1  # not 新开工、竣工投产率

    def _said(self, clause: Stretch, priced: bool) -> Iterator[Said]:
        """The frames in the order they are tried; the lists with their verbs are the common one."""
        start, end = clause
        spending = priced and is_spending(self.r, clause)
        head = None if spending or self._is_all_verb(clause) else head_verb(self.r, start, end)
        head = head or (None if spending else grouped(self.r, clause))
        at = head.end if head else start
        if priced and (site := raised(self.r, clause, self.known)):
            self.last = [site]
            yield self._say([site], "", "", clause)
        elif sites := renewed(self.r, clause, self.known):
            yield self._found(sites, "underway", "", clause)
        elif head and self._is_sought(head) and (sites := listed(self.r, head, clause, self.known)):
            yield self._found(sites, "proposed", head.lead, clause)
        elif not head and (found := stands(self.r, clause, self.known)):
            yield self._found(found[0], found[1].stage, found[1].lead, clause)
        elif head and self._is_titled(head, clause):
            self.last = []
        elif head and not head.stage and (sites := builders(self.r, head, clause, self.known)):
            yield self._found(sites, "underway", head.lead, clause)
        else:
            shared = shared_out(self.r, at, end, self.known, clause) if priced else None
            if shared and shared[1] < 0:
                yield self._found(shared[0], "", "", clause)
            else:
                yield from self._lists(clause, head, shared[1] if shared else at, shared[0] if shared else [])

    def _found(self, sites: list[Site], stage: str, lead: str, clause: Stretch) -> Said:
        self.last = sites
        return self._say(sites, stage, lead, clause)

    def _lists(self, clause: Stretch, head: Verb | None, at: int, priced: list[Site]) -> Iterator[Said]:
        row = list(nodes(self.r, at, clause[1], head))
        if any(n.tail and n.empty for n in row) and any(
            n.closing and head_of(n.closing)[0] == "abstract" for n in row
        ):
            return  # 现场观摩、集中开工等管理机制: verbs as names
        current = head
        if not head and self.head and self._goes_on(row):
            current = self.head
        before, self.last = self.last, []
        pending: list[Node] = []
        held: Spending | None = None
        for node in row:
            if node.head and node.head is not head:
                yield from self._flush(pending, current, None, clause, priced, before)
                pending, current = [], node.head
            if node.spent and node.empty and node is row[0] and len(row) > 1 and not before:
                held = node.spent  # 总投资8亿元、年度投资2亿元的A
                continue
            if node.spent:
                yield from self._flush(pending, current, None, clause, priced, before)
                pending = []
                if not node.empty or self.last or node is row[0]:
                    yield from self._spent(node, clause, self.last or before)
                continue
            if node.empty and node.tail and not pending:
                yield from self._carried(node.tail, clause, self.last or before)
                continue
            if not node.empty:
                pending.append(node)
            if (node.tail or node.closing is not None) and not (node.joined and not node.tail):
                yield from self._flush(pending, current, node.tail, clause, priced, before)
                pending = []
        yield from self._flush(pending, current, None, clause, priced, before)
        if held and self.last:
            site = self.last[0].spending([money_of(held.amounts[0], held.kind)])
            yield self._say([site], "", "", clause)
        if head:
            self.head = head
        if self.last and not (self.site and all(s.label.startswith(self.site.label) for s in self.last)):
            self.site = None  # another project is spoken of

    def _goes_on(self, row: list[Node]) -> bool:
        """Whether a clause without a verb of its own continues the list before: …、B线，C厂投资2亿元的D线等项目."""
        if any(n.tail and not n.tail.weak for n in row) or any(n.spent for n in row) or not row:
            return False
        return (
            any(closes_sites(n.closing) or (n.tail and n.tail.weak) for n in row)
            or "投资" in self.r.text[row[0].start : row[-1].end]
        )

    def _flush(
        self,
        row: list[Node],
        head: Verb | None,
        tail: Verb | None,
        clause: Stretch,
        priced: list[Site],
        before: list[Site],
    ) -> Iterator[Said]:
        if not row:
            return
        stage, sure = stage_of(head, tail)
        closing = next((n.closing for n in reversed(row) if n.closing is not None), None)
        if closing is None and len(row) > 1 and _PROJECTS.search(self.r.of(row[-1].start, row[-1].end)):
            closing = "项目"
        if tail and not tail.weak and (self.last or before) and PART.match(text := self._untimed(row[0])):
            yield self._part(text, tail, clause, self.last or before)
            return
        verb = self.r.of(head.start, head.end) if head and not tail else ""
        if no_works(self.r, row, closing, verb):
            return
        made = verb.endswith("打造")
        firm_verb = bool(tail and not tail.weak)
        sites = [
            site
            for part, closed in _lists_of(row, closing)
            for site in self._sites(part, closed, clause, sure, made, firm_verb)
        ]
        for site in sites:
            match = next((p for p in priced if p.label == site.label), None)
            if match:
                site.money, site.firms = match.money, match.firms or site.firms
        if not sites:
            return
        self.last = [*self.last, *sites]
        group = Site((closing or "").removesuffix("建设"), clause, group=bool(closing and counted(closing)))
        self.counted = (group, sites[-1]) if group.group and group.is_sound() else None
        if closing and closing.endswith("在谈项目") and stage == "underway":
            return  # 抓好甲、乙等在谈项目: talks are held, nothing is built
        stage = stage or implied(self.r, sites, head, closing, clause)
        if not stage and not any(s.money for s in sites):
            sites = [s for s in sites if s.label.endswith("项目") and s.firms and s.firms[0][1] != "context"]
        if made or not (closes_sites(closing) or (tail and not tail.weak) or sure or self.cluster):
            keep_proven(sites, self.known, made)
        if not sites:
            return
        said = self._say(sites, stage, (head.lead if head else "") + (tail.lead if tail else ""), clause)
        if closing and not said.cluster and (found := closing_topic(closing)):
            said.cluster, said.topic_at = found, clause
        yield said

    def _untimed(self, node: Node) -> str:
        """A node without the time before it: 10月底|一期"""
        timed = lexicon().lead.match(self.r.mask, node.start, node.end)
        return self.r.of(timed.end() if timed else node.start, node.end)

    def _sites(
        self,
        row: list[Node],
        closing: str | None,
        clause: Stretch,
        sure: bool,
        made: bool,
        alike: bool,
    ) -> list[Site]:
        """The projects of a row; `alike` where a verb behind says the same of all, so that one vouches for the rest."""
        found: list[Site] = []
        doubtful: list[tuple[int, Site]] = []
        if (closing is not None and rejects(closing)) or (
            len(row) > 1 and is_vague(self.r.of(row[0].start, row[0].end))
        ):
            return found
        if closing is not None and head_of(re.sub(r"(?:建设|改造)$", "", closing))[0] == "abstract":
            sure = False
        shared = _SHARED_NOUN.match(closing) if closing else None
        each = of_places(closing) if closing else None
        hosted = closing is not None and closing.rstrip("建设").endswith("平台")
        for node in row:
            series = found[-1] if found else None
            for site in read_item(self.r, node.start, node.end, self.known, clause, series):
                if (
                    series
                    and series.money
                    and not site.money
                    and re.match(r"\d[\d.]*[万亿]?[条吨台套只]", site.label)
                ):
                    site.money, site.firms = list(series.money), list(series.firms)
                if (
                    series
                    and re.fullmatch(r"[二三四五]期(?:工程|项目)?", site.label)
                    and re.search(r"[一二三四]期$", series.label)
                ):
                    site.label = series.label[:-2] + site.label
                if each and _PLACE.fullmatch(site.label):
                    site.label = site.label.removesuffix(each[0]) + "".join(each)
                elif shared and not site.group and head_of(site.label)[0] in ("", "part"):
                    site.label += shared["noun"] or shared["kind"]  # 甲、乙2个风电场; 丙、丁等高速公路
                if hosted and head_of(site.label)[0] not in ("platform", "social", "industry"):
                    continue
                if site.is_sound(closing, sure, made) or (not made and _stands_by(site, found, row)):
                    if not site.firms and closes_sites(closing) and self.known.is_firm(site.label):
                        site.firms = [(self.known.full(site.label), "form")]
                    elif (
                        not site.firms
                        and closes_sites(closing)
                        and head_of(site.label)[0] == "platform"
                        and (firm := self.known.split(site.label))
                    ):
                        site.firms = [(firm.name, firm.how)]
                    found.append(site)
                elif alike and len(row) > 1 and not site.group and _may_be(site):
                    doubtful.append((len(found), site))
        if doubtful and any(head_of(s.label)[0] and is_named(s.label) for s in found):
            for at, site in reversed(doubtful):
                site.firms = [f for f in site.firms if f[1] != "context"]
                found.insert(at, site)
        if not found:
            return found
        return distribute(found, [self.r.raw[n.start : n.end].strip() for n in row], clause, self.known)

    def _say(self, sites: list[Site], stage: str, lead: str, clause: Stretch, carried: bool = False) -> Said:
        aim = self.period is not Period.REVIEW or bool(WISH.search(lead))
        return Said(sites, stage, aim, clause, self.cluster, self.topic_at, carried)

    def _carried(self, tail: Verb, clause: Stretch, sites: list[Site]) -> Iterator[Said]:
        """9月底前投产, after a clause that named the project."""
        if sites and not tail.weak and (tail.sure or tail.stage in ("operating", "completed", "started")):
            self.last = sites
            before = self.r.of(max(clause[0], tail.start - _WISHED), tail.start)  # 计划|2026年建成
            yield self._say([s.again() for s in sites], tail.stage, before + tail.lead, clause, carried=True)

    def _part(self, text: str, tail: Verb, clause: Stretch, before: list[Site]) -> Said:
        """一期9月投产: a part of the project before."""
        whole = before[-1]
        self.last = [whole]
        name = _PHASE_AT_END.sub("", whole.label) if _PHASE.match(text) else whole.label
        label = (
            whole.label
            if text in ("项目", "目前", "全部项目", "全线", "主线")
            else f"{name}{text.removeprefix('其中')}"
        )
        return self._say([Site(label, whole.clause)], tail.stage, tail.lead, clause, carried=True)

    def _spent(self, node: Node, clause: Stretch, before: list[Site]) -> Iterator[Said]:
        """完成投资5亿元, with its project before it in the entry or in the clause before."""
        spent = node.spent
        assert spent is not None
        sites = (
            [s for s in read_item(self.r, node.start, node.end, self.known, clause) if s.is_sound()]
            if not node.empty
            else before
        )
        amounts = spent.amounts
        if spent.each and not node.empty and len(amounts) > len(sites):
            sites = [*before, *sites]  # 甲水厂、乙医院分别完成投资2亿元、1亿元
        if node.empty and not spent.each and self.counted and sites and sites[-1] is self.counted[1]:
            sites = [self.counted[0]]  # of all seven, not of the one that is named
        if len(amounts) == 1 and len(sites) == 1:
            pairs = [(sites[0], amounts[0])]
        elif len(amounts) == len(sites) and "分别" in self.r.of(*clause):
            pairs = list(zip(sites, amounts, strict=True))
        else:
            return
        self.last = sites
        yield self._say(
            [s.spending([money_of(q, spent.kind)]) for s, q in pairs],
            "",
            "",
            clause,
            carried=node.empty,
        )
