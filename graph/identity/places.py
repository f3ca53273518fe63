"""Step 5a: the place a document belongs to, and the places above it, from the gazetteer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.gazetteer import Place, load
from graph.model import Document
from graph.structure.region import region_path


@dataclass(frozen=True, slots=True)
class Region:
    """A place. `code` is its GB/T 2260 code (nine digits for a town), empty where the gazetteer lacks it."""

    key: str  # identifies it: the code, or the name where there is none
    label: str
    code: str = ""
    level: str = ""
    parent: str = ""  # key of the place it lies in
    note: str = ""  # how an old or short name was understood

    @property
    def mark(self) -> str:
        """The character its own units' names begin with: 区 of 兖州区, 自治区 of 内蒙古自治区."""
        return "自治区" if self.label.endswith("自治区") else self.label[-1:]


class Places:
    """Every place met so far, by key. Unknown ones stand without a code and without a parent."""

    def __init__(self) -> None:
        self.regions: dict[str, Region] = {}

    def of_document(self, document: Document) -> Region | None:
        """The document's region, resolved with the path its issuer, title or listing gives."""
        label = document.head.get("region")
        if label is None:
            return None
        within = document.head.get("_within")
        for key in ("issuer", "title"):
            if key in document.head:
                path = region_path(re.sub(r"^\d{4}年", "", document.head[key].value))
                if label.value in path:
                    path = path[: path.index(label.value) + 1]
                    if within and within.value not in path and load().resolve([within.value, *path]):
                        path = [within.value, *path]
                    return self.resolve(path)
        return self.resolve([label.value])

    def resolve(self, path: Sequence[str]) -> Region:
        """The place at the end of a path of names, entered with all that lie above it."""
        found = load().resolve(path)
        if found is None:
            key = path[-1]
            parent = self.resolve(path[:-1]).key if len(path) > 1 else ""
            return self.regions.setdefault(key, Region(key, path[-1], parent=parent))
        change = found.via_change
        note = (
            f"printed as {path[-1]}; {change.kind}, {change.new_name} by {change.date} ({change.source})"
            if change
            else ""
        )
        return self._enter(found.place, note, path[-1] if found.via_change else "")

    def _enter(self, place: Place, note: str = "", printed: str = "") -> Region:
        if place.code in self.regions:
            return self.regions[place.code]
        above = load().path(place)[:-1]
        for upper in above:
            self._enter(upper)
        region = Region(
            place.code, printed or place.name, place.code, place.level, above[-1].code if above else "", note
        )
        self.regions[place.code] = region
        return region

    def above(self, region: Region) -> list[Region]:
        """The places a place lies in, innermost first."""
        found = []
        while region.parent and region.parent in self.regions:
            region = self.regions[region.parent]
            found.append(region)
        return found
