"""Diagrams of the ontology as SVG: columns of boxes, a row a property, an arrow from the row to the class it leads to.

Positions come from the order of the data file and from the widths of the words alone, so that a diagram is the same
everywhere. The words of a diagram are escaped here, as it is put into the page as it stands.
"""

import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from graph.ontologydocs.shapes import Rule
from graph.ontologydocs.terms import Ontology, Term
from graph.ontologydocs.triples import in_language

TABLE = Path(__file__).with_name("diagrams.toml")
HEAD, ROW, PAD, GAP, COLUMN = 44, 22, 12, 22, 74  # heights of head and row; room in, below, and beside a box
SIZE, SMALL = 13, 11  # of letters
NARROWEST, WIDEST = 120, 250
LOOP = 34  # how far an arrow within a column swings out


@dataclass(frozen=True)
class Plan:
    """A diagram as diagrams.toml has it."""

    id: str
    titles: dict[str, str]
    edges: str
    values: bool
    kinds: tuple[str, ...]
    context: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Row:
    """A line of a box: a property, with the classes it leads to, or a class below."""

    term: Term
    targets: tuple[str, ...] = ()
    kind: bool = False


@dataclass
class Box:
    term: Term
    rows: list[Row]
    column: int
    x: float = 0
    y: float = 0
    width: float = 0

    @property
    def height(self) -> float:
        return HEAD + ROW * len(self.rows) + (6 if self.rows else 0)


def load_plans(path: Path = TABLE) -> list[Plan]:
    """The diagrams that there are."""
    return [
        Plan(
            d["id"],
            {"zh": d["zh"], "en": d["en"]},
            d["edges"],
            d["values"],
            tuple(d["kinds"]),
            tuple(d["context"]),
            tuple(map(tuple, d["columns"])),
        )
        for d in tomllib.loads(path.read_text(encoding="utf-8"))["diagram"]
    ]


def draw(plan: Plan, ontology: Ontology, rules: Sequence[Rule], language: str) -> str:
    """A diagram as an SVG element; nothing where none of its classes is in the ontology."""
    boxes = boxes_of(plan, ontology, rules)
    if not boxes:
        return ""
    width, height = _place(boxes, language)
    drawn = [
        f'<svg class="diagram" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" role="img"'
        f' aria-label="{escape(in_language(plan.titles, language))}">',
        f'<defs><marker id="/arrow/{plan.id}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8"'
        ' orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
        *_arrows(plan, boxes),
        *(line for box in boxes.values() for line in _box(box, language)),
        "</svg>",
    ]
    return "\n".join(drawn)


# -- what is in it


def boxes_of(plan: Plan, ontology: Ontology, rules: Sequence[Rule]) -> dict[str, Box]:
    """IRI of a class → its box, for the classes of a plan that the ontology has."""
    names = [(ontology.namespace + name, n) for n, column in enumerate(plan.columns) for name in column]
    inside = {iri: n for iri, n in names if iri in ontology.terms}
    leads = _leads(ontology, rules)
    return {
        iri: Box(ontology.terms[iri], list(_rows(plan, ontology, iri, inside, leads)), column)
        for iri, column in inside.items()
    }


def _leads(ontology: Ontology, rules: Sequence[Rule]) -> dict[tuple[str, str], list[str]]:
    """(class, property) → classes it leads to: as the ontology declares it, or as the shapes ask for it."""
    found: dict[tuple[str, str], list[str]] = {}
    for term in ontology.of_kind("object"):
        for cls in ontology.domain_of(term):
            found.setdefault((cls, term.iri), []).extend(ontology.range_of(term))
    for rule in rules:
        asked = [iri for part in rule.parts if part.word == "class" for iri in part.terms]
        for cls in rule.targets:
            if not found.get((cls, rule.path)) and asked:
                found[cls, rule.path] = asked
    return found


def _rows(
    plan: Plan, ontology: Ontology, iri: str, inside: dict[str, int], leads: dict[tuple[str, str], list[str]]
) -> Iterator[Row]:
    name = ontology.terms[iri].anchor
    for term in ontology.terms.values():
        if not term.is_property or term.deprecated or term.is_inverse or name in plan.context:
            continue
        targets = tuple(target for target in leads.get((iri, term.iri), ()) if target in inside)
        if targets and bool(term.short_for) == (plan.edges == "direct"):
            yield Row(term, targets)
        elif plan.values and term.kind == "datatype" and iri in ontology.domain_of(term):
            yield Row(term)
    if name in plan.kinds:
        yield from (Row(ontology.terms[below], kind=True) for below in ontology.terms[iri].below)


# -- where it stands


