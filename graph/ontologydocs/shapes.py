"""What the shapes ask of a node, as rules that the page puts into words.

A rule keeps its parts apart (how many, what kind of value) so that each language can word them and so that the terms
in them become links. A part of SHACL that is not known here raises, so that no requirement is lost unseen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.ontologydocs.triples import RDF, SH, Term, Triples

IGNORED = {
    RDF + "type",
    SH + "property",
    SH + "targetClass",
    SH + "targetNode",
    SH + "message",
    SH + "severity",
}
COUNTS = {SH + "minCount", SH + "maxCount", SH + "path"}
ONE_VALUE = {  # constraint → the key of its words; the value is a plain value
    "minLength": "min_length",
    "maxLength": "max_length",
    "minInclusive": "min_inclusive",
    "maxInclusive": "max_inclusive",
    "minExclusive": "min_exclusive",
    "maxExclusive": "max_exclusive",
    "pattern": "pattern",
    "uniqueLang": "unique_lang",
}
ONE_TERM = {"class": "class", "datatype": "datatype", "lessThan": "less_than", "hasValue": "has_value"}


class ShapeError(ValueError):
    """The shapes say something that the page has no words for."""


@dataclass(frozen=True)
class Part:
    """One thing that is asked of a value. `word` is a key of words.toml; `terms` are IRIs, `value` a plain value."""

    word: str
    value: str = ""
    terms: tuple[str, ...] = ()
    options: tuple["Part", ...] = ()  # of which one must hold


@dataclass(frozen=True)
class Rule:
    """What one shape asks of one property, or of the node itself where `path` is empty."""

    shape: str  # the local name
    targets: tuple[str, ...]  # classes
    path: str
    least: int
    most: int | None
    parts: tuple[Part, ...]
    messages: tuple[tuple[str, str], ...]  # language, words
    when: str = ""  # only where the path has this value

    def message(self, language: str) -> str:
        return dict(self.messages).get(language, "")


def read_rules(path: Path) -> list[Rule]:
    """The rules of a file of shapes, in its order.

    Raises ShapeError for a constraint that is not known here, OSError or SyntaxError if it cannot be read.
    """
    triples = Triples.read(path)
    shapes = list(triples.with_object(RDF + "type", NamedNode(SH + "NodeShape")))
    return [rule for shape in shapes for rule in _rules_of(triples, shape)]


def _rules_of(triples: Triples, shape: Term) -> Iterator[Rule]:
    name = shape.value.rpartition("#")[2] if isinstance(shape, NamedNode) else ""
    targets = tuple(triples.iris(shape, SH + "targetClass"))
    when = [node.value for node in triples.of(shape, SH + "targetNode") if isinstance(node, Literal)]
    if parts := tuple(_parts(triples, shape)):
        yield Rule(name, targets, "", 0, None, parts, _messages(triples, shape))
    for property_ in triples.of(shape, SH + "property"):
        ways = triples.of(property_, SH + "path")
        path = ways[0].value if ways and isinstance(ways[0], NamedNode) else ""
        for value in when:  # the shape starts from a value, and the path leads back from it
            path = "".join(triples.iris(ways[0], SH + "inversePath"))
            messages = _messages(triples, property_)
            yield Rule(name, (), path, 0, None, (), messages, when=value)
        if when:
            continue
        if not path:
            raise ShapeError(f"{name}: a path that is no property")
        least, most = triples.value(property_, SH + "minCount"), triples.value(property_, SH + "maxCount")
        parts = tuple(_parts(triples, property_))
        messages = _messages(triples, property_)
        yield Rule(name, targets, path, int(least or 0), int(most) if most else None, parts, messages)


def _messages(triples: Triples, shape: Term) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(triples.texts(shape, SH + "message").items()))


def _parts(triples: Triples, shape: Term) -> Iterator[Part]:
    for predicate, objects in triples.objects.get(shape, {}).items():
        if predicate in IGNORED or predicate in COUNTS:
            continue
        name = predicate.removeprefix(SH)
        for object_ in objects:
            if name in ONE_VALUE and isinstance(object_, Literal):
                yield Part(ONE_VALUE[name], object_.value)
            elif name in ONE_TERM and isinstance(object_, NamedNode):
                yield Part(ONE_TERM[name], terms=(object_.value,))
            elif name == "nodeKind" and isinstance(object_, NamedNode):
                yield Part("kind_" + object_.value.removeprefix(SH))
            elif name == "in":
                members = list(triples.members(object_))
                values = tuple(Part("value", m.value) for m in members if isinstance(m, Literal))
                terms = tuple(m.value for m in members if isinstance(m, NamedNode))
                yield Part("in", terms=terms, options=values)
            elif name == "or":
                options = [tuple(_parts(triples, option)) for option in triples.members(object_)]
                yield Part("or", options=tuple(part for parts in options for part in parts))
            else:
                raise ShapeError(f"no words for {triples.short(predicate)} in the shapes")
