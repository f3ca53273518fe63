"""The snapshot's graph → documents, things and facts: one pass over the sorted N-Quads, one document at a time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, parse

from graph.explorer.model import (
    Alignment,
    Change,
    Document,
    Entry,
    Fact,
    Judgement,
    Outcome,
    Part,
    Snapshot,
    Thing,
    Value,
)
from graph.explorer.table import Shape, Table, load_table
from graph.rdf.names import DCTERMS, FOAF, ORG, PG, PROV, RDF, RDFS, SCHEMA, SKOS

Values = dict[str, list[str]]  # property → values, sorted as the file sorts them
TYPE, MADE_BY = RDF + "type", PROV + "wasGeneratedBy"
LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", FOAF + "name")
PLACE = re.compile(r"^source/([^#/]+)#char=(\d+),(\d+)$")
ACROSS = {"Outcome", "LineageEntry", "Identity", "Succession", "Alignment"}
NOT_SHOWN = {f"<{PG}{name}>".encode() for name in ("statedIn", "gathers", "position")}  # of facts
NOT_TOLD = (
    f"<{PG}Fact>".encode(),
    f"<{PG}Observation>".encode(),
    f"<{PG}ExtractionRule>".encode(),
    b'"explicit" ',
)
BLOCK = 20_000  # lines that are parsed at once
HEADS = (  # property, the word for it
    (DCTERMS + "publisher", "issuer"),
    (PG + "documentNumber", "doc_number"),
    (DCTERMS + "issued", "date"),
    (DCTERMS + "spatial", "region"),
    (PG + "speaker", "speaker"),
    (PG + "speakerPost", "post"),
    (PG + "meeting", "meeting"),
    (PG + "yearReviewed", "year_reviewed"),
    (PG + "yearPlanned", "year_planned"),
    (PG + "implements", "implements"),
    (PG + "breaksDown", "breaks_down"),
)
ABOUT = (
    (PG + "jurisdiction", "region"),
    (PG + "unitKind", "kind"),
    (ORG + "subOrganizationOf", "part_of"),
    (PG + "gbCode", "gb_code"),
    (SCHEMA + "containedInPlace", "part_of"),
)


def read_snapshot(graph: Path, base: str, texts: Mapping[str, str]) -> Snapshot:
    """The snapshot behind the file `graph`; `texts` maps the key of a source to its text."""
    return _Reader(graph, base, texts).read()


def of_base(iri: str, base: str) -> str:
    """The key of an IRI.

    >>> of_base("https://example.org/id/unit/370812/区财政局", "https://example.org/id/")
    'unit/370812/区财政局'
    """
    return iri.removeprefix(base)


class _Reader:
    def __init__(self, graph: Path, base: str, texts: Mapping[str, str]) -> None:
        self.graph, self.base, self.texts = graph, base, texts
        self.table: Table = load_table()
        self.things: dict[str, Thing] = {}
        self._names: dict[str, str] = {}
        self.files: dict[str, str] = {}  # key of a source → its file's name
        self.snapshot = Snapshot(base, [], self.things, texts)

    def read(self) -> Snapshot:
        for of_document, lines in self._groups():
            if of_document:
                self._document(dict(self._nodes(lines)))
            else:
                for subject, values in self._nodes(lines):
                    self._thing(subject, values)
        documents = self.snapshot.documents
        shared: dict[str, int] = defaultdict(int)
        for document in documents:
            shared[document.region] += 1
        documents.sort(
            key=lambda d: (-shared[d.region], d.region, d.year, d.source, d.start, d.kind, d.key)
        )  # the region with most documents first
        self._bounds()
        self._merge()
        for document in documents:
            self._finish(document)
        return self.snapshot

    # -- quads

    def _groups(self) -> Iterator[tuple[bool, list[bytes]]]:
        """The lines of each document, and blocks of all others; those of one subject stand together, as in the file.

        Evidence nodes are left out: their IRIs say where they are.
        """
        mine, sources = f"<{self.base}document/".encode(), f"<{self.base}source/".encode()
        head = re.compile(re.escape(mine) + rb"[^/>]+/[^/>]+/[^/>]+/[^/>]+")
        here, found = b"", list[bytes]()
        with self.graph.open("rb") as file:
            for line in file:
                if here and line.startswith(here) and line[len(here)] in b"/>":
                    _, predicate, value = line.split(b" ", 2)
                    if predicate not in NOT_SHOWN and not value.startswith(NOT_TOLD):
                        found.append(line)
                    continue
                if line.startswith(sources) and line[len(sources) + 16 : len(sources) + 17] != b">":
                    continue
                is_document = line.startswith(mine)
                if is_document or here or (len(found) >= BLOCK and _subject(line) != _subject(found[-1])):
                    if found:
                        yield bool(here), found
                    match = head.match(line) if is_document else None
                    here, found = match[0] if match else b"", []
                found.append(line)
        yield bool(here), found

    def _nodes(self, lines: Iterable[bytes]) -> Iterator[tuple[str, Values]]:
        """Subjects with what is said of them, in order."""
        here, values = "", Values()
        base, names = self.base, self._names
        for quad in parse(input=b"".join(lines), format=RdfFormat.N_QUADS, lenient=True):
            subject = quad.subject.value
            if subject != here:
                if values:
                    yield of_base(here, base), values
                here, values = subject, {}
            term = quad.object
            if isinstance(term, Literal):
                if term.language == "en":
                    continue
                word = term.value
            else:
                word = of_base(term.value, base)
                if not word.startswith("source/"):
                    word = names.setdefault(word, word)  # keys are met often: one text each
            known = values.setdefault(quad.predicate.value, [])
            if word not in known:
                known.append(word)
        if values:
            yield of_base(here, base), values

    # -- things

    def _thing(self, key: str, values: Values) -> None:
        types = _types(values)
        if "SourceFile" in types:
            self.files[key] = _one(values, PG + "fileName")
        elif types & ACROSS:
            self._across(types, values)
        elif cls := self.table.class_of(types):
            if whole := _one(values, PG + "mergedInto"):
                self.snapshot.merged[key] = whole
            label = next((_one(values, prop) for prop in LABELS if prop in values), "")
            self.things[key] = Thing(
                key,
                cls,
                label or key.rsplit("/", 1)[-1],
                names=tuple(name for name in values.get(SKOS + "altLabel", ()) if name != label),
                region=_one(values, PG + "jurisdiction") or (key if cls == "region" else ""),
                kind=_one(values, PG + "unitKind"),
                collective="CollectiveUnit" in types,
                about=tuple(_about(values, ABOUT)),
            )

    def _across(self, types: set[str], values: Values, document: str = "") -> None:
        """What joins facts and things of several documents; `document` is the one that it stands under."""
        found = self.snapshot
        if "Outcome" in types:
            found.outcomes.append(_outcome(values))
        elif "LineageEntry" in types:
            entry = _entry(values, document)
            found.lineage.setdefault(entry.project, []).append(entry)
        elif "Identity" in types:
            ends = _one(values, PG + "firstEntity"), _one(values, PG + "secondEntity")
            score, reason = _number(_one(values, PG + "score")), _one(values, PG + "reason")
            found.judgements.append(Judgement(*ends, _one(values, PG + "judgement"), score, reason))
        elif "Succession" in types:
            unit = _one(values, PG + "predecessor")
            when = _one(values, PG + "effective") or _one(values, PG + "effectiveBetween")
            names = _one(values, PG + "predecessorName"), _one(values, PG + "successorName")
            kind = _one(values, PG + "successionKind")
            found.changes.append(Change(unit, *names, kind, when, _one(values, PG + "legalBasis")))
        elif "Alignment" in types:
            ends = _one(values, PG + "upperFact"), _one(values, PG + "lowerFact")
            label, reason = _one(values, RDFS + "label"), _one(values, PG + "reason")
            found.alignments.append(Alignment(*ends, label, _one(values, PG + "year"), reason))

    # -- documents

    def _document(self, nodes: dict[str, Values]) -> None:
        for key, values in nodes.items():
            if types := _types(values) & ACROSS:
                self._across(types, values, key.partition("/lineage/")[0])
        found = [(key, values) for key, values in nodes.items() if "PolicyDocument" in _types(values)]
        for key, values in found:
            parts = _parts({k: v for k, v in nodes.items() if k.startswith(f"{key}/")})
            document = Document(
                key,
                _one(values, DCTERMS + "source"),
                _one(values, DCTERMS + "title"),
                _one(values, PG + "documentType") or "other",
                _one(values, DCTERMS + "spatial"),
                _one(values, DCTERMS + "issued"),
                _one(values, PG + "yearPlanned") or _one(values, DCTERMS + "issued")[:4],
                parts,
            )
            for part in parts:
                cls = "task" if part.task else "section"
                label = f"{part.number}{_joint(part)}{part.title}".strip()
                self.things[part.key] = Thing(
                    part.key,
                    cls,
                    label,
                    parent=part.parent,
                    document=key,
                    region=document.region,
                    years={document.year} - {""},
                )
            self.things[key] = Thing(
                key,
                "document",
                document.title,
                names=tuple(values.get(PG + "documentNumber", ())),
                region=document.region,
                kind=document.kind,
                about=tuple(_about(values, HEADS)),
                document=key,
                years={document.year} - {""},
            )
            document.facts = sorted(
                self._facts(key, nodes), key=lambda f: (f.places[0] if f.places else (0, 0), f.view, f.key)
            )
            self.snapshot.documents.append(document)

    def _facts(self, document: str, nodes: dict[str, Values]) -> Iterator[Fact]:
        parents = {
            key: _one(values, DCTERMS + "isPartOf")
            for key, values in nodes.items()
            if DCTERMS + "isPartOf" in values
        }
        for key, values in nodes.items():
            shape = next(
                (self.table.shapes[name] for name in _types(values) if name in self.table.shapes), None
            )
            if shape and key.startswith(f"{document}/"):
                yield self._fact(key, shape, values, document, parents)

    def _fact(
        self, key: str, shape: Shape, values: Values, document: str, parents: Mapping[str, str]
    ) -> Fact:
        subject = _one(values, PG + shape.subject) if shape.subject else document
        task = _one(values, PG + "inTask") or (subject if subject in parents and "/task/" in subject else "")
        section = _one(values, PG + "inSection") or parents.get(task, "")
        return Fact(
            key,
            shape.view,
            subject,
            shape.relation or _one(values, PG + shape.by),
            _one(values, PG + shape.object) if shape.object else "",
            {
                name: _number(word) if name in ("amount", "value") else word
                for name in shape.values
                if (word := _one(values, PG + name))
            },
            document,
            "" if section == document else section,
            task,
            _one(values, PG + "confidence") or "explicit",
            _one(values, MADE_BY).rsplit("/", 1)[-1],
            _one(values, PG + "reasoning"),
            _spans(values),
        )

    def _finish(self, document: Document) -> None:
        """What can be said only when everything has been read: names of files, weights, years."""
        if not document.title:
            document.title = self.things[document.key].label = self.files.get(document.source, document.key)
        for fact in document.facts:
            if peer := self.things.get(str(fact.values.get("measuredAgainst", ""))):
                fact.values["measuredAgainst"] = peer.label
            for key in {fact.subject, fact.object, fact.task, fact.document} & self.things.keys():
                thing = self.things[key]
                thing.weight += 1
                if document.year:
                    thing.years.add(document.year)

    def _merge(self) -> None:
        """Names that are one thing become one: its facts are theirs, their names its other names."""
        merged, things = self.snapshot.merged, self.things
        for key in sorted(merged):
            whole, steps = merged[key], 0
            while whole in merged and steps < len(merged):
                whole, steps = merged[whole], steps + 1
            merged[key] = whole
            if whole in things and key in things and whole != key:
                gone, kept = things.pop(key), things[whole]
                names = dict.fromkeys((*kept.names, gone.label, *gone.names))
                kept.names = tuple(name for name in names if name != kept.label)
        for document in self.snapshot.documents:
            for fact in document.facts:
                fact.subject = merged.get(fact.subject, fact.subject)
                fact.object = merged.get(fact.object, fact.object)
        for key in [key for key in self.snapshot.lineage if key in merged]:
            entries = self.snapshot.lineage.pop(key)
            self.snapshot.lineage.setdefault(merged[key], []).extend(entries)

    def _bounds(self) -> None:
        """Where each document begins and ends in its source: at the first thing read from it, up to the next's."""
        starts: dict[str, list[tuple[int, Document]]] = defaultdict(list)
        for document in self.snapshot.documents:
            spans = [start for fact in document.facts for start, _ in fact.places]
            spans += [part.start for part in document.parts]
            starts[document.source].append((min(spans, default=0), document))
        for source, found in starts.items():
            text = self.texts.get(source, "")
            found.sort(key=lambda pair: (pair[0], pair[1].key))
            for n, (start, document) in enumerate(found):
                document.start = (text.rfind("\n", 0, start) + 1) if n else 0
                if n:
                    found[n - 1][1].end = document.start
                document.end = len(text)


