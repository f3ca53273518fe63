"""Why two names are one thing or are not: what `policy-graph same A B` answers.

>>> a = Mention("project", "青禾纸业浆纸项目", "x", document="1", year=2023, enterprises=("青禾纸业",))
>>> b = Mention("project", "浆纸一体化项目", "x", document="2", year=2024, enterprises=("青禾",))
>>> [(answer.judgement.value, answer.because) for answer in same([a, b], resolve([a, b]), "青禾纸业浆纸项目", "浆纸一体化项目")]
[('same', ('投资方相同，建设内容相同',))]
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.resolution.features import look
from graph.resolution.firms import Firms
from graph.resolution.model import Entity, Identity, Judgement, Mention, Resolution
from graph.resolution.names import compare_names
from graph.resolution.projects import compare
from graph.resolution.resolve import PROJECT_KINDS, learn_firms, resolve

__all__ = ["Answer", "resolve", "same"]


@dataclass(frozen=True)
class Answer:
    """What is known of two names in one jurisdiction."""

    kind: str
    region: str
    first: Entity
    second: Entity
    judgement: Judgement
    score: float
    because: tuple[str, ...]  # the reasons, step by step where a third name stands between
    evidence: tuple[str, ...]


def same(mentions: Sequence[Mention], resolution: Resolution, first: str, second: str) -> Iterator[Answer]:
    """An answer for each two things of one kind that have the names, in one place or in one above the other.

    A name is a printed label, an entity's label or an entity's id.
    """
    firms = learn_firms(mentions)
    ours, theirs = _named(mentions, resolution, first), _named(mentions, resolution, second)
    seen: set[frozenset[str]] = set()
    for kind in sorted(ours.keys() & theirs.keys()):
        for x in sorted({resolution.of(m).id for m in ours[kind]}):
            for y in sorted({resolution.of(m).id for m in theirs[kind]}):
                a = [m for m in ours[kind] if resolution.of(m).id == x]
                b = [m for m in theirs[kind] if resolution.of(m).id == y]
                if frozenset((x, y)) not in seen and any(_meet(m, n) for m in a for n in b):
                    seen.add(frozenset((x, y)))
                    yield _answer(resolution, firms, a, b)


def _meet(a: Mention, b: Mention) -> bool:
    """Whether both are of one place, or the one's lies in the other's."""
    return a.region == b.region or a.region in b.within or b.region in a.within


def _named(mentions: Sequence[Mention], resolution: Resolution, name: str) -> Mapping[str, list[Mention]]:
    """The mentions of a printed name; where nothing is printed so, those of the entity that is called so."""
    printed = [m for m in mentions if name in (m.label, m.key)]
    meant = printed or [m for m in mentions if name in (resolution.of(m).label, resolution.of(m).id)]
    found: dict[str, list[Mention]] = {}
    for mention in meant:
        found.setdefault(mention.kind, []).append(mention)
    return found


def _answer(
    resolution: Resolution, firms: Firms, ours: Sequence[Mention], theirs: Sequence[Mention]
) -> Answer:
    first, second = resolution.of(ours[0]), resolution.of(theirs[0])
    if first.id == second.id:
        path = _path(resolution, {m.key for m in ours}, {m.key for m in theirs})
        score = min((i.score for i in path), default=1.0)
        evidence = tuple(dict.fromkeys(quote for i in path for quote in i.evidence))
        because = tuple(i.reason for i in path) or ("同一个名称，同一份文件",)
        return Answer(first.kind, first.region, first, second, Judgement.SAME, score, because, evidence)
    found = _recorded(resolution, ours, theirs) or _compared(firms, ours, theirs)
    if found is None:
        quotes = tuple(dict.fromkeys(m.quote for m in (ours[0], theirs[0]) if m.quote))
        why = ("名称不相近，也没有相同的投资方、金额或建设内容",)
        return Answer(first.kind, first.region, first, second, Judgement.DIFFERENT, 0.0, why, quotes)
    return Answer(
        first.kind, first.region, first, second, found.judgement, found.score, (found.reason,), found.evidence
    )


def _recorded(resolution: Resolution, ours: Sequence[Mention], theirs: Sequence[Mention]) -> Identity | None:
    """The judgement that was kept of any two of them: the firmest no goes first."""
    a, b = {m.key for m in ours}, {m.key for m in theirs}
    between = [
        i
        for i in resolution.identities
        if (i.first.key in a and i.second.key in b) or (i.first.key in b and i.second.key in a)
    ]
    return max(between, key=lambda i: (i.rule == "person", i.hard, i.part, i.score), default=None)


def _compared(firms: Firms, ours: Sequence[Mention], theirs: Sequence[Mention]) -> Identity | None:
    """The judgement of two that no block brought together."""
    a, b = ours[0], theirs[0]
    if a.kind in PROJECT_KINDS:
        return compare(look(a, firms), look(b, firms), firms)
    return compare_names(a, b, firms)


def _path(resolution: Resolution, starts: set[str], ends: set[str]) -> list[Identity]:
    """The shortest chain of judgements that joins two names of one entity."""
    steps: dict[str, list[Identity]] = {}
    for identity in resolution.identities:
        if identity.judgement is Judgement.SAME:
            steps.setdefault(identity.first.key, []).append(identity)
            steps.setdefault(identity.second.key, []).append(identity)
    came: dict[str, tuple[str, Identity] | None] = dict.fromkeys(sorted(starts))
    queue = deque(came)
    while queue:
        key = queue.popleft()
        if key in ends:
            return _back(came, key)
        for identity in sorted(steps.get(key, ()), key=lambda i: (-i.score, i.pair)):
            other = identity.second.key if identity.first.key == key else identity.first.key
            if other not in came:
                came[other] = (key, identity)
                queue.append(other)
    return []


def _back(came: Mapping[str, tuple[str, Identity] | None], key: str) -> list[Identity]:
    path: list[Identity] = []
    while step := came[key]:
        key, identity = step
        path.append(identity)
    return path[::-1]
