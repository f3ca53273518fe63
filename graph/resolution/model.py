"""The nouns of resolution: a mention, a judgement of two of them, the entities that follow."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from graph.model import Span


class Judgement(StrEnum):
    """Contract values of pg:judgement."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def digest(parts: Iterable[object]) -> str:
    """A short, stable name for content.

    >>> digest(["project", "370812", "浆纸"]) == digest(["project", "370812", "浆纸"])
    True
    """
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in the currency's base unit."""

    amount: float
    currency: str = "CNY"

    def __str__(self) -> str:
        """
        >>> str(Money(8e9)), str(Money(2e8, "EUR"))
        ('80亿元', '2亿EUR')
        """
        unit = "元" if self.currency == "CNY" else self.currency
        scale, word = (1e8, "亿") if self.amount >= 1e8 else (1e4, "万")
        return f"{self.amount / scale:.6g}{word}{unit}"


@dataclass(frozen=True)
class Mention:
    """One name in one place of one document, with what the text says of it there.

    >>> Mention("project", "城东水厂", "110101", document="a", year=2023).key
    '1a4ccdefd6bccf1b'
    """

    kind: str  # project | enterprise | cluster | platform | programme | place | unit
    label: str  # as printed
    region: str = ""  # key of the jurisdiction the document speaks for
    within: tuple[str, ...] = ()  # keys of the places above it, innermost first
    places: tuple[str, ...] = ()  # names of the jurisdiction and of the places above it
    document: str = ""
    year: int | None = None  # the year the sentence is about
    enterprises: tuple[str, ...] = ()
    amounts: tuple[Money, ...] = ()  # the totals stated
    clusters: tuple[str, ...] = ()
    quote: str = ""  # the evidence
    span: Span | None = None

    @cached_property
    def key(self) -> str:
        """An identifier derived from content alone: it holds through a re-build."""
        return digest([self.kind, self.region, self.document, self.year, self.label, self.quote])


@dataclass(frozen=True)
class Identity:
    """A judgement whether two mentions mean one thing."""

    first: Mention
    second: Mention
    judgement: Judgement
    score: float  # 0 to 1: the higher, the likelier one thing
    reason: str  # one sentence for a person
    rule: str
    hard: bool = False  # whether it forbids that the two come together by way of a third
    part: bool = False  # the second is a part of the first
    evidence: tuple[str, ...] = field(default=())  # the sentences compared

    @property
    def pair(self) -> tuple[str, str]:
        return pair(self.first, self.second)


def pair(first: Mention, second: Mention) -> tuple[str, str]:
    a, b = sorted((first.key, second.key))
    return a, b


@dataclass(frozen=True)
class Entity:
    """One thing, by all the names it was met under."""

    id: str  # kind/region/label: readable, and the same whatever order the documents came in
    kind: str
    region: str
    label: str  # the fullest form known
    mentions: tuple[Mention, ...]
    mark: str = ""  # what tells it from another of the same name: （2024）

    @property
    def name(self) -> str:
        """The last part of its id, which a person's other label leaves as it is."""
        return self.id.removeprefix(f"{self.kind}/{self.region}/")

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(sorted({m.label for m in self.mentions} - {self.label}))


@dataclass(frozen=True)
class Resolution:
    """What was found out of a set of mentions."""

    entities: tuple[Entity, ...]
    identities: tuple[Identity, ...]
    comparisons: int  # how many pairs were looked at

    @cached_property
    def by_mention(self) -> Mapping[str, Entity]:
        return {m.key: entity for entity in self.entities for m in entity.mentions}

    @cached_property
    def between_names(self) -> tuple[Identity, ...]:
        """One judgement for each two names of a jurisdiction: the one that decided, or the surest."""
        found: dict[tuple[str, str, str, str, str], Identity] = {}
        for identity in sorted(self.identities, key=lambda i: (i.rule == "person", i.hard, i.score, i.pair)):
            a, b = sorted((identity.first, identity.second), key=lambda m: (m.region, m.label))
            if (a.region, a.label) != (b.region, b.label):
                found[a.kind, a.region, a.label, b.region, b.label] = identity
        return tuple(found[key] for key in sorted(found))

    def of(self, mention: Mention) -> Entity:
        """The entity a mention stands for."""
        return self.by_mention[mention.key]

    def fullest(self, kind: str, region: str, label: str) -> str:
        """The fullest form of a name in a jurisdiction."""
        return self._labels.get((kind, region, label), label)

    @cached_property
    def _labels(self) -> Mapping[tuple[str, str, str], str]:
        return {(m.kind, m.region, m.label): e.label for e in self.entities for m in e.mentions}

    def whole(self, mention: Mention) -> Entity:
        """The entity a mention is followed under: of a first phase or a counted part, the whole's."""
        return self._wholes.get(self.of(mention).id, self.of(mention))

    @cached_property
    def _wholes(self) -> Mapping[str, Entity]:
        found: dict[str, set[str]] = {}
        for identity in self.identities:
            if identity.part and identity.rule == "part":
                found.setdefault(self.of(identity.second).id, set()).add(self.of(identity.first).id)
        entities = {e.id: e for e in self.entities}
        tops = {part: {w for w in wholes if w not in found} for part, wholes in found.items()}
        return {part: entities[min(top)] for part, top in tops.items() if len(top) == 1}
