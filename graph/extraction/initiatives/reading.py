"""Who pursues, holds or runs what: a clause as holders, a verb and titles.

支持甲争创A、乙申报B · 甲、乙分别获评A、B · 甲争创A、申报B · …，获评C (the holder stands before, or is the region)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.extraction.initiatives.titles import (
    cleaned,
    common_title,
    ends_in_title,
    holder,
    is_holder,
    is_regional,
    is_title,
)
from graph.extraction.initiatives.verbs import TitleVerb, spoken, title_verbs
from graph.language.clauses import Entry, Reading, Stretch, entries, head_verb, lexicon
from graph.language.firms import Known
from graph.language.names import head_of
from graph.model import Period


@dataclass(frozen=True, slots=True)
class Claim:
    """One holder, one relation, one title, and where it says so."""

    actor: str
    relation: str
    target: str
    at: Stretch
    rule: str
    how: str  # explicit | contextual | inferred


@dataclass(slots=True)
class _Group:
    actors: list[str]
    verb: TitleVerb
    targets: list[str]


@dataclass(slots=True)
class _Holders:
    """Whom the clauses of a sentence speak of so far, worked out when it is asked for."""

    r: Reading
    known: Known
    earlier: "_Holders | None" = None  # those of the sentence before
    clauses: list[Stretch] = field(default_factory=list)  # not looked at yet
    _firms: list[str] = field(default_factory=list)

    def told(self, firms: list[str]) -> None:
        """A claim named its holders."""
        self._firms = firms
        self.clauses.clear()

    @property
    def firms(self) -> list[str]:
        for clause in self.clauses:
            self._firms = self._after(clause)
        self.clauses.clear()
        return self._firms

    @property
    def latest(self) -> list[str]:
        """Those of the last sentence that speaks of any."""
        holders: _Holders | None = self
        while holders and not holders.firms:
            holders = holders.earlier
        return holders.firms if holders else []

    def _after(self, clause: Stretch) -> list[str]:
        """With the firms a clause is about: 支持甲…, 甲、乙通过…; 加快甲项目建设 is about none."""
        head = head_verb(self.r, *clause)
        if head and head.stage:
            return []
        m = lexicon().lead.match(self.r.mask, *clause)
        found: list[str] = []
        for entry in entries(self.r, m.end() if m else clause[0], clause[1]):
            text = self.r.text[entry.start : entry.end]
            if title_verbs()[0].match(text):
                break
            firm = self.known.split(text, industrial=False)
            if firm and firm.how in ("known", "form"):
                found.append(firm.name)
            elif self.known.is_firm(text):
                found.append(self.known.full(text))
            else:
                break
        return found or self._firms


@dataclass(slots=True)
class Claims:
    """The claims of one passage."""

    r: Reading
    known: Known
    period: Period
    region: str
    sentence: "_Holders" = field(init=False)  # whom the clauses before spoke of
    before: "_Holders" = field(init=False)  # whom the sentence before spoke of
    group: _Group | None = None  # the last list, which …，B强县、C强县 continues

    def __post_init__(self) -> None:
        self.sentence = self.before = _Holders(self.r, self.known)

    def read(self) -> Iterator[Claim]:
        told = [bool(spoken().search(self.r.mask, *s)) for s in self.r.sentences]
        for i, (start, end) in enumerate(self.r.sentences):
            if not told[i] and not any(told[i + 1 : i + 2]):
                continue  # nothing about titles here, nor about their holder
            self.before, self.group = self.sentence, None
            self.sentence = _Holders(self.r, self.known, self.before)
            for clause in self.r.clauses(start, end):
                self.sentence.clauses.append(clause)
                found = list(self._clause(clause))
                if not found:
                    self.group = None
                yield from found

    def _clause(self, clause: Stretch) -> Iterator[Claim]:
        granted = _GRANTED.search(self.r.raw, *clause)
        if granted and is_title(target := cleaned(granted["what"])):
            if who := holder(granted["who"], self.known, self.region):
                self.sentence.told([who])
                yield Claim(who, "attained", target, clause, "title", "explicit")
            return
        if not self.group and not title_verbs()[0].search(self.r.mask, *clause):
            if claim := self._behind(clause):
                yield claim
            else:
                yield from self._founding(clause)
            return
        row = entries(self.r, *clause)
        if (
            self.group
            and row
            and all(self._verb(e) is None and _continues(self.r.raw[e.start : e.end]) for e in row)
        ):
            targets = [cleaned(self.r.raw[e.start : e.end]) for e in row]
            yield from self._pair(_Group(self.group.actors, self.group.verb, targets), clause)
            return
        held: list[Entry] = []
        group: _Group | None = None
        for i, entry in enumerate(row):
            verb = self._verb(entry)
            shared = self._shared(entry, row[i + 1 :]) if verb is None and not group else None
            if shared:
                actors = self._holders(held, entry, shared.verb)
                held = []
                group = shared if actors is not None else None
                shared.actors = actors or [""]
                continue
            if verb is None:
                if group:
                    listed = bool(group.targets) and ends_in_title(cleaned(self.r.of(entry.start, entry.end)))
                    strict = group.verb.strict and not listed
                    group.targets.extend(self._titles(entry.start, entry.end, strict))
                else:
                    held.append(entry)
                continue
            if group:
                yield from self._pair(group, clause)
            actors = self._holders(held, entry, verb)
            held = []
            if actors is None:
                group = None
                continue
            if group and actors == [""]:
                actors = group.actors
            end = entry.end if verb.end <= entry.end else _end(entry)
            titles = self._titles(verb.end, end, verb.strict)
            if self.r.of(verb.start, verb.end).endswith(_STANDS):
                titles = [t for t in titles if _RANKED.search(t)]
            group = _Group(actors, verb, titles)
        if group:
            yield from self._pair(group, clause)
            self.group = group
        elif claim := self._behind(clause):
            yield claim
        else:
            yield from self._founding(clause)

    def _verb(self, entry: Entry) -> TitleVerb | None:
        """The verb of an entry with a title behind it; 争取…列入 is the second verb's."""
        pattern, table, _, _ = title_verbs()
        found: TitleVerb | None = None
        for m in pattern.finditer(self.r.mask, entry.start, _end(entry)):
            relation, strict = table[m.group()]
            if found and not found.strict:
                break
            if self._titles(m.end(), entry.end if m.end() <= entry.end else _end(entry), strict):
                found = TitleVerb(m.start(), m.end(), self._relation(relation, m.group()), strict)
        return found

    def _shared(self, entry: Entry, rest: list[Entry]) -> _Group | None:
        """争创智能家电、工业软件国家级创新中心: the title that the last entry ends in is the first one's too."""
        pattern, table, _, _ = title_verbs()
        m = pattern.search(self.r.mask, entry.start, entry.end)
        first = self.r.raw[m.end() : entry.end].strip() if m else ""
        if (
            not m
            or not 2 <= len(first) <= 16
            or not rest
            or pattern.search(self.r.mask, rest[0].start, _end(rest[0]))
        ):
            return None
        relation, strict = table[m.group()]
        last = self.r.raw[rest[0].start : rest[0].end].strip()
        title = _LEVEL.sub("", last, count=1) if _LEVEL.fullmatch(first) else common_title(last)
        if not title or (strict and m.group() != "创建"):
            return None
        return _Group(
            [""], TitleVerb(m.start(), m.end(), self._relation(relation, m.group()), strict), [first + title]
        )

    def _relation(self, relation: str, verb: str) -> str:
        if self.period is Period.REVIEW:
            return "attained" if verb in ("创建", "创成", "进入") else relation
        return "pursues"

    def _titles(self, start: int, end: int, strict: bool) -> list[str]:
        """The titles of a stretch, 和 included where both sides are titles."""
        text = self.r.raw[start:end].strip()
        if "”“" in text:  # “A”“B”称号
            parts = [cleaned(p) for p in re.split("(?<=”)(?=“)", text)]
            return [p for p in parts if is_title(p, strict)]
        for m in re.finditer("以及|和|及|与", text):
            left, right = cleaned(text[: m.start()]), cleaned(text[m.end() :])
            both = is_title(right, strict) or (is_title(right) and is_regional(right))
            if len(left) > 3 and is_title(left, strict) and both and ends_in_title(left):
                return [left, right]
        target = cleaned(text)
        return [target] if is_title(target, strict) else []

    def _holders(self, held: list[Entry], entry: Entry, verb: TitleVerb) -> list[str] | None:
        """Who stands before a verb: [""] for nobody, None where it cannot be read.

        Where nothing touches the verb, the entries before it are another statement: 甲建设A、争创B.
        """
        own = self.r.raw[entry.start : min(verb.start, entry.end)]
        if not entry.closing:
            own = _GIVER.sub("", title_verbs()[2].sub("", own))
        row = [self.r.raw[e.start : e.end] for e in held]
        if not _unled(self.r, entry.start, own):
            return [""]
        names: list[str] = []
        cut = False
        for i, text in enumerate([*row, own]):
            text = _unled(self.r, (held[0] if held else entry).start, text) if i == 0 else text
            parts = re.split("(?<=”)(?=“)|[和与及]", text)
            for name in parts if len(parts) > 1 and all(is_holder(p, self.known) for p in parts) else [text]:
                who = holder(name, self.known, self.region)
                if who is None and i == len(row):
                    return None
                cut = cut or who is None  # 推进A建设、甲公司申报…: another statement
                names = [*names, who] if who is not None else []
        if cut and not all(map(self.known.is_firm, names)):
            return None
        return [n for n in names if n] or [""]

    def _pair(self, group: _Group, clause: Stretch) -> Iterator[Claim]:
        actors, verb, targets = group.actors, group.verb, group.targets
        apart = re.search("分别|分获", self.r.of(*clause)) is not None and len(actors) == len(targets)
        if actors != [""]:
            self.sentence.told([a for a in actors if not a[0].isdigit()])
        for i, actor in enumerate(actors):
            for target in [targets[i]] if apart else targets:
                rule = "title-apart" if apart else "title"
                named = [(actor, "explicit", rule)] if actor else self._elided(target)
                for who, how, name in named:
                    yield Claim(who, verb.relation, target, clause, name, how)

    def _elided(self, target: str) -> list[tuple[str, str, str]]:
        """Who an elided subject is: the firms before for a firm's title, else the region."""
        firms = self.sentence.firms
        if not is_regional(target) or _same_kind(firms, target):
            if firms:
                return [(f, "contextual", "title-carried") for f in firms]
            before = self.before.latest if "企业" in target else []
            if before and all(self.known.is_firm(f) for f in before):
                return [(f, "contextual", "title-carried") for f in before[-1:]]
        return [(self.region, "inferred", "title-region")]

    def _founding(self, clause: Stretch) -> Iterator[Claim]:
        """开展国家级示范基地创建"""
        m = _FOUNDING.match(self.r.text[slice(*clause)])
        for target in m["what"].split("、") if m else ():
            if is_title(target, strict=True):
                held = self.period is Period.REVIEW and m is not None and m["done"]
                relation = "attained" if held else "pursues"
                yield Claim(self.region, relation, cleaned(target), clause, "title-founding", "inferred")

    def _behind(self, clause: Stretch) -> Claim | None:
        """A试点获批, B中心挂牌"""
        m = title_verbs()[3].match(self.r.text[slice(*clause)])
        if not m or re.search(r"项目|大会|仪式|法院|检察|企业$", m["what"]):
            return None
        if not (
            is_title(m["what"], strict=True)
            or re.search(r"试点$", m["what"])
            or ("牌" in m.group() and head_of(m["what"])[0] in ("platform", "social"))
        ):
            return None
        relation = "attained" if self.period is Period.REVIEW else "pursues"
        return Claim(self.region, relation, cleaned(m["what"]), clause, "title-behind", "inferred")


