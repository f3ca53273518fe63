"""Which documents are compared with each other: those of one prefecture, with all that lies in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.identity.places import Region

PREFECTURE = 4  # digits of a GB/T 2260 code that name the prefecture


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on the list: all of it that stays in memory."""

    iri: str
    record: str  # the name of its records on disk
    regions: tuple[Region, ...]


@dataclass(slots=True)
class Group:
    """A prefecture's documents, and those of the province above, which only lend their figures."""

    key: str
    entries: list[Entry] = field(default_factory=list)
    over: list[Entry] = field(default_factory=list)


def group_key(regions: tuple[Region, ...], iri: str) -> str:
    """The prefecture's code; where the gazetteer has none the outermost place known; the document itself at last.

    >>> group_key((Region("370812", "兖州区", "370812"), Region("3708", "济宁市", "3708")), "a")
    '3708'
    >>> group_key((Region("青溪县", "青溪县"),), "a"), group_key((), "a")
    ('青溪县', 'a')
    """
    code = next((region.code for region in regions if region.code), "")
    if code:
        return code[:PREFECTURE]
    return regions[-1].key if regions else iri


def grouped(entries: Iterable[Entry]) -> list[Group]:
    """The groups by key, their documents by IRI."""
    groups: dict[str, Group] = {}
    by_region: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.iri):
        key = group_key(entry.regions, entry.iri)
        groups.setdefault(key, Group(key)).entries.append(entry)
        if entry.regions:
            by_region[entry.regions[0].key].append(entry)
    for group in groups.values():
        own = {entry.iri for entry in group.entries}
        above = dict.fromkeys(region.key for entry in group.entries for region in entry.regions[1:])
        group.over = [e for key in sorted(above) for e in by_region.get(key, ()) if e.iri not in own]
    return [groups[key] for key in sorted(groups)]