def _subject(line: bytes) -> bytes:
    return line[: line.index(b"> ")]


def _outcome(values: Values) -> Outcome:
    figures = {"target": "targetValue", "result": "outcomeValue", "unit": "unit", "comparator": "comparator"}
    return Outcome(
        _one(values, PG + "targetFact"),
        _one(values, PG + "outcomeFact"),
        _one(values, PG + "reviewedIn"),
        _one(values, PG + "verdict"),
        _one(values, PG + "basis"),
        _one(values, PG + "scopeNote"),
        _one(values, RDFS + "label"),
        _one(values, PG + "year"),
        {
            name: _number(word) if name in ("target", "result") else word
            for name, prop in figures.items()
            if (word := _one(values, PG + prop))
        },
        _spans(values, "targetEvidence"),
        _spans(values, "outcomeEvidence"),
    )


def _entry(values: Values, document: str) -> Entry:
    return Entry(
        _one(values, PG + "project"),
        _one(values, PG + "year"),
        _one(values, PG + "statedIn") or document,
        _one(values, RDFS + "label"),
        _one(values, PG + "enterprise"),
        _number(_one(values, PG + "amount")),
        _one(values, PG + "currency"),
        _one(values, PG + "stage"),
        _one(values, PG + "status"),
        _one(values, PG + "lineageNote"),
        _spans(values),
    )


