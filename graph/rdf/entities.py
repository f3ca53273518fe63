"""Step 6b: every thing that facts name, once: its IRI, what it is called, of which class, where it belongs.

Statements of the documents' own words go to the graph `entities`; what only the gazetteer says goes to
the graph `gazetteer`, with its source and date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from graph.gazetteer import DATA_DATE, SOURCE
from graph.identity.places import Places, Region
from graph.identity.units import Unit, Units
from graph.model import Source
from graph.rdf.evidence import source_iri
from graph.rdf.names import (
    DCTERMS,
    FOAF,
    ORG,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    Base,
    date_literal,
    digest,
    pg,
    thing_iri,
    zh,
)
from graph.resolution.succession import successions

A = NamedNode(RDF + "type")
LABEL, ALIAS = NamedNode(SKOS + "prefLabel"), NamedNode(SKOS + "altLabel")
GRAPHS = ("entities", "gazetteer")  # of what the documents name


@dataclass
class Entities:
    """Gives every named thing its IRI, and afterwards says what is known of each."""

    base: Base
    places: Places = field(default_factory=Places)
    _units: Units = field(init=False)
    _sources: dict[NamedNode, tuple[str, str, str, str]] = field(default_factory=dict)
    _named: dict[NamedNode, tuple[str, str, Region | None]] = field(
        default_factory=dict
    )  # IRI -> class, label, region
    _forms: dict[NamedNode, set[str]] = field(default_factory=dict)

    _labels: dict[str, str] = field(default_factory=dict)  # IRI -> a person's label

    def __post_init__(self) -> None:
        self._units = Units(self.places)

    def source(self, source: Source) -> NamedNode:
        """The file that documents were read from; two files with the same bytes are one."""
        iri = source_iri(self.base, source.sha256)
        about = (source.name, source.sha256, source.media_type, source.encoding)
        self._sources[iri] = min(self._sources.get(iri, about), about)
        return iri

    def region(self, region: Region) -> NamedNode:
        return self.base.name("region", region.key)

    def unit(self, name: str, region: Region | None) -> NamedNode:
        """The unit a printed name means in a document of a region."""
        key = self._units.meet(name, region).key
        return self.base.name("unit", *key.split("/", 1))

    def official(self, name: str, region: Region | None) -> NamedNode:
        return self._enter("official", "Official", name, region)

    def cited(self, title: str) -> NamedNode:
        return self._enter("cited", "CitedDocument", title, None)

    def scoped(self, kind: str, name: str, region: Region | None, cls: str = "") -> NamedNode:
        """A thing known by its name within a jurisdiction: a programme, a term, a project."""
        return self._enter(kind, cls or kind.title(), name, region)

    def relabel(self, iri: str, label: str) -> None:
        """Gives a thing the label that a person says it has; the others become second names."""
        self._labels[iri] = label

    def describe(self, kind: str, cls: str, name: str, region: str) -> None:
        """Enters a thing that no document's own statements name so; `region` is its key."""
        self._enter(kind, cls, name, self.places.regions.get(region))

    def _enter(self, kind: str, cls: str, name: str, region: Region | None) -> NamedNode:
        label = " ".join(name.split())
        iri = thing_iri(self.base, kind, label, region.key if region else "")
        known = self._named.setdefault(iri, (cls, label, region))
        if label != known[1]:
            self._forms.setdefault(iri, set()).add(label)
        return iri

    def quads(self) -> Iterator[Quad]:
        """What is known of every thing met, sorted by IRI."""
        graph = self.base.name("graph", "entities")
        yield from self._unit_quads(graph)
        for iri in sorted(self._named, key=lambda node: node.value):
            yield from self._thing(iri, graph)
        yield from self._place_quads(graph)
        yield from self._source_quads(graph)

    def _source_quads(self, graph: NamedNode) -> Iterator[Quad]:
        for iri, (name, sha256, media_type, encoding) in sorted(self._sources.items(), key=lambda s: s[1]):
            yield Quad(iri, A, pg("SourceFile"), graph)
            yield Quad(iri, pg("fileName"), Literal(name), graph)
            yield Quad(iri, pg("sha256"), Literal(sha256), graph)
            yield Quad(iri, NamedNode(DCTERMS + "format"), Literal(media_type), graph)
            if encoding:
                yield Quad(iri, pg("encoding"), Literal(encoding), graph)

    def _thing(self, iri: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        cls, first, region = self._named[iri]
        forms = sorted({first, *self._forms.get(iri, ())}, key=lambda form: (-len(form), form))
        forms = self._with_label(iri, forms)
        yield Quad(iri, A, pg(cls), graph)
        yield Quad(iri, LABEL, zh(forms[0]), graph)
        for form in forms[1:]:
            yield Quad(iri, ALIAS, zh(form), graph)
        if cls == "Official":
            yield Quad(iri, NamedNode(FOAF + "name"), zh(forms[0]), graph)
        if cls == "CitedDocument":
            yield Quad(iri, NamedNode(DCTERMS + "title"), zh(forms[0]), graph)
        elif region:
            yield Quad(iri, pg("jurisdiction"), self.region(region), graph)

    def _with_label(self, iri: NamedNode, forms: list[str]) -> list[str]:
        """The forms of a name, a person's label first."""
        given = self._labels.get(iri.value)
        return [given, *(form for form in forms if form != given)] if given else forms

    def _unit_quads(self, graph: NamedNode) -> Iterator[Quad]:
        for key in sorted(self._units.units):
            unit = self._units.units[key]
            iri = self.base.name("unit", *key.split("/", 1))
            yield Quad(iri, A, pg("Unit"), graph)
            if unit.kind == "collective":
                yield Quad(iri, A, pg("CollectiveUnit"), graph)
            label, *aliases = self._with_label(iri, [unit.label, *unit.aliases])
            yield Quad(iri, LABEL, zh(label), graph)
            for alias in aliases:
                yield Quad(iri, ALIAS, zh(alias), graph)
            yield Quad(iri, pg("unitKind"), Literal(unit.kind), graph)
            if unit.region:
                yield Quad(iri, pg("jurisdiction"), self.region(unit.region), graph)
            yield from self._successions(iri, unit)
            if unit.parent:
                yield Quad(
                    iri,
                    NamedNode(ORG + "subOrganizationOf"),
                    self.base.name("unit", *unit.parent.split("/", 1)),
                    graph,
                )

    def _successions(self, iri: NamedNode, unit: Unit) -> Iterator[Quad]:
        """What became of a unit or of a second name of it, where the name says so for certain."""
        graph = self.base.name("graph", "successions")
        for name in sorted({unit.label, *unit.second}):
            for row in successions(name):
                parts = [iri.value, name, row.successor, row.kind, row.effective]
                node = self.base.name("succession", digest(parts))
                yield Quad(node, A, pg("Succession"), graph)
                yield Quad(node, pg("predecessor"), iri, graph)
                yield Quad(node, pg("predecessorName"), zh(name), graph)
                yield Quad(node, pg("successionKind"), Literal(row.kind), graph)
                yield Quad(node, pg("legalBasis"), zh(row.source), graph)
                if row.effective:
                    yield Quad(node, pg("effective"), date_literal(row.effective), graph)
                if row.between:
                    yield Quad(node, pg("effectiveBetween"), zh(row.between), graph)
                if row.note:
                    yield Quad(node, pg("reason"), zh(row.note), graph)
                if row.successor:
                    yield Quad(node, pg("successorName"), zh(row.successor), graph)
                    yield from self._successor(node, iri, unit, row.successor, graph)

    def _successor(
        self, node: NamedNode, iri: NamedNode, unit: Unit, name: str, graph: NamedNode
    ) -> Iterator[Quad]:
        """The unit that took the place, if documents of the same place name it."""
        for key, other in sorted(self._units.units.items()):
            if other.label == name and other.region == unit.region:
                after = self.base.name("unit", *key.split("/", 1))
                yield Quad(node, pg("successor"), after, graph)
                if after != iri:
                    yield Quad(iri, pg("succeededBy"), after, graph)

    def _place_quads(self, graph: NamedNode) -> Iterator[Quad]:
        gazetteer = self.base.name("graph", "gazetteer")
        source = self.base.name("gazetteer", DATA_DATE)
        known = False
        for key in sorted(self.places.regions):
            region = self.places.regions[key]
            iri = self.region(region)
            yield Quad(iri, A, pg("Region"), graph)
            yield Quad(iri, LABEL, zh(region.label), graph)
            if region.parent:
                yield Quad(
                    iri,
                    NamedNode(SCHEMA + "containedInPlace"),
                    self.base.name("region", region.parent),
                    gazetteer if region.code else graph,
                )
            if region.code:
                known = True
                yield Quad(iri, pg("gbCode"), Literal(region.code.ljust(6, "0")), gazetteer)
                yield Quad(iri, pg("regionLevel"), Literal(region.level), gazetteer)
                yield Quad(iri, NamedNode(DCTERMS + "source"), source, gazetteer)
            if region.note:
                yield Quad(iri, NamedNode(RDFS + "comment"), Literal(region.note), gazetteer)
        if known:
            yield Quad(source, NamedNode(DCTERMS + "title"), Literal(SOURCE), gazetteer)
            yield Quad(source, NamedNode(DCTERMS + "issued"), Literal(DATA_DATE), gazetteer)
