"""Step 6a: one document and its facts as quads, in two named graphs: what it says, and how we know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph import __version__
from graph.identity.places import Region
from graph.model import Document, Fact, Reading, Span
from graph.rdf.claims import CLAIMS
from graph.rdf.entities import Entities
from graph.rdf.evidence import evidence_iri, fact_iri, integer, stretch
from graph.rdf.names import (
    DCTERMS,
    PG,
    PROV,
    RDF,
    RDFS,
    Base,
    date_literal,
    digest,
    pg,
    slug,
    year_literal,
    zh,
)

A = NamedNode(RDF + "type")
CLASSES = {
    "work_report": "WorkReport",
    "task_breakdown": "TaskBreakdown",
    "action_plan": "ActionPlan",
    "interpretation": "Interpretation",
    "other": "OtherDocument",
}
HEAD_STRINGS = {
    "doc_number": "documentNumber",
    "post": "speakerPost",
    "meeting": "meeting",
    "addressee": "addressee",
    "copy_to": "copyTo",
}
ROLES = {
    "lead_official": "hasLeadOfficial",
    "lead_unit": "hasLeadUnit",
    "responsible_unit": "hasResponsibleUnit",
    "supporting_unit": "hasSupportingUnit",
}
SURE = ("explicit", "contextual", "inferred")
Term = NamedNode | Literal


@dataclass
class DocumentWriter:
    """Writes one reading. `iri` is the document's; the facts' and sections' IRIs stand under it."""

    base: Base
    iri: NamedNode
    reading: Reading
    entities: Entities
    region: Region | None

    def quads(self) -> Iterator[Quad]:
        yield from self._head()
        yield from self._structure()
        yield from self._facts()
        yield from self._provenance()

    @property
    def document(self) -> Document:
        return self.reading.document

    @property
    def source(self) -> NamedNode:
        return self.entities.source(self.document.source)

    def _quad(self, subject: NamedNode, predicate: str | NamedNode, value: Term) -> Quad:
        return Quad(subject, pg(predicate) if isinstance(predicate, str) else predicate, value, self.iri)

    def _made(self, subject: NamedNode, predicate: NamedNode, value: Term) -> Quad:
        return Quad(subject, predicate, value, NamedNode(f"{self.iri.value}/provenance"))

    def _under(self, *steps: str) -> NamedNode:
        return NamedNode(f"{self.iri.value}/" + "/".join(slug(step) for step in steps))

    def section(self, path: str) -> NamedNode:
        return NamedNode(f"{self.iri.value}/section/" + "/".join(slug(step) for step in path.split("/")))

    def task(self, number: str) -> NamedNode:
        return self._under("task", number)

    # -- evidence

    def _evidence(self, subject: NamedNode, span: Span) -> Iterator[Quad]:
        """A stretch of the source text as evidence for something."""
        yield self._quad(subject, "evidence", evidence_iri(self.source, span))
        quote = span.of(self.document.source.text)
        yield from (self._quad(*statement) for statement in stretch(self.source, span, quote))

    # -- head

    def _head(self) -> Iterator[Quad]:
        head = self.document.head
        kind = head["type"].value
        yield self._quad(self.iri, A, pg("PolicyDocument"))
        yield self._quad(self.iri, A, pg(CLASSES[kind]))
        yield self._quad(self.iri, "documentType", Literal(kind))
        yield self._quad(self.iri, NamedNode(DCTERMS + "source"), self.source)
        if "title" in head:
            yield self._quad(self.iri, NamedNode(DCTERMS + "title"), zh(head["title"].value))
        if self.region:
            yield self._quad(self.iri, NamedNode(DCTERMS + "spatial"), self.entities.region(self.region))
        if "issuer" in head:
            unit = self.entities.unit(head["issuer"].value, self.region)
            yield self._quad(self.iri, NamedNode(DCTERMS + "publisher"), unit)
        if "speaker" in head:
            yield self._quad(self.iri, "speaker", self.entities.official(head["speaker"].value, self.region))
        if "date" in head:
            yield self._quad(self.iri, NamedNode(DCTERMS + "issued"), date_literal(head["date"].value))
        if "printed" in head:
            yield self._quad(self.iri, "printed", date_literal(head["printed"].value))
        for name, predicate in HEAD_STRINGS.items():
            if name in head:
                yield self._quad(self.iri, predicate, Literal(head[name].value))
        for name, predicate in (("year_reviewed", "yearReviewed"), ("year_planned", "yearPlanned")):
            if name in head:
                yield self._quad(self.iri, predicate, year_literal(head[name].value))
        for title in head["implements"].value.split("\n") if "implements" in head else []:
            yield self._quad(self.iri, "implements", self.entities.cited(title))
        if "breaks_down" in head:
            yield self._quad(self.iri, "breaksDown", self.entities.cited(head["breaks_down"].value))
        yield from self._attributes()

    def _attributes(self) -> Iterator[Quad]:
        """Each attribute of the head as a fact, with its place, or with why it is inferred."""
        for name, attribute in self.document.head.items():
            if name.startswith("_"):
                continue
            node = self._under("head", name)
            yield self._quad(node, A, pg("Fact"))
            yield self._quad(node, A, pg("HeadAttribute"))
            yield self._quad(node, "statedIn", self.iri)
            yield self._quad(node, "attribute", Literal(name))
            yield self._quad(node, "attributeValue", Literal(attribute.value))
            yield self._quad(node, "confidence", Literal("inferred" if attribute.why else "explicit"))
            if attribute.why:
                yield self._quad(node, "reasoning", Literal(attribute.why))
            span = attribute.span or self._anchor()
            yield from self._evidence(node, span)
            yield self._made(node, NamedNode(PROV + "wasGeneratedBy"), self.base.name("rule", attribute.rule))

    def _anchor(self) -> Span:
        """Where an attribute without a place of its own is looked up: the title, else the first block."""
        title = self.document.head.get("title")
        if title and title.span:
            return title.span
        block = self.document.blocks[0].passage if self.document.blocks else None
        return (
            block.span(0, min(len(block.text), 60))
            if block
            else Span(self.document.span.start, self.document.span.start)
        )

    # -- structure

    def _structure(self) -> Iterator[Quad]:
        for position, section in enumerate(self.document.sections, 1):
            node = self.section(section.id)
            yield self._quad(node, A, pg("Section"))
            yield self._quad(
                node,
                NamedNode(DCTERMS + "isPartOf"),
                self.section(section.parent) if section.parent else self.iri,
            )
            yield self._quad(node, NamedNode(DCTERMS + "title"), zh(section.title))
            yield self._quad(node, "position", integer(position))
            if section.number:
                yield self._quad(node, "number", Literal(section.number))
            if section.period:
                yield self._quad(node, "period", Literal(section.period.value))
            yield from self._evidence(node, section.span)
        for position, task in enumerate(self.document.tasks, 1):
            node = self.task(task.number)
            yield self._quad(node, A, pg("Task"))
            yield self._quad(
                node,
                NamedNode(DCTERMS + "isPartOf"),
                self.section(task.section) if task.section else self.iri,
            )
            yield self._quad(node, NamedNode(RDFS + "label"), zh(task.title))
            yield self._quad(node, "number", Literal(task.number))
            yield self._quad(node, "position", integer(position))
            yield self._quad(node, "text", Literal(task.text.text))
            yield from self._evidence(
                node, task.text.span(0, len(task.text.text)) if task.text.text else task.span
            )

    # -- facts

    def _facts(self) -> Iterator[Quad]:
        """Every fact. What is stated twice is one fact: its surest statement describes it, others add evidence."""
        met: set[NamedNode] = set()
        for fact in sorted(self.reading.facts, key=lambda fact: (SURE.index(fact.confidence), fact.span)):
            if fact.view == "deadlines":
                task, deadline = str(fact.values["task"]), str(fact.values["deadline"])
                yield self._quad(self.task(task), "deadline", Literal(deadline))
                continue
            node = self.fact(fact)
            yield from self._evidence(node, fact.span)
            yield self._made(node, NamedNode(PROV + "wasGeneratedBy"), self.base.name("rule", fact.rule))
            if node not in met:
                yield from self._fact(node, fact)
            met.add(node)

    def _fact(self, node: NamedNode, fact: Fact) -> Iterator[Quad]:
        yield self._quad(node, A, pg("Fact"))
        yield self._quad(node, "statedIn", self.iri)
        yield self._quad(node, "confidence", Literal(fact.confidence))
        if fact.why:
            yield self._quad(node, "reasoning", Literal(fact.why))
        if fact.task:
            yield self._quad(node, "inTask", self.task(fact.task))
        if fact.section:
            yield self._quad(node, "inSection", self.section(fact.section))
        if fact.view in CLAIMS:
            yield from (self._quad(*statement) for statement in CLAIMS[fact.view](self, node, fact.values))
        else:
            yield from getattr(self, f"_{fact.view}")(node, fact.values)

    def fact(self, fact: Fact) -> NamedNode:
        return fact_iri(self.iri.value, fact)

    def _assignments(self, node: NamedNode, values: Mapping[str, object]) -> Iterator[Quad]:
        task, role, agent = self.task(str(values["task"])), str(values["role"]), str(values["agent"])
        who = (
            self.entities.official(agent, self.region)
            if role == "lead_official"
            else self.entities.unit(agent, self.region)
        )
        yield self._quad(node, A, pg("Assignment"))
        yield self._quad(node, "task", task)
        yield self._quad(node, "role", Literal(role))
        yield self._quad(node, "agent", who)
        yield self._quad(task, ROLES[role], who)

    def _citations(self, node: NamedNode, values: Mapping[str, object]) -> Iterator[Quad]:
        cited = self.entities.cited(str(values["title"]))
        yield self._quad(node, A, pg("Citation"))
        yield self._quad(node, "citedDocument", cited)
        yield self._quad(self.iri, "cites", cited)

    def _terms(self, node: NamedNode, values: Mapping[str, object]) -> Iterator[Quad]:
        term = self.entities.scoped("term", str(values["term"]), self.region)
        yield self._quad(node, A, pg("Definition"))
        yield self._quad(node, "term", term)
        yield self._quad(node, "definitionText", Literal(str(values["definition"])))
        yield self._quad(self.iri, "definesTerm", term)

    def _programmes(self, node: NamedNode, values: Mapping[str, object]) -> Iterator[Quad]:
        programme = self.entities.scoped("programme", str(values["name"]), self.region)
        yield self._quad(node, A, pg("ProgrammeMention"))
        yield self._quad(node, "programme", programme)
        yield self._quad(self.iri, "names", programme)

    # -- how it came about

    def _provenance(self) -> Iterator[Quad]:
        activity = NamedNode(f"{self.iri.value}/provenance")
        software = self.base.name("software", f"policy-graph-{__version__}")
        yield self._made(activity, A, NamedNode(PROV + "Activity"))
        yield self._made(activity, NamedNode(PROV + "used"), self.source)
        yield self._made(activity, NamedNode(PROV + "wasAssociatedWith"), software)
        yield self._made(software, A, NamedNode(PROV + "SoftwareAgent"))
        yield self._made(self.iri, NamedNode(PROV + "wasDerivedFrom"), self.source)
        rules = {fact.rule for fact in self.reading.facts} | {
            a.rule for n, a in self.document.head.items() if not n.startswith("_")
        }
        for rule in sorted(rules):
            yield self._made(self.base.name("rule", rule), A, NamedNode(PG + "ExtractionRule"))
            yield self._made(self.base.name("rule", rule), NamedNode(RDFS + "label"), Literal(rule))


def document_iri(base: Base, document: Document, taken: Mapping[str, str]) -> NamedNode:
    """A document's IRI: region, year, type, and its number, or a digest of its text where it has none.

    `taken` maps IRIs in use to their text's digest: another text with the same number gets its digest behind.
    """
    head = document.head
    year = (head["year_planned"].value if "year_planned" in head else "") or (
        head["date"].value[:4] if "date" in head else "undated"
    )
    text = digest([document.text], 8)
    name = head["doc_number"].value if "doc_number" in head else f"sha-{text}"
    region = head["region"].value if "region" in head else "unknown"
    iri = base.name("document", region, year, head["type"].value, name)
    if taken.get(iri.value, text) != text:
        iri = base.name("document", region, year, head["type"].value, f"{name}-{text}")
    return iri
