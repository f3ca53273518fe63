"""Step 6d: what joins facts of several documents, as quads: outcomes, alignments, identities, lineage.

Each kind stands in a named graph of its own. What is joined keeps its own IRI: that two are one is a node with
score, reason and evidence, and one edge, so that it can be taken back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

from graph.identity.places import Places, Region
from graph.identity.units import Units
from graph.model import Document, Fact, Span
from graph.outcomes import Alignment, Outcome
from graph.rdf.claims import class_of, project_kind
from graph.rdf.corrections import correction_quads
from graph.rdf.evidence import evidence_iri, fact_iri, source_iri, stretch
from graph.rdf.names import PROV, RDF, RDFS, Base, decimal_literal, digest, pg, thing_iri, year_literal, zh
from graph.relations.kept import Naming
from graph.relations.promises import Promises
from graph.relations.things import Things
from graph.resolution.corrections import Applied
from graph.resolution.lineage import LineageEntry
from graph.resolution.model import Entity, Identity, Judgement, Mention

A, LABEL = NamedNode(RDF + "type"), NamedNode(RDFS + "label")
MADE_BY = NamedNode(PROV + "wasGeneratedBy")
CLASSES = {"enterprise": "Enterprise", "cluster": "Cluster", "programme": "Programme"}
Term = NamedNode | Literal


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A thing that must be described among the entities."""

    kind: str
    cls: str
    name: str
    region: str  # key; "" where it is not known


def named_of(kind: str, name: str, region: str) -> Named:
    """The kind and class under which the documents' own statements have a mention's name."""
    if kind == "project":
        return Named(*project_kind(name), name, region)
    cls = class_of("target", name) if kind == "platform" else CLASSES[kind]
    return Named(cls.lower(), cls, name, region)


# -- promises


def promise_quads(base: Base, found: Promises) -> Iterator[Quad]:
    """The outcomes and alignments of a group."""
    yield from _Promised(base, found).quads()


@dataclass
class _Promised:
    base: Base
    found: Promises

    def quads(self) -> Iterator[Quad]:
        outcomes, alignments = (self.base.name("graph", name) for name in ("outcomes", "alignments"))
        for outcome in self.found.outcomes:
            node = NamedNode(
                _fact(self.found, outcome.target.fact, outcome.target.document).value.replace(
                    "/fact/", "/outcome/"
                )
            )
            for predicate, value in self._outcome(outcome):
                yield Quad(node, predicate, value, outcomes)
        for alignment in self.found.alignments:
            upper = _fact(self.found, alignment.upper, alignment.upper_document)
            lower = _fact(self.found, alignment.lower, alignment.lower_document)
            node = self.base.name("alignment", digest([upper.value, lower.value]))
            for predicate, value in _alignment(alignment, upper, lower):
                yield Quad(node, predicate, value, alignments)
            above = self._evidence(alignment.upper, alignment.upper_document)
            yield Quad(node, pg("upperEvidence"), above, alignments)
            below = self._evidence(alignment.lower, alignment.lower_document)
            yield Quad(node, pg("lowerEvidence"), below, alignments)

    def _outcome(self, outcome: Outcome) -> Iterator[tuple[NamedNode, Term]]:
        target, fact = outcome.target, outcome.outcome
        yield A, pg("Outcome")
        yield LABEL, zh(target.indicator)
        yield pg("targetFact"), _fact(self.found, target.fact, target.document)
        yield pg("targetEvidence"), self._evidence(target.fact, target.document)
        yield pg("year"), year_literal(target.year)
        yield pg("verdict"), Literal(outcome.verdict)
        yield pg("basis"), Literal(outcome.basis)
        if target.value is not None:
            yield pg("targetValue"), decimal_literal(target.value)
        if target.unit:
            yield pg("unit"), Literal(target.unit)
        if target.comparator:
            yield pg("comparator"), Literal(target.comparator)
        if outcome.scope_note:
            yield pg("scopeNote"), zh(outcome.scope_note)
        if outcome.outcome_document is not None:
            yield pg("reviewedIn"), NamedNode(self.found.iri(outcome.outcome_document))
        if fact is not None and outcome.outcome_document is not None:
            yield pg("outcomeFact"), _fact(self.found, fact, outcome.outcome_document)
            yield pg("outcomeEvidence"), self._evidence(fact, outcome.outcome_document)
        if outcome.outcome_value is not None:
            yield pg("outcomeValue"), decimal_literal(outcome.outcome_value)

    def _evidence(self, fact: Fact, document: Document) -> NamedNode:
        return evidence_iri(source_iri(self.base, self.found.sha256(document)), fact.span)