_STANDS = "稳居"  # said of titles only where they are ranks of many: 中国企业500强, not 全国第一梯队
_RANKED = re.compile(r"(?:\d|[十百千])强$")
_ZONE = re.compile(r"(?:示范|先行|先导|试验|实验)区$")


def _same_kind(holders: list[str], target: str) -> bool:
    """Whether a place before can hold a place's title: a 镇 one of 镇, a 村 one of 村."""
    last = target.rstrip("”）")[-1:]
    return (
        bool(holders) and last in "县市区镇乡村旗" and holders[-1].endswith(last) and not _ZONE.search(target)
    )


_LEVEL = re.compile(r"(?:国家|省|自治区|市|州|盟|县|区)级")  # 分别获评省级、市级龙头企业
_GRANTED = re.compile(  # 省政府授予我县“…”称号: the holder stands behind the verb
    r"(?<![被获])授予(?P<who>我[省市县区旗镇]|[一-龥A-Za-z]{2,16}?)(?P<what>(?:“|全国|全省|国家|省级|市级)[^，；]{2,48})"
)
_GIVER = re.compile(r"被[^被]{2,14}$")  # 被文化和旅游部评为
_FOUNDING = re.compile(
    r"^(?:扎实|深入|持续|积极|全面)?(?:开展|推进|深化|抓好|启动|推动|做好|加快|加快推进|积极推进|全力推进|(?P<done>(?:圆满|如期|顺利|高质量)?完成))(?P<what>.{4,40}?)(?:创建|申报|申建|设立)(?:工作|活动|步伐|进程|进度)?$"
)


def _end(entry: Entry) -> int:
    return entry.closing[1] if entry.closing else entry.end


def _unled(r: Reading, start: int, text: str) -> str:
    """A stretch without the wish before it: 支持甲 is 甲."""
    m = lexicon().lead.match(r.mask, start, start + len(text))
    return text[m.end() - start :] if m else text


def _continues(text: str) -> bool:
    """Whether a whole entry is a title and nothing else: 现代流通强县"""
    return len(text) <= 16 and is_regional(text) and is_title(text) and not re.search("全[省国市]|省级", text)
