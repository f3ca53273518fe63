"""Sets that grow together, and the entities that come of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from graph.resolution.model import Entity, Mention


class Sets:
    """Disjoint sets of keys; the smaller goes into the larger.

    >>> sets = Sets("abc")
    >>> sets.join("a", "b")
    >>> sorted(sets.of("b")), sets.find("b") == sets.find("a")
    (['a', 'b'], True)
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._sets = {key: {key} for key in keys}

    def of(self, key: str) -> set[str]:
        return self._sets[key]

    def find(self, key: str) -> str:
        """One key that stands for the whole set."""
        return min(self._sets[key])

    def join(self, first: str, second: str) -> None:
        large, small = sorted((self._sets[first], self._sets[second]), key=len, reverse=True)
        if large is not small:
            large |= small
            for key in small:
                self._sets[key] = large


def entities(
    mentions: Sequence[Mention], sets: Sets, fullest: Callable[[Mention], str]
) -> tuple[Entity, ...]:
    """One entity for each set, with an id that no other has."""
    by_key = {m.key: m for m in mentions}
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(id(sets.of(mention.key)), []).append(mention)
    made: dict[str, Entity] = {}
    for members in sorted(groups.values(), key=lambda ms: min(m.key for m in ms)):
        entity = _entity(members, fullest)
        if entity.id in made:
            entity = _apart(entity, made)
        made[entity.id] = entity
    assert sum(len(e.mentions) for e in made.values()) == len(by_key)
    return tuple(made[key] for key in sorted(made))


def _entity(members: Sequence[Mention], fullest: Callable[[Mention], str]) -> Entity:
    kind, region = members[0].kind, max((len(m.within), m.region) for m in members)[1]  # the innermost
    label = max(sorted({fullest(m) for m in members}), key=lambda text: ("（" not in text, len(text), text))
    return Entity(f"{kind}/{region}/{label}", kind, region, label, tuple(members))


def _apart(entity: Entity, made: dict[str, Entity]) -> Entity:
    """Two things of one name: the second carries its year, then its document's key."""
    first = min(entity.mentions, key=lambda m: (m.year or 0, m.key))
    for mark in (str(first.year or ""), f"{first.year or ''}-{first.key}"):
        changed = f"{entity.id}（{mark}）"
        if mark and changed not in made:
            return replace(entity, id=changed, mark=f"（{mark}）")
    raise ValueError(f"two entities of one content: {entity.id}")
