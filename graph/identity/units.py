"""Step 5b: which unit a printed name means: scoped by jurisdiction, joined by rules of the language.

区科技局 in a document of 兖州区 is 兖州区's; 区应急局 and 区应急管理局 are one; a name in brackets is a second
name. Names that only resemble each other stay apart. The key a unit is known by follows from the name
and the lexicon alone, never from what else was read, so that it holds from build to build.
"""

import re
from dataclasses import dataclass, field

from graph.identity.places import Places, Region
from graph.lexicon.departments import level_of, load_departments
from graph.lexicon.units import is_collective, kind_of

SECOND_NAME = re.compile(r"^(?P<first>.+?)[（(](?P<second>[^（()）]{3,})[）)]$")
GOVERNMENT_TAIL = re.compile(r"(?:人民政府|政府|办事处)$")
BRANCH = re.compile(
    r"^(?P<over>.{0,8}?市|省)(?P<stem>[\u4e00-\u9fff]{2,8})局(?P<place>[\u4e00-\u9fff]{2,10})分局$"
)


@dataclass
class Unit:
    """A unit and every form its name was met in."""

    key: str  # region key, a slash, the canonical name
    region: Region | None
    kind: str
    forms: dict[str, int] = field(default_factory=dict)  # printed form -> how often
    second: set[str] = field(default_factory=set)  # names in brackets, and forms with the place before them
    parent: str = ""  # key of the unit its name says it belongs to

    @property
    def label(self) -> str:
        """The fullest form met without its place: the longest, then the first in order."""
        return max(sorted(self.forms or self.second), key=len)

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other forms, the names in brackets, and the full name with the place before it."""
        full = (
            {f"{self.region.label}{self.label.removeprefix(level_of(self.label))}"}
            if self.region and level_of(self.label)
            else set()
        )
        return tuple(sorted((set(self.forms) | self.second | full) - {self.label}))


class Units:
    """Every unit met, by key."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.units: dict[str, Unit] = {}

    def meet(self, name: str, region: Region | None) -> Unit:
        """The unit that a printed name means in a document of a region; a new one where it was not met."""
        plain, second = name, ""
        if match := SECOND_NAME.match(name):
            plain, second = match["first"], match["second"]
            if re.match(
                r"^(?:市|县|区|旗|街道|乡镇|镇街)?[、，]|^(?:[市县区旗镇乡]|街道|园区)$", second
            ) or is_collective(name):
                plain, second = name, ""
        home, canonical, placed = self._scope(plain, region)
        key = f"{home.key if home else '-'}/{canonical}"
        unit = self.units.get(key)
        if unit is None:
            unit = self.units[key] = Unit(key, home, kind_of(plain))
        if placed:
            unit.second.add(plain)
        else:
            unit.forms[plain] = unit.forms.get(plain, 0) + 1
        if second:
            unit.second.add(second)
        return unit

    def _scope(self, name: str, region: Region | None) -> tuple[Region | None, str, bool]:
        """Whose unit it is, its canonical name with the level before it, and whether the name held the place."""
        name = re.sub(r"\s", "", name)
        if is_collective(name) or region is None:
            return region, name, False
        named = self._without_place(name, region)
        canonical = load_departments().canonical(named)
        if (branch := BRANCH.match(named)) and branch["place"] in (region.label, _short(region.label)):
            return region, f"{region.mark}{load_departments().canonical(branch['stem'] + '分局')}", False
        level, kind = level_of(canonical), kind_of(canonical)
        if kind == "town_or_subdistrict" and not level:
            canonical = GOVERNMENT_TAIL.sub("", canonical)
        elif kind == "park_or_zone" and not level:
            canonical = re.sub(r"(?:管理委员会|管委会)$", "", canonical.removeprefix(_short(region.label)))
        home = region
        if level and level != region.mark:
            home = next((r for r in self._places.above(region) if r.mark == level), region)
        return home, canonical, named != name

    def _without_place(self, name: str, region: Region) -> str:
        """兖州区财政局, 济宁市兖州区财政局 -> 区财政局, in a document of 兖州区; the same for the places above."""
        for place in (region, *self._places.above(region)):
            at = name.find(place.label)
            before = name[:at] if at > 0 else ""
            if at == 0 or (at > 0 and any(before == upper.label for upper in self._places.above(place))):
                rest = name[at + len(place.label) :]
                if len(rest) > 1 and not rest.startswith(("分局", "支行", "分行")):
                    return place.mark + rest
        return name


def _short(label: str) -> str:
    """A place's name without its level: 兖州 of 兖州区.

    >>> _short("兖州区"), _short("内蒙古自治区"), _short("塔拉河旗")
    ('兖州', '内蒙古', '塔拉河')
    """
    return re.sub(
        r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|街道|苏木|省|市|州|盟|县|区|旗|镇|乡)$",
        "",
        label,
    )
