"""Where places lie: provinces, prefectures, counties and towns with their GB/T 2260 codes, as of a date.

    >>> here = load()
    >>> found = here.resolve(["济宁市", "兖州区"])
    >>> " ⊂ ".join(place.name for place in reversed(here.path(found.place)))
    '兖州区 ⊂ 济宁市 ⊂ 山东省'
    >>> here.resolve(["鼓楼区"]) is None  # there are several: nothing is guessed
    True

What this package says comes from its tables, not from any document: whoever uses it marks it so, with
`SOURCE` and `DATA_DATE`. The tables are not the state of today. changes.tsv has later changes and old
names, written by hand; earlier.tsv has old names found by comparing releases. Neither is complete.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from graph.gazetteer.names import pairs, rows, stem
from graph.gazetteer.places import (
    DATA_DATE,
    EARLIER_SOURCE,
    LEVELS,
    SOURCE,
    Change,
    GazetteerError,
    Level,
    Mention,
    Place,
    Resolution,
    is_zone,
    parent_of,
)

__all__ = [
    "DATA_DATE",
    "SOURCE",
    "Change",
    "Gazetteer",
    "GazetteerError",
    "Level",
    "Mention",
    "Place",
    "Resolution",
    "load",
]


class _Reading(NamedTuple):
    """One way to understand names; the surest way is the least one."""

    old: bool
    short: bool
    change: Change | None

    def and_then(self, other: "_Reading") -> "_Reading":
        return _Reading(self.old or other.old, self.short or other.short, self.change or other.change)


_PLAIN = _Reading(False, False, None)
_SHORT = _Reading(False, True, None)


@dataclass(frozen=True)
class Gazetteer:
    """The tables, and questions to them. Towns, changes and short names are read when first needed."""

    divisions: Mapping[str, str] = field(repr=False)  # code -> name, province to county

    @cached_property
    def townships(self) -> Mapping[str, str]:
        return dict(pairs("townships.tsv"))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """changes.tsv, and after it earlier.tsv."""
        earlier = [[*row, EARLIER_SOURCE] for row in rows("earlier.tsv")]
        return tuple(Change(*row) for row in [*rows("changes.tsv"), *earlier])

    def by_code(self, code: str) -> Place:
        """
        >>> load().by_code("110101")
        Place(code='110101', name='东城区', level='county', parent_code='11')
        """
        name = self._name(code)
        if not name:
            raise GazetteerError(f"no division has the code {code!r} (data of {DATA_DATE})")
        level: Level = "zone" if is_zone(code, name) else LEVELS[len(code)]
        return Place(code, name, level, parent_of(code, self.divisions))

    def path(self, place: Place) -> tuple[Place, ...]:
        """From the province down to the place itself."""
        above = self.path(self.by_code(place.parent_code)) if place.parent_code else ()
        return (*above, place)

    def named(self, name: str, level: Level | None = None) -> list[Place]:
        """The places with this full name, by code.

        >>> [place.code for place in load().named("市中区", "county")]
        ['370103', '370402', '511002', '511102']
        """
        codes = (*self._division_names.get(name, ()), *self._township_names.get(name, ()))
        places = (self.by_code(code) for code in codes)
        return [place for place in places if level in (None, place.level)]

    def short(self, name: str) -> list[Place]:
        """The provinces, prefectures and counties that are called so for short.

        >>> [place.name for place in load().short("吉林")]
        ['吉林省', '吉林市']
        """
        return [self.by_code(code) for code in self._short_names.get(name, ())]

    def former(self, name: str) -> list[Change]:
        """The changes in which the name is the old one, those of changes.tsv first."""
        return list(self._old_names.get(name, ()))

    def later(self, place: Place) -> list[Change]:
        """What is known to have happened to a place after the date of the data."""
        return [c for c in self.changes if c.old_code == place.code and c.date > DATA_DATE]

    def find(self, text: str) -> Iterator[Mention]:
        """Full names of provinces, prefectures and counties in a text, the longest at each spot.

        A name is found wherever its characters stand, so 城区 or 东区 may be a common word there.

        >>> [(m.places[0].code, m.start, m.end) for m in load().find("济宁市兖州区人民政府")]
        [('3708', 0, 3), ('370812', 3, 6)]
        """
        for index, start, end in self._finder.find_matches_as_indexes(text):
            codes = self._division_names[self._findable[index]]
            places = tuple(place for place in map(self.by_code, codes) if place.level != "zone")
            yield Mention(places, start, end)

    def resolve(self, names: Sequence[str]) -> Resolution | None:
        """The one place at the end of a path of names, which may leave levels out; None if none or several.

        Full names of today go before short ones, and those before old ones. The old name of a town
        alone leads nowhere: the tables know too few of them to tell that there was only one.

        >>> load().resolve(["济宁市", "兖州市"]).via_change.source
        '国函〔2013〕115号'
        """
        *above, last = names
        best: dict[str, _Reading] = {}
        for code, reading, ends in self._candidates(last):
            if len(code) == 9 and reading.old and not above:
                continue  # there may be more old towns of this name than we know
            for end in ends:
                if (whole := self._leads_to(end, above)) and (
                    code not in best or _rank(reading.and_then(whole)) < _rank(best[code])
                ):
                    best[code] = reading.and_then(whole)
        surest = min(map(_rank, best.values()), default=None)
        left = [code for code, reading in best.items() if _rank(reading) == surest]
        if len(left) != 1:
            return None
        reading = best[left[0]]
        return Resolution(self.by_code(left[0]), reading.change, reading.short)

    def _candidates(self, name: str) -> Iterator[tuple[str, _Reading, tuple[str, ...]]]:
        """Code, reading, and the codes whose ancestors the names before may be."""
        for place in self.named(name):
            yield place.code, _PLAIN, (place.code,)
        for place in self.short(name):
            yield place.code, _SHORT, (place.code,)
        for change in self.former(name):
            if self._name(change.new_code):
                yield change.new_code, _Reading(True, False, change), (change.old_code, change.new_code)
        for code, change in self._newer.items():
            if change.new_name == name:
                yield code, _Reading(True, False, change), (code,)

    def _leads_to(self, code: str, above: Sequence[str]) -> _Reading | None:
        """How the names are, in this order, some of the divisions above the code; None if they are not."""
        reading = _PLAIN
        ancestors = iter([code[:n] for n in (2, 4, 6) if n < len(code)])
        for name in above:
            steps = (self._called(ancestor).get(name) for ancestor in ancestors)
            step = next((step for step in steps if step), None)
            if step is None:
                return None
            reading = reading.and_then(step)
        return reading

    def _called(self, code: str) -> dict[str, _Reading]:
        """Every name of the division with this code, also of one that is no more."""
        called = {c.old_name: _Reading(True, False, c) for c in self._changed.get(code, ()) if c.old_name}
        if name := self.divisions.get(code):
            called |= {stem(name): _SHORT, name: _PLAIN}
        return called

    def _name(self, code: str) -> str:
        if len(code) == 9:
            return self.townships.get(code, "")
        if code in self.divisions:
            return self.divisions[code]
        return self._newer[code].new_name if code in self._newer else ""

    @cached_property
    def _newer(self) -> Mapping[str, Change]:
        """Divisions that began after the date of the data, by code."""
        return {c.new_code: c for c in self.changes if c.kind == "established" and c.new_code}

    @cached_property
    def _division_names(self) -> Mapping[str, list[str]]:
        return _by_name(self.divisions)

    @cached_property
    def _township_names(self) -> Mapping[str, list[str]]:
        return _by_name(self.townships)

    @cached_property
    def _short_names(self) -> Mapping[str, list[str]]:
        short = {code: stem(name) for code, name in self.divisions.items() if not is_zone(code, name)}
        return _by_name({code: name for code, name in short.items() if name != self.divisions[code]})

    @cached_property
    def _old_names(self) -> Mapping[str, list[Change]]:
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.old_name, []).append(change)
        return found

    @cached_property
    def _changed(self) -> Mapping[str, list[Change]]:
        """The changes by old code and by new code."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            for code in sorted({change.old_code, change.new_code} - {""}):
                found.setdefault(code, []).append(change)
        return found

    @cached_property
    def _findable(self) -> list[str]:
        return sorted({name for code, name in self.divisions.items() if not is_zone(code, name)})

    @cached_property
    def _finder(self) -> AhoCorasick:
        return AhoCorasick(self._findable, matchkind=MatchKind.LeftmostLongest)


def _rank(reading: _Reading) -> tuple[bool, bool]:
    return reading.old, reading.short


def _by_name(names: Mapping[str, str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, name in names.items():
        found.setdefault(name, []).append(code)
    return found


@cache
def load() -> Gazetteer:
    """The gazetteer; its divisions are read now, the rest when first needed."""
    return Gazetteer(dict(rows("divisions.tsv")))