def width_of(words: str, size: float) -> float:
    """How wide some words are at most, whatever the typeface: full-width characters count one, others less.

    >>> width_of("任务", 13), width_of("task", 10)
    (26.0, 25.0)
    """
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in words)
    return float(size * wide + size * 0.625 * (len(words) - wide))


def _place(boxes: dict[str, Box], language: str) -> tuple[float, float]:
    """Gives every box its place; the size of the whole."""
    columns: dict[int, list[Box]] = {}
    for box in boxes.values():
        columns.setdefault(box.column, []).append(box)
    x = y = 0.0
    heights = {n: sum(box.height + GAP for box in column) - GAP for n, column in columns.items()}
    x, tallest = LOOP, max(heights.values())
    for n, column in sorted(columns.items()):
        width = max(_width(box, language) for box in column)
        spare = (tallest - heights[n]) / (len(column) + 1)
        y = 1.0 + spare
        for box in column:
            box.x, box.y, box.width = x, round(y), width
            y += box.height + GAP + (spare if len(column) > 1 else 0)
        x += width + COLUMN
    bottom = max(box.y + box.height for box in boxes.values())
    return x - COLUMN + LOOP, bottom + 1


def _width(box: Box, language: str) -> float:
    lines = [width_of(in_language(box.term.labels, language), SIZE + 1), width_of(box.term.short, SMALL)]
    lines += [width_of(_words(row, language), SIZE) + 8 for row in box.rows]
    return min(max(NARROWEST, *lines) + 2 * PAD, WIDEST)


def _words(row: Row, language: str) -> str:
    return ("⊃ " if row.kind else "") + in_language(row.term.labels, language)


# -- how it looks


def _arrows(plan: Plan, boxes: dict[str, Box]) -> Iterator[str]:
    for box in boxes.values():
        for number, row in enumerate(box.rows):
            y = box.y + HEAD + ROW * (number + 0.5)
            for target in row.targets:
                path = _path(box, y, boxes[target])
                yield f'<path class="arrow" d="{path}" marker-end="url(#/arrow/{plan.id})"/>'


def _path(box: Box, y: float, target: Box) -> str:
    """From a row of one box to the head of another; within a column it swings out to the right."""
    to = target.y + HEAD / 2
    if target.column > box.column:
        start, end = box.x + box.width, target.x
        bend = min(70, (end - start) / 2)
        return f"M{start:.0f} {y:.0f}C{start + bend:.0f} {y:.0f} {end - bend:.0f} {to:.0f} {end:.0f} {to:.0f}"
    if target.column < box.column:
        start, end = box.x, target.x + target.width
        bend = min(70, (start - end) / 2)
        return f"M{start:.0f} {y:.0f}C{start - bend:.0f} {y:.0f} {end + bend:.0f} {to:.0f} {end:.0f} {to:.0f}"
    start, end = box.x + box.width, target.x + target.width
    out = start + LOOP
    return f"M{start:.0f} {y:.0f}C{out:.0f} {y:.0f} {out:.0f} {to:.0f} {end:.0f} {to:.0f}"


def _box(box: Box, language: str) -> Iterator[str]:
    x, y, width = box.x, box.y, box.width
    yield f'<rect class="box" x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{box.height:.0f}" rx="7"/>'
    label = _fitting(in_language(box.term.labels, language), width - 2 * PAD, SIZE + 1)
    yield (
        f'<a href="{href(box.term)}"><rect class="head" x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{HEAD}" rx="7"/>'
        f'<text class="name" x="{x + PAD:.0f}" y="{y + 19:.0f}">{escape(label)}</text>'
        f'<text class="short" x="{x + PAD:.0f}" y="{y + 36:.0f}">{escape(box.term.short)}</text></a>'
    )
    for number, row in enumerate(box.rows):
        at = y + HEAD + ROW * number
        words = _fitting(_words(row, language), width - 2 * PAD, SIZE)
        look = "kind" if row.kind else "leads" if row.targets else "value"
        yield (
            f'<a href="{href(row.term)}"><rect class="hit" x="{x + 1:.0f}" y="{at:.0f}" width="{width - 2:.0f}" height="{ROW}"/>'
            f'<text class="{look}" x="{x + PAD:.0f}" y="{at + 16:.0f}">{escape(words)}</text></a>'
        )


def _fitting(words: str, room: float, size: float) -> str:
    if width_of(words, size) <= room:
        return words
    while words and width_of(words + "…", size) > room:
        words = words[:-1]
    return words + "…"


def href(term: Term) -> str:
    """The link to a term on the same page.

    >>> from graph.ontologydocs.terms import Term
    >>> href(Term("x#a b", "class", "pg:a b", "a b", True, {}, {}, {}))
    '#a%20b'
    """
    return "#" + quote(term.anchor, safe=":-._~/")
