"""Why two names of a snapshot are one thing or are not: from its judgements, and where none was made, by its facts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TextIO

from pyoxigraph import QuerySolutions, Store

from graph.resolution.model import Entity, Identity, Judgement, Mention, Money, Resolution
from graph.resolution.same import Answer, same
from graph.snapshot.query import QueryError, answer

KINDS = {  # classes of things that are compared, and the kind of comparison
    "Project": "project",
    "ProjectGroup": "project",
    "Enterprise": "enterprise",
    "Cluster": "cluster",
    "Platform": "platform",
    "Title": "platform",
    "Programme": "programme",
    "Unit": "unit",
    "Region": "place",
}
WORDS = {"same": "同一", "different": "不同", "unsure": "未定"}
NAMED = """
SELECT DISTINCT ?thing ?region WHERE {
  VALUES ?name { %s } { ?thing skos:prefLabel ?name } UNION { ?thing skos:altLabel ?name }
  OPTIONAL { ?thing pg:jurisdiction ?region }
}"""
THINGS = """
SELECT DISTINCT ?thing ?class ?label ?whole WHERE {
  VALUES ?class { %s } %s ?thing a ?class ; skos:prefLabel ?label . OPTIONAL { ?thing pg:mergedInto ?whole }
} ORDER BY ?thing ?class"""
ABOUT = {
    "enterprises": "?f a pg:Participation ; pg:project ?thing ; pg:enterprise/skos:prefLabel ?value",
    "clusters": "?f a pg:Placement ; pg:project ?thing ; pg:cluster/skos:prefLabel ?value",
    "amounts": "?f a pg:Investment ; pg:project ?thing ; pg:investmentKind 'total' ; pg:amount ?value ; pg:currency ?unit",
    "quotes": "?f pg:project|pg:enterprise|pg:cluster|pg:programme|pg:agent|pg:actor|pg:target ?thing ;"
    " a pg:Fact ; pg:evidence/oa:hasSelector/oa:exact ?value",
}
FACTS = "SELECT DISTINCT ?thing ?value ?unit WHERE { %s %s } ORDER BY ?thing ?value"
JUDGED = """
SELECT ?first ?second ?judgement ?score ?reason ?rule (GROUP_CONCAT(?words; SEPARATOR = "\\n") AS ?quotes) WHERE {
  SELECT DISTINCT ?i ?first ?second ?judgement ?score ?reason ?rule ?words WHERE {
    ?i a pg:Identity ; pg:firstEntity ?first ; pg:secondEntity ?second ; pg:judgement ?judgement ; pg:reason ?reason .
    OPTIONAL { ?i pg:score ?score } OPTIONAL { ?i prov:wasGeneratedBy ?rule }
    OPTIONAL { ?i pg:evidence/oa:hasSelector/oa:exact ?words }
  } ORDER BY ?words
} GROUP BY ?i ?first ?second ?judgement ?score ?reason ?rule"""


class Row(NamedTuple):
    """A thing of the snapshot."""

    iri: str
    kind: str
    label: str
    region: str
    whole: str


@dataclass
class _World:
    """The things of the places where the names are known, as the comparison sees them."""

    store: Store
    regions: Sequence[str]
    about: dict[str, dict[str, list[tuple[str, str]]]] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        classes = " ".join(f"pg:{name}" for name in KINDS)
        found: dict[str, Row] = {}
        for region in self.regions:
            where = f"?thing pg:jurisdiction <{region}> ." if region else ""
            wanted = classes if region else "pg:Region"
            for thing, cls, label, whole in _rows(self.store, THINGS % (wanted, where)):
                kind = KINDS[cls.rpartition("#")[2]]
                found.setdefault(thing, Row(thing, kind, label, region.rpartition("/")[2], whole))
            for name, pattern in ABOUT.items():
                held = self.about.setdefault(name, defaultdict(list))
                for thing, value, unit in _rows(self.store, FACTS % (where, pattern)) if region else ():
                    held[thing].append((value, unit))
        return list(found.values())

    def mention(self, row: Row, within: Sequence[str]) -> Mention:
        def of(name: str) -> list[tuple[str, str]]:
            return self.about.get(name, {}).get(row.iri, [])

        return Mention(
            row.kind,
            row.label,
            row.region,
            tuple(within),
            document=row.iri,
            enterprises=tuple(value for value, _ in of("enterprises")),
            amounts=tuple(Money(float(value), unit) for value, unit in of("amounts")),
            clusters=tuple(value for value, _ in of("clusters")),
            quote=next((value for value, _ in of("quotes")), ""),
        )


def why(store: Store, first: str, second: str) -> list[Answer]:
    """What the snapshot knows of two names.

    A name is a label, another form of it, or a thing's IRI. Raises QueryError if nothing has it.
    """
    regions = sorted({region for name in (first, second) for region in _known(store, name)})
    world = _World(store, regions)
    rows = world.rows()
    above = {region.rpartition("/")[2]: _above(store, region) for region in regions if region}
    wholes = {row.whole for row in rows if row.whole}
    mentions = {
        row.iri: world.mention(row, above.get(row.region, ()))
        for row in rows
        if row.iri not in wholes or world.about.get("quotes", {}).get(row.iri)
    }
    names = {row.iri: row for row in rows}
    return list(
        same(
            list(mentions.values()),
            _resolution(store, mentions, names),
            *(
                names[name].label if name in names else _preferred(store, name, mentions)
                for name in (first, second)
            ),
        )
    )


def _preferred(store: Store, name: str, mentions: dict[str, Mention]) -> str:
    """The label of the thing that has this as another form of its name."""
    if any(mention.label == name for mention in mentions.values()):
        return name
    query = f"SELECT ?label WHERE {{ ?thing skos:altLabel {_literal(name)} ; skos:prefLabel ?label }} ORDER BY ?label"
    return next((label for (label,) in _rows(store, query)), name)


def _known(store: Store, name: str) -> set[str]:
    """The regions, by IRI, whose things have this name; an empty one for a place."""
    if "://" in name:
        found = _rows(
            store,
            f"SELECT ?thing ?region WHERE {{ BIND(<{name}> AS ?thing) ?thing a ?c . OPTIONAL {{ ?thing pg:jurisdiction ?region }} }}",
        )
    else:
        found = _rows(store, NAMED % _literal(name))
    regions = {region for _, region in found}
    if not regions:
        raise QueryError(f"nothing in this snapshot is called {name}")
    return regions


def _literal(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"@zh'


def _above(store: Store, region: str) -> list[str]:
    query = (
        f"SELECT DISTINCT ?place WHERE {{ <{region}> schema:containedInPlace+ ?place }} ORDER BY DESC(?place)"
    )
    return [place.rpartition("/")[2] for (place,) in _rows(store, query)]


def _resolution(store: Store, mentions: dict[str, Mention], names: dict[str, Row]) -> Resolution:
    """The snapshot's judgements of these things."""
    identities = []
    for first, second, judgement, score, reason, rule, quotes in _rows(store, JUDGED):
        if first in mentions and second in mentions:
            known, by = Judgement(judgement), rule.rpartition(":")[2]
            evidence = tuple(quotes.split("\n")) if quotes else ()
            identities.append(
                Identity(
                    mentions[first], mentions[second], known, float(score or 0), reason, by,
                    hard=known is Judgement.DIFFERENT, evidence=evidence,
                )
            )  # fmt: skip
    members: dict[str, list[Mention]] = defaultdict(list)
    for iri, mention in mentions.items():
        members[names[iri].whole or iri].append(mention)
    entities = []
    for whole, held in members.items():
        label = names[whole].label if whole in names else held[0].label
        entities.append(Entity(whole, held[0].kind, held[0].region, label, tuple(held)))
    return Resolution(tuple(entities), tuple(identities), 0)


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    found = answer(store, query)
    assert isinstance(found, QuerySolutions)
    width = len(found.variables)
    for row in found:
        yield tuple(row[n].value if row[n] is not None else "" for n in range(width))


def print_why(store: Store, first: str, second: str, out: TextIO) -> None:
    """The answers, one below the other: judgement, score, reasons, sentences."""
    answers = why(store, first, second)
    if not answers:
        raise QueryError(
            f"{first} and {second} are things of different kinds or of places that have nothing to do with each other"
        )
    for found in answers:
        judged = found.judgement.value
        out.write(f"{judged} {WORDS[judged]}  ({found.kind}, {found.region or '-'}, score {found.score:g})\n")
        for entity in dict.fromkeys((found.first, found.second)):
            others = "、".join(entity.aliases)
            out.write(f"  {entity.label}{f'（又称：{others}）' if others else ''}\n")
        spelt = (
            len(found.because) == 1 and found.first is found.second and not found.evidence and first != second
        )
        for number, reason in enumerate(("两种写法，规范名称相同",) if spelt else found.because, 1):
            out.write(f"  理由{number if len(found.because) > 1 else ''}：{reason}\n")
        for quote in found.evidence:
            out.write(f"  原文：“{quote}”\n")