def _types(values: Values) -> set[str]:
    return {iri.removeprefix(PG) for iri in values.get(TYPE, ())}


def _one(values: Values, prop: str) -> str:
    found = values.get(prop)
    return found[0] if found else ""


def _about(values: Values, wanted: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for prop, word in wanted:
        for value in values.get(prop, ()):
            key = value if "/" in value and " " not in value else ""
            yield word, value, key


def _number(word: str) -> Value:
    """A decimal's lexical form as a number; what is none stays as it is.

    >>> _number("14000000000"), _number("6.50"), _number("")
    (14000000000, 6.5, '')
    """
    try:
        value = float(word)
    except ValueError:
        return word
    return int(value) if value == int(value) else value


def _spans(values: Values, prop: str = "evidence") -> tuple[tuple[int, int], ...]:
    """Start and end of each evidence, in order."""
    found = (PLACE.match(place) for place in values.get(PG + prop, ()))
    return tuple(sorted((int(match[2]), int(match[3])) for match in found if match))


def _joint(part: Part) -> str:
    """What stands between a number and its title.

    >>> _joint(Part("", "一", "工业", 1, "", 0, 0)), _joint(Part("", "（一）", "工业", 1, "", 0, 0))
    ('、', '')
    """
    if not part.number or part.number.endswith(("、", "）", ")", "．")):
        return ""
    return ". " if part.number.isascii() else "、"


def _parts(nodes: Mapping[str, Values]) -> list[Part]:
    """The outline in reading order, each part with its depth."""
    found = []
    for key, values in nodes.items():
        types = _types(values) & {"Section", "Task"}
        if types:
            start, end = next(iter(_spans(values)), (0, 0))
            title = _one(values, DCTERMS + "title") or _one(values, RDFS + "label")
            found.append(
                Part(
                    key,
                    _one(values, PG + "number"),
                    title or _one(values, PG + "text")[:40],
                    0,
                    _one(values, DCTERMS + "isPartOf"),
                    start,
                    end,
                    _one(values, PG + "period"),
                    "Task" in types,
                )
            )
    above = {part.key: part.parent for part in found}

    def level(key: str) -> int:
        depth = 1
        while (key := above.get(key, "")) in above and depth < 9:
            depth += 1
        return depth

    found.sort(key=lambda part: (part.start, part.task, part.key))
    return [replace(part, level=level(part.key)) for part in found]
