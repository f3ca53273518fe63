"""Read the snapshot's graph into the plain things that the page shows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from graph.lexicon.messages import in_chinese
from graph.page.classes import Class, FactShape, Table
from graph.page.labels import without_frame

PG = "https://policy-graph.example/ontology#"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
NAMES = (
    f"{SKOS}prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    f"{DCTERMS}title",
    "http://xmlns.com/foaf/0.1/name",
)
_SENTENCE_END = re.compile(r"[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote where it stands: `passage[start:end]` is the quote, `passage[left:right]` its sentence."""

    passage: str
    start: int
    end: int
    left: int
    right: int

    @property
    def quote(self) -> str:
        return self.passage[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a document: subject – relation – object (or a plain value)."""

    subject: str
    relation: str
    object: str  # an IRI, or "" where `value` says it
    value: str
    document: str
    section: str
    confidence: str
    rule: str
    why: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the page."""

    iri: str
    cls: str
    label: str  # in full
    line: str  # for its card
    sub: str = ""  # a second, smaller line
    document: str = ""
    parent: str = ""
    group: str = ""  # the kind of a unit, the type of a document
    order: tuple[str, ...] = ()
    position: int = 0
    collective: bool = False
    year: str = ""
    region: str = ""
    text: str = ""
    names: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    facts_read: int = 0  # documents: how many facts state they stand in it


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything the page shows; nodes in reading order, documents first."""

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]

    def of_class(self, *names: str) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.cls in names)


def read_graph(store: Store, table: Table) -> Graph:
    """Documents, sections, tasks, agents and the facts between them, from every named graph."""
    return _Reader(store, table).read()


class _Reader:
    def __init__(self, store: Store, table: Table) -> None:
        self.store = store
        self.table = table
        self.spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)  # source → known passages

    def read(self) -> Graph:
        members = {name: self._members(cls) for name, cls in self.table.classes.items()}
        for name in ("section", "task"):
            for iri in members[name]:
                self._learn_passages(iri)
        for spans in self.spans.values():
            spans.sort(key=lambda s: (s[1] - s[0], s))
        nodes = [self._node(iri, cls) for name, cls in self.table.classes.items() for iri in members[name]]
        classes = list(self.table.classes)
        shared = Counter(node.region for node in nodes if node.cls == "document")
        nodes.sort(
            key=lambda n: (
                classes.index(n.cls),
                -shared[n.region] if n.cls == "document" else 0,  # the region with most documents first
                n.order,
                n.position,
                n.label,
                n.iri,
            )
        )
        known = {node.iri: node for node in nodes}
        facts = [*self._structure(nodes, known), *self._stated(known), *self._heads(known)]
        at, roles = {iri: index for index, iri in enumerate(known)}, list(self.table.relations)
        facts.sort(
            key=lambda f: (
                at[f.subject],
                roles.index(f.relation) if f.relation in roles else len(roles),
                at.get(f.object, -1),
            )
        )
        return Graph(tuple(nodes), tuple(facts))

    # -- reading terms

    def _terms(self, subject: str, prop: str) -> list[NamedNode | Literal]:
        found = {
            quad.object
            for quad in self.store.quads_for_pattern(NamedNode(subject), NamedNode(_full(prop)), None, None)
            if isinstance(quad.object, NamedNode | Literal)
        }
        return sorted(found, key=lambda t: (isinstance(t, Literal) and t.language != "zh", t.value, str(t)))

    def _all(self, subject: str, prop: str) -> list[str]:
        return list(dict.fromkeys(term.value for term in self._terms(subject, prop)))

    def _one(self, subject: str, prop: str) -> str:
        return next(iter(self._all(subject, prop)), "")

    def _subjects(self, prop: str, value: str) -> list[str]:
        quads = self.store.quads_for_pattern(None, NamedNode(_full(prop)), NamedNode(value), None)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})

    def _members(self, cls: Class) -> list[str]:
        return sorted({iri for name in cls.types for iri in self._subjects(RDF_TYPE, PG + name)})

    def _name(self, iri: str) -> str:
        return next((name for prop in NAMES if (name := self._one(iri, prop))), "")

    # -- evidence

    def _places(self, iri: str) -> list[tuple[str, int, int, str]]:
        """Source, start, end, quote of each evidence of a thing."""
        places = []
        for evidence in self._all(iri, "pg:evidence"):
            for selector in self._all(evidence, f"{OA}hasSelector"):
                exact = self._one(selector, f"{OA}exact")
                start, end = self._one(selector, f"{OA}start"), self._one(selector, f"{OA}end")
                if exact and start.isdigit() and end.isdigit():
                    places.append((self._one(evidence, f"{OA}hasSource"), int(start), int(end), exact))
        return sorted(places, key=lambda p: (p[0], p[1], p[2]))

    def _learn_passages(self, iri: str) -> None:
        for source, start, end, exact in self._places(iri):
            if end - start == len(exact):
                self.spans[source].append((start, end, exact))

    def _evidence(self, iri: str) -> tuple[Evidence, ...]:
        return tuple(self._in_context(*place) for place in self._places(iri))

    def _in_context(self, source: str, start: int, end: int, quote: str) -> Evidence:
        """The quote inside the smallest section heading or task that holds it, if one does."""
        for left, right, passage in self.spans[source]:
            if left <= start and end <= right and passage[start - left : end - left] == quote:
                return _sentence(passage, start - left, end - left)
        return Evidence(quote, 0, len(quote), 0, len(quote))

    # -- things

    def _node(self, iri: str, cls: Class) -> Node:
        build = {"document": self._document, "section": self._section, "task": self._task}
        node = build.get(cls.part, self._agent)(iri, cls)
        return node

    def _about(self, iri: str, cls: Class) -> tuple[tuple[str, str], ...]:
        rows = []
        for prop, label in cls.about:
            words = [
                self._name(term.value) or term.value
                if isinstance(term, NamedNode)
                else self.table.word(term.value)
                for term in self._terms(iri, prop)
            ]
            if words:
                rows.append((label, "、".join(dict.fromkeys(words))))
        return tuple(rows)

    def _document(self, iri: str, cls: Class) -> Node:
        title = self._name(iri) or "（没有标题）"
        year = self._one(iri, f"{DCTERMS}issued")[:4] or self._one(iri, "pg:yearPlanned")
        spatial = self._one(iri, f"{DCTERMS}spatial")
        region = (self._name(spatial) or spatial.rsplit("/", 1)[-1]) if spatial else ""
        kind = self.table.word(self._one(iri, "pg:documentType") or "other")
        return Node(
            iri,
            cls.name,
            label=title,
            line=without_frame(title),
            sub=" ".join(part for part in (year, kind, f"· {region}" if region else "") if part),
            document=iri,
            group=kind,
            order=(region, year, kind),
            year=year,
            region=region,
            names=tuple(self._all(iri, "pg:documentNumber")),
            about=self._about(iri, cls),
            evidence=self._evidence(iri),
            facts_read=len(self._subjects("pg:statedIn", iri)),
        )

    def _chain(self, iri: str) -> list[str]:
        """The sections above a thing and, last, its document."""
        chain: list[str] = []
        while (above := self._one(iri, f"{DCTERMS}isPartOf")) and above not in chain:
            chain.append(above)
            iri = above
        return chain

    def _section(self, iri: str, cls: Class) -> Node:
        chain = self._chain(iri)
        number, title = self._one(iri, "pg:number"), self._name(iri)
        label = f"{number}{'' if number.endswith(('、', '）', '.', '．')) or not number else '、'}{title}"
        return Node(
            iri,
            cls.name,
            label=label or "（没有标题）",
            line=label or "（没有标题）",
            document=chain[-1] if chain else "",
            parent=chain[0] if chain else "",
            order=(chain[-1] if chain else "",),
            position=_int(self._one(iri, "pg:position")),
            about=self._about(iri, cls),
            evidence=self._evidence(iri),
        )

    def _task(self, iri: str, cls: Class) -> Node:
        chain = self._chain(iri)
        number, title = self._one(iri, "pg:number"), self._name(iri)
        text = self._one(iri, "pg:text")
        label = f"{number} {title or text[:40]}".strip() or "（没有标题）"
        return Node(
            iri,
            cls.name,
            label=label,
            line=label,
            document=chain[-1] if chain else "",
            parent=chain[0] if chain else "",
            order=(chain[-1] if chain else "",),
            position=_int(self._one(iri, "pg:position")),
            text=text,
            about=self._about(iri, cls),
            evidence=self._evidence(iri),
        )

    def _agent(self, iri: str, cls: Class) -> Node:
        label = self._name(iri) or "（没有名称）"
        kind = self._one(iri, "pg:unitKind")
        region = self._one(iri, "pg:jurisdiction")
        types = self._all(iri, RDF_TYPE)
        return Node(
            iri,
            cls.name,
            label=label,
            line=label,
            group=self.table.word(kind),
            collective=f"{PG}CollectiveUnit" in types or kind == "collective",
            region=self._name(region) if region else "",
            names=tuple(name for name in self._all(iri, f"{SKOS}altLabel") if name != label),
            about=self._about(iri, cls),
        )

    # -- facts

    def _structure(self, nodes: Iterable[Node], known: dict[str, Node]) -> Iterable[Fact]:
        for node in nodes:
            if node.parent in known and node.document in known:
                relation = f"has_{node.cls}"
                yield Fact(
                    node.parent,
                    relation,
                    node.iri,
                    "",
                    node.document,
                    node.parent if known[node.parent].cls == "section" else "",
                    "explicit",
                    "",
                    "",
                    node.evidence,
                )

    def _stated(self, known: dict[str, Node]) -> Iterable[Fact]:
        for shape in self.table.facts:
            for iri in self._subjects(RDF_TYPE, PG + shape.type):
                subject, target = self._one(iri, f"pg:{shape.subject}"), self._one(iri, f"pg:{shape.object}")
                if subject in known and target in known:
                    yield self._fact(iri, shape, known[subject], target)

    def _fact(self, iri: str, shape: FactShape, subject: Node, target: str) -> Fact:
        return Fact(
            subject.iri,
            self._one(iri, f"pg:{shape.relation}"),
            target,
            "",
            self._one(iri, "pg:statedIn") or subject.document,
            self._one(iri, "pg:inSection") or subject.parent,
            self._one(iri, "pg:confidence") or "explicit",
            self._rule(iri),
            in_chinese(self._one(iri, "pg:reasoning")),
            self._evidence(iri),
        )

    def _heads(self, known: dict[str, Node]) -> Iterable[Fact]:
        for iri in self._subjects(RDF_TYPE, f"{PG}HeadAttribute"):
            document = self._one(iri, "pg:statedIn")
            if document in known:
                attribute = self._one(iri, "pg:attribute")
                target = self._one(document, self.table.attribute_links.get(attribute, "pg:none"))
                yield Fact(
                    document,
                    attribute,
                    target if target in known else "",
                    self.table.word(self._one(iri, "pg:attributeValue")),
                    document,
                    "",
                    self._one(iri, "pg:confidence") or "explicit",
                    self._rule(iri),
                    in_chinese(self._one(iri, "pg:reasoning")),
                    self._evidence(iri),
                )

    def _rule(self, iri: str) -> str:
        rule = self._one(iri, f"{PROV}wasGeneratedBy")
        return unquote(rule.rsplit("/", 1)[-1]) if "/rule/" in rule else ""


def _full(prop: str) -> str:
    return PG + prop[3:] if prop.startswith("pg:") else prop


def _int(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _sentence(passage: str, start: int, end: int) -> Evidence:
    """Find the sentence round a quote.

    >>> e = _sentence("建设园区。（责任单位：区财政局、区商务局）", 11, 15)
    >>> e.quote, e.passage[e.left : e.right]
    ('区财政局', '（责任单位：区财政局、区商务局）')
    """
    left = max((m.end() for m in _SENTENCE_END.finditer(passage, 0, start)), default=0)
    after = _SENTENCE_END.search(passage, max(start, end - 1))
    return Evidence(passage, start, end, left, after.end() if after else len(passage))