def _fact(found: Promises, fact: Fact, document: Document) -> NamedNode:
    return fact_iri(found.iri(document), fact)


def _alignment(alignment: Alignment, upper: NamedNode, lower: NamedNode) -> Iterator[tuple[NamedNode, Term]]:
    yield A, pg("Alignment")
    yield LABEL, zh(alignment.indicator)
    yield pg("upperFact"), upper
    yield pg("lowerFact"), lower
    yield pg("year"), year_literal(alignment.year)
    yield pg("reason"), zh(alignment.reason)


# -- things


@dataclass
class ThingWriter:
    """Writes a group's identities and lineage. `named` gathers what must be described among the entities."""

    base: Base
    found: Things
    documents: Sequence[Naming]
    named: set[Named] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)  # IRI -> the label a person gave
    _regions: dict[str, Region] = field(default_factory=dict)
    _iris: dict[tuple[str, str, str], NamedNode] = field(default_factory=dict)
    _whole: dict[str, NamedNode] = field(default_factory=dict)

    def __post_init__(self) -> None:
        places = Places()
        self._regions = places.regions
        for document in self.documents:
            self._regions.update({region.key: region for region in document.regions})
        self._units = Units(places)
        self._of = {document.iri: document for document in self.documents}

    def quads(self) -> Iterator[Quad]:
        yield from self._identities()
        yield from self._merges()
        for entry in self.found.entries:
            yield from self._entry(entry)
        for applied in self.found.applied:
            yield from self._correction(applied)

    # -- names

    def iri(self, kind: str, label: str, region: str) -> NamedNode:
        """The IRI of a printed name: as the documents' own quads have it."""
        key = (kind, label, region)
        if key not in self._iris:
            self._iris[key] = self._make(kind, label, region)
        return self._iris[key]

    def _make(self, kind: str, label: str, region: str) -> NamedNode:
        place = self._regions.get(region)
        if kind == "unit":
            return self.base.name("unit", *self._units.meet(label, place).key.split("/", 1))
        return thing_iri(self.base, named_of(kind, label, region).kind, label, region)

    def mention(self, mention: Mention) -> NamedNode:
        return self.iri(mention.kind, mention.label, mention.region)

    def whole(self, entity: Entity) -> NamedNode:
        """The IRI that an entity is kept under: its one printed name's, else its fullest name's."""
        if entity.id not in self._whole:
            printed = {self.mention(m) for m in entity.mentions}
            self._whole[entity.id] = (
                printed.pop()
                if len(printed) == 1 and not entity.mark
                else self._enter(entity.kind, entity.name, entity.region)
            )
        return self._whole[entity.id]

    def _enter(self, kind: str, label: str, region: str) -> NamedNode:
        if kind != "unit":
            self.named.add(named_of(kind, label, region))
        return self.iri(kind, label, region)

    # -- identities

    def _identities(self) -> Iterator[Quad]:
        graph = self.base.name("graph", "identities")
        for identity in self.between_names:
            ends = [self._entered(identity.first), self._entered(identity.second)]
            in_order = sorted(ends, key=lambda end: end.value)
            first, second = ends if identity.part else in_order  # the second is a part of the first
            node = self.base.name("identity", digest(end.value for end in in_order))
            yield Quad(node, A, pg("Identity"), graph)
            yield Quad(node, pg("firstEntity"), first, graph)
            yield Quad(node, pg("secondEntity"), second, graph)
            yield Quad(node, pg("judgement"), Literal(identity.judgement.value), graph)
            yield Quad(node, pg("score"), decimal_literal(round(identity.score, 3)), graph)
            yield Quad(node, pg("reason"), zh(identity.reason), graph)
            yield Quad(node, MADE_BY, self.base.name("rule", f"identity:{identity.rule}"), graph)
            for mention in (identity.first, identity.second):
                if mention.span:
                    yield Quad(node, pg("evidence"), self._evidence(mention.document, mention.span), graph)

    def _entered(self, mention: Mention) -> NamedNode:
        return self._enter(mention.kind, mention.label, mention.region)

    def _evidence(self, document: str, span: Span) -> NamedNode:
        return evidence_iri(source_iri(self.base, self._of[document].sha256), span)

    @cached_property
    def between_names(self) -> list[Identity]:
        """One judgement for each two names: of those that were joined the surest yes, else the firmest no."""
        found: dict[tuple[str, str], Identity] = {}
        resolution = self.found.resolution
        for identity in sorted(resolution.identities, key=_firmness):
            a, b = sorted((self.mention(identity.first).value, self.mention(identity.second).value))
            joined = resolution.of(identity.first) is resolution.of(identity.second)
            if a != b and joined == (identity.judgement is Judgement.SAME):
                found[a, b] = identity
        return [found[key] for key in sorted(found)]

    def _merges(self) -> Iterator[Quad]:
        """From each name to the entity it stands for; a name that stands for two things leads nowhere."""
        graph = self.base.name("graph", "identities")
        into: dict[NamedNode, set[NamedNode]] = {}
        for entity in self.found.resolution.entities:
            for mention in entity.mentions:
                into.setdefault(self.mention(mention), set()).add(self.whole(entity))
        for name, wholes in into.items():
            if len(wholes) == 1 and name not in wholes:
                yield Quad(name, pg("mergedInto"), next(iter(wholes)), graph)

    def _correction(self, applied: Applied) -> Iterator[Quad]:
        """A person's word on things; another label is given to the thing that is kept."""
        correction = applied.correction
        things = sorted(
            {self._entered(m) for m in (*applied.ours, *applied.theirs)}, key=lambda iri: iri.value
        )
        new = correction.value if correction.what == "label" else ""
        yield from correction_quads(self.base, correction, things, new=new)
        if new:
            wholes = {self.whole(self.found.resolution.of(m)) for m in applied.ours}
            self.labels |= {whole.value: new for whole in wholes}

    # -- lineage

    def _entry(self, entry: LineageEntry) -> Iterator[Quad]:
        document = self._of[entry.document]
        project = self.whole(entry.project)
        text = document.quote(entry.span)
        parts = (
            entry.year,
            entry.label,
            entry.enterprise,
            entry.amount,
            entry.currency,
            entry.stage,
            entry.status,
        )
        node = NamedNode(f"{entry.document}/lineage/{digest([project.value, *parts, text])}")
        graph = self.base.name("graph", "lineage")
        for predicate, value in self._said(entry, project, document):
            yield Quad(node, predicate, value, graph)
        yield Quad(node, pg("evidence"), self._evidence(entry.document, entry.span), graph)
        for statement in stretch(source_iri(self.base, document.sha256), entry.span, text):
            yield Quad(*statement, NamedNode(entry.document))

    def _said(
        self, entry: LineageEntry, project: NamedNode, document: Naming
    ) -> Iterator[tuple[NamedNode, Term]]:
        yield A, pg("LineageEntry")
        yield pg("project"), project
        yield pg("statedIn"), NamedNode(entry.document)
        yield LABEL, zh(entry.label)
        if entry.year:
            yield pg("year"), year_literal(entry.year)
        if entry.enterprise:
            region = document.regions[0].key if document.regions else ""
            yield pg("enterprise"), self._enter("enterprise", entry.enterprise, region)
        if entry.amount is not None:
            yield pg("amount"), decimal_literal(entry.amount)
            yield pg("currency"), Literal(entry.currency)
        if entry.stage:
            yield pg("stage"), Literal(entry.stage)
            yield pg("status"), Literal(entry.status)
        if entry.note:
            yield pg("lineageNote"), zh(entry.note)
        for fact in entry.facts:
            yield pg("gathers"), fact_iri(entry.document, fact)


def _firmness(identity: Identity) -> tuple[bool, bool, float, tuple[str, str]]:
    return identity.rule == "person", identity.hard, identity.score, identity.pair
