"""From mentions to entities: compare what shares a block, join what is the same, keep apart what is not.

>>> a = Mention("project", "青禾纸业浆纸项目", "x", document="1", year=2023, enterprises=("青禾纸业",), amounts=(Money(8e9),))
>>> b = Mention("project", "浆纸一体化项目", "x", document="2", year=2024, enterprises=("青禾",), amounts=(Money(1e10),))
>>> found = resolve([a, b])
>>> found.of(a) == found.of(b), found.of(a).label, found.identities[0].reason
(True, '青禾纸业浆纸一体化项目', '投资方相同，建设内容相同；金额说法不一：80亿元对100亿元')
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.resolution.blocking import pairs
from graph.resolution.features import View, look
from graph.resolution.firms import Firms, read_firm
from graph.resolution.joining import Sets, entities
from graph.resolution.model import Identity, Judgement, Mention, Money, Resolution, pair
from graph.resolution.names import resolve_names
from graph.resolution.projects import compare
from graph.resolution.reasons import TENTATIVE

__all__ = ["Money", "resolve"]

PROJECT_KINDS = ("project", "platform")
Decided = Mapping[tuple[str, str], Identity]


def resolve(mentions: Iterable[Mention], decided: Decided | None = None) -> Resolution:
    """What the mentions stand for. `decided` are judgements of persons, which go before all rules."""
    ordered = sorted(
        {m.key: m for m in mentions}.values(),
        key=lambda m: (m.kind, m.region, m.year or 0, m.document, m.label, m.key),
    )
    firms = learn_firms(ordered)
    names = [m for m in ordered if m.kind not in PROJECT_KINDS]
    work = _Work(firms, dict(decided or {}))
    for kind in PROJECT_KINDS:
        work.projects([look(m, firms) for m in ordered if m.kind == kind])
    found, compared = resolve_names(names, firms)
    work.add(found)
    return work.result(ordered, compared)


def learn_firms(mentions: Iterable[Mention]) -> Firms:
    """The enterprises that the mentions name, by jurisdiction."""
    firms = Firms()
    for m in mentions:
        firms.learn(m.region, m.document, m.enterprises)
        if m.kind == "enterprise":
            firms.learn(m.region, m.document, [m.label])
    return firms


@dataclass
class _Work:
    """The judgements so far."""

    firms: Firms
    decided: dict[tuple[str, str], Identity]
    identities: dict[tuple[str, str], Identity] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    comparisons: int = 0

    def projects(self, views: Sequence[View]) -> None:
        self.views |= {v.mention.key: v for v in views}
        for a, b in pairs(views):
            self.judge(a, b)

    def judge(self, a: View, b: View) -> Identity | None:
        """The judgement of two mentions, from a person or from the rules; kept."""
        key = pair(a.mention, b.mention)
        if key not in self.identities:
            self.comparisons += 1
            found = self.decided.get(key) or compare(a, b, self.firms)
            if found is None:
                return None
            self.identities[key] = found
        return self.identities[key]

    def add(self, found: Iterable[Identity]) -> None:
        for identity in found:
            self.identities[identity.pair] = self.decided.get(identity.pair, identity)

    def result(self, mentions: Sequence[Mention], compared: int) -> Resolution:
        self.identities |= self.decided
        sets = Sets(m.key for m in mentions)
        sure = [i for i in self.identities.values() if i.judgement is Judgement.SAME]
        sure.sort(key=lambda i: (i.rule != "person", -i.score, i.pair))
        for identity in sure:
            if identity.rule not in TENTATIVE:
                self._join(sets, identity)
        self._join_tentative(sets, [i for i in sure if i.rule in TENTATIVE])
        kept = self._kept(sets)
        made = entities(mentions, sets, lambda m: self._fullest(m))
        return Resolution(made, kept, self.comparisons + compared)

    def _join_tentative(self, sets: Sets, tentative: Sequence[Identity]) -> None:
        """Names that fit one thing only are joined to it; of two, a name stays apart."""
        fits: dict[str, set[str]] = {}
        for i in tentative:
            fits.setdefault(sets.find(i.first.key), set()).add(sets.find(i.second.key))
            fits.setdefault(sets.find(i.second.key), set()).add(sets.find(i.first.key))
        alone = [self._one_thing(sets, fits, i) for i in tentative]  # asked before any is joined
        for identity, is_alone in zip(tentative, alone, strict=True):
            if is_alone:
                self._join(sets, identity)
            else:
                self._doubt(identity, "但合于此名的不止一个")

    def _one_thing(self, sets: Sets, fits: Mapping[str, set[str]], identity: Identity) -> bool:
        """Whether everything that fits either name can be one thing."""
        ends = {sets.find(identity.first.key), sets.find(identity.second.key)}
        around = ends.union(*(fits.get(end, set()) for end in ends))
        return all(x in fits.get(y, set()) or y == x for x in around for y in around)

    def _join(self, sets: Sets, identity: Identity) -> None:
        """Joins two sets unless something in one forbids something in the other."""
        ours, theirs = sets.of(identity.first.key), sets.of(identity.second.key)
        if ours is theirs:
            return
        if identity.rule != "person" and (against := self._against(ours, theirs)):
            self._doubt(
                identity,
                f"但与已归并的“{against.first.label}”或“{against.second.label}”不合：{against.reason}",
            )
        else:
            sets.join(identity.first.key, identity.second.key)

    def _against(self, ours: Iterable[str], theirs: Iterable[str]) -> Identity | None:
        for x in sorted(ours):
            for y in sorted(theirs):
                found = self.identities.get((min(x, y), max(x, y)))
                if found is None and x in self.views and y in self.views:
                    self.comparisons += 1
                    found = compare(self.views[x], self.views[y], self.firms, always=True)
                if found and found.hard:
                    return found
        return None

    def _doubt(self, identity: Identity, why: str) -> None:
        doubted = replace(identity, judgement=Judgement.UNSURE, score=0.5, reason=f"{identity.reason}；{why}")
        self.identities[identity.pair] = doubted

    def _kept(self, sets: Sets) -> tuple[Identity, ...]:
        """The judgements worth keeping: a part or a doubt inside one entity has been overcome."""
        kept = []
        for key in sorted(self.identities):
            identity = self.identities[key]
            joined = sets.of(identity.first.key) is sets.of(identity.second.key)
            if not joined or identity.judgement is Judgement.SAME or identity.rule == "person":
                kept.append(identity)
        return tuple(kept)

    def _fullest(self, mention: Mention) -> str:
        """A mention's label as an entity's label: with its investor before it."""
        view = self.views.get(mention.key)
        if view is None:
            return (
                self.firms.canonical(mention.region, mention.label)
                if mention.kind == "enterprise"
                else mention.label
            )
        if len(view.firms) != 1 or any(read_firm(f).stem in mention.label for f in view.firms):
            return mention.label
        return f"{min(view.firms)}{mention.label}"
