"""When a fact that was found is the one that was wanted: relaxed and strict.

Relaxed forgives how much of a name was taken; strict asks for the words themselves, from the right place. In
gold, a label or an enumerated value may list alternatives with | between them.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Row = Mapping[str, object]
Place = tuple[int, int]


class Columns(NamedTuple):
    """What of a view is compared, and how."""

    labels: tuple[str, ...]
    exact: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    details: tuple[str, ...] = ()  # compared by strict agreement only

    @property
    def compared(self) -> tuple[str, ...]:
        return self.labels + self.exact + self.numbers


VIEWS = {
    "assignments": Columns(("task", "agent"), ("role",)),
    "investments": Columns(("project",), ("currency", "kind"), ("amount",)),
    "project_enterprises": Columns(("project", "enterprise")),
    "project_clusters": Columns(("project", "cluster")),
    "project_stages": Columns(("project",), ("stage", "status")),
    "initiatives": Columns(("actor", "target"), ("relation",)),
    "indicators": Columns(("indicator",), ("kind", "measure", "comparator"), ("value",), ("unit", "year")),
    "programmes": Columns(("name",)),
    "citations": Columns(("title",)),
}
HEAD = ("title", "type", "issuer", "region", "date", "doc_number", "speaker", "year_reviewed", "year_planned")
HEAD_LABELS = {"title", "issuer", "region", "speaker"}
DOCUMENTS = "documents"
MARKS = re.compile(r"[\s\u3000“”\"'‘’《》〈〉「」『』（）()【】\[\]、,，.。·•—\-–:：;；*#]+")
QUOTES = re.compile(r"[\s“”‘’\"'《》]+")
LEAST_PART = 0.5  # of the longer label, where one holds the other
LEAST_DICE = 0.6  # of the pairs of neighbouring characters


def normal(label: object) -> str:
    """A label without marks, spaces and widths.

    >>> normal("“好品山东”（２个）")
    '好品山东2个'
    """
    return MARKS.sub("", unicodedata.normalize("NFKC", str(label or ""))).lower()


def same_label(found: object, wanted: object) -> bool:
    """Equal but for marks, or one holds the other and is half as long at least, or most pairs of characters are shared.

    >>> same_label("华勤", "华勤集团"), same_label("5", "54"), same_label("区科技局", "区商务局|科技局")
    (True, False, True)
    """
    a = normal(found)
    alternatives = [normal(part) for part in str(wanted or "").split("|")]
    if str(wanted).isdigit() or str(found).isdigit():
        return a in alternatives
    return any(_alike(a, b) for b in alternatives)


def _alike(a: str, b: str) -> bool:
    if a == b or not a or not b:
        return a == b
    short, long = sorted((a, b), key=len)
    if len(short) >= 2 and short in long and len(short) / len(long) >= LEAST_PART:
        return True
    pairs_a, pairs_b = _pairs(a), _pairs(b)
    return bool(pairs_a and pairs_b) and _dice(pairs_a, pairs_b) >= LEAST_DICE


def _pairs(label: str) -> set[str]:
    return {label[n : n + 2] for n in range(len(label) - 1)}


def _dice(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def same_number(found: object, wanted: object) -> bool:
    """Equal numbers, or both left empty.

    >>> same_number(6.5, "6.50"), same_number("", None), same_number("", 0)
    (True, True, False)
    """
    try:
        a, b = float(str(found)), float(str(wanted))
    except ValueError:
        return found in (None, "") and wanted in (None, "")
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def relaxed(view: str, found: Row, wanted: Row) -> bool:
    columns = VIEWS[view]
    return _same_values(columns, found, wanted) and all(
        same_label(found.get(name), wanted.get(name)) for name in columns.labels
    )


def strict(view: str, found: Row, wanted: Row, places: tuple[Place, ...]) -> bool:
    """Equal values, and evidence that overlaps one of the places where the gold quote stands."""
    columns = VIEWS[view]
    return (
        _same_values(columns, found, wanted)
        and all(_listed(found, wanted, name) for name in columns.labels + columns.details)
        and ("quote" not in wanted or _overlaps(found, places))
    )


def _same_values(columns: Columns, found: Row, wanted: Row) -> bool:
    return all(_said(found, name) in _said(wanted, name).split("|") for name in columns.exact) and all(
        same_number(found.get(name), wanted.get(name)) for name in columns.numbers
    )


def _listed(found: Row, wanted: Row, name: str) -> bool:
    return _bare(_said(found, name)) in [_bare(part) for part in _said(wanted, name).split("|")]


def _bare(label: str) -> str:
    """A label without spaces and quotation marks: names are given without them, and gold often as printed."""
    return QUOTES.sub("", label)


def _said(row: Row, name: str) -> str:
    return str(row.get(name) or "")


def _overlaps(found: Row, places: tuple[Place, ...]) -> bool:
    start, end = int(str(found["start"])), int(str(found["end"]))
    return any(start < until and begin < end for begin, until in places)


def alike_in_head(found: Row, wanted: Row, strictly: bool) -> set[str]:
    """The attributes of two documents that say the same; what one leaves empty is no agreement."""
    filled = (name for name in HEAD if found.get(name) and wanted.get(name))
    return {name for name in filled if _same_attribute(name, found, wanted, strictly)}


def _same_attribute(name: str, found: Row, wanted: Row, strictly: bool) -> bool:
    if strictly:
        return _listed(found, wanted, name)
    if name in HEAD_LABELS:
        return same_label(str(found[name]), str(wanted[name]))
    return normal(found[name]) in [normal(part) for part in str(wanted[name]).split("|")]


def places_of(quote: str, text: str, window: Place) -> Iterator[Place]:
    """Everywhere in a window that a quote stands, partly at least.

    >>> list(places_of("增长", "增长5%，增长6%", (0, 7)))
    [(0, 2), (5, 7)]
    """
    start = text.find(quote, max(0, window[0] - len(quote)))
    while quote and 0 <= start < window[1]:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)
