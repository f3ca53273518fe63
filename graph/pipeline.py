"""The whole data path on one screen: files in, a snapshot out.

    paths → read → split, structure → facts → entities → quads → views, pages, report, manifest
                                        └→ kept → each prefecture's documents compared ─┘

Each document is read, written out and let go before the next, so memory does not grow with the corpus; what
stays is the list of things named, one line a document, and the report. What is compared later lies on disk, and
is read again prefecture by prefecture.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from graph.inputs import STDIN, InputError, Inputs, collect, shown
from graph.model import Document, Note, NoteKind, Reading, Source
from graph.rdf.corrections import change_quads
from graph.rdf.document import DocumentWriter, document_iri
from graph.rdf.entities import GRAPHS, Entities
from graph.rdf.names import PG, Base, digest
from graph.readers import STDIN_NAME, Found, Readers, internal_error
from graph.relations.corrections import OF_FACTS, OF_THINGS, lost_everywhere, read_files
from graph.relations.groups import Entry, grouped
from graph.relations.kept import Kept, keep
from graph.resolution.corrected_facts import correct_facts, speaks_of, unclaimed
from graph.resolution.corrections import Correction, place_of
from graph.snapshot.folder import GRAPH, replacing
from graph.snapshot.index import fresh_store, is_large, keep_index
from graph.snapshot.manifest import write_manifest
from graph.snapshot.quads import merge_parts, write_part, write_turtle
from graph.snapshot.relate import NAMED, PROMISES, SAID, THINGS, Work, relate
from graph.snapshot.report import DocumentLine, FileLine, Report
from graph.snapshot.views import ACROSS, CLASSES, PROPERTIES, Table, run, view_names, view_query

MOST_REASONS = 3  # in one line
LONGEST_NAME = 200  # bytes of a file name in sources/: systems allow 255

Progress = Callable[[str], None]


@dataclass
class Result:
    """What a build did, for its last words."""

    documents: list[DocumentLine] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)  # path: reason
    lost: list[str] = field(default_factory=list)  # corrections that found nothing: place and reason
    rows: dict[str, int] = field(default_factory=dict)  # view -> rows
    statements: int = 0


def build(
    paths: Iterable[str],
    out: Path,
    *,
    base: Base,
    progress: Progress = lambda _: None,
    stdin: bytes = b"",
    jobs: int = 0,
    corrections: Iterable[Path] = (),
) -> Result:
    """Builds the snapshot of the documents under `paths` in the folder `out`.

    `corrections` are files of what persons know better; a corrections.csv among or beside the documents counts
    too. CorrectionError tells of a row that cannot be understood.

    What cannot be read is in the result and the report; the rest is built. Raises SnapshotError if `out`
    holds something else, InputError if no document could be read, OSError if `out` cannot be written.
    """
    inputs = collect(paths)
    with Readers(inputs.files, jobs) as readers:
        return build_with(
            readers, inputs, out, base=base, progress=progress, stdin=stdin, corrections=corrections
        )


def build_with(
    readers: Readers,
    inputs: Inputs,
    out: Path,
    *,
    base: Base,
    progress: Progress = lambda _: None,
    stdin: bytes = b"",
    corrections: Iterable[Path] = (),
) -> Result:
    """Builds as `build` does, with processes started before this module was loaded."""
    corrected = read_files([*corrections, *inputs.corrections], base.iri)
    with replacing(out) as folder:
        making = _Making(folder, base, corrected)
        for path, reason in inputs.skipped:
            making.report.skipped(shown(path.name), reason)
        for path, reason in inputs.unreadable:
            making.refuse(path, reason)
        for number, found in enumerate(readers.read(stdin), 1):
            if number == 1:  # by now what is to be read stands in line, if it is little: this comes behind it
                readers.beside(_load_explorer)
            progress(f"reading {number} of {len(inputs.files)}: {found.path.name}")
            making.add(found)
        making.finish(progress, readers)
    return making.result


class _Making:
    """A snapshot in the making."""

    def __init__(self, folder: Path, base: Base, corrections: Sequence[Correction] = ()) -> None:
        self.report, self.result = Report(), Result()
        self._of_facts = [row for row in corrections if row.what in OF_FACTS]
        self._of_things = tuple(row for row in corrections if row.what in OF_THINGS)
        self._folder, self._base = folder, base
        self._entities = Entities(base)
        self._work = folder / ".parts"
        self._parts: dict[str, Path] = {}  # document IRI -> its quads
        self._texts: dict[str, str] = {}  # document IRI -> digest of its text
        self._entries: list[Entry] = []
        self._changes: list[Path] = []  # quads of corrected facts
        for made in (self._work, folder / "facts", folder / "sources"):
            made.mkdir()

    def refuse(self, path: Path, reason: str) -> None:
        """A file that could not be read, or not be read to its end."""
        self.report.unreadable(STDIN_NAME if path == STDIN else shown(path.name), reason)
        self.result.unreadable.append(f"{'standard input' if path == STDIN else shown(path)}: {reason}")

    def add(self, found: Found) -> None:
        """One file with all its documents."""
        if found.source is None:
            self.refuse(found.path, found.error)
            return
        text = self._write_source(found.source)
        notes = list(found.notes)
        for reading, kept in zip(found.readings, found.kept, strict=True):
            try:
                notes += self._add_document(reading, kept)
            except OSError:
                raise
            except Exception as error:
                self.refuse(found.path, internal_error(error))
        self.report.file(found.source, text, len(found.readings))
        self.report.note(found.source, notes)

    def _add_document(self, reading: Reading, kept: Kept) -> tuple[Note, ...]:
        document = reading.document
        iri = document_iri(self._base, document, self._texts)
        if iri.value in self._texts:
            message = f"the same text was read before, as {iri.value}"
            return (Note(NoteKind.SKIPPED, document.source.name, message, document.span),)
        region = self._entities.places.of_document(document)
        record = f"{len(self._parts):06}"
        part = self._work / f"{record}.nq"
        reading = replace(reading, facts=(*reading.facts, *kept.added))
        if any(speaks_of(row, iri.value) for row in self._of_facts):
            reading, kept = self._corrected(reading, kept, iri.value, record)
        write_part(DocumentWriter(self._base, iri, reading, self._entities, region).quads(), part)
        self._parts[iri.value], self._texts[iri.value] = part, digest([document.text], 8)
        self._keep(record, iri.value, kept)
        self.report.document(iri.value, reading)
        return reading.notes if reading.facts else (*reading.notes, _nothing_read(document))

    def _corrected(self, reading: Reading, kept: Kept, iri: str, record: str) -> tuple[Reading, Kept]:
        """The document as persons corrected it."""
        document = reading.document
        tasks = [task.number for task in document.tasks]
        found = correct_facts(reading.facts, self._of_facts, iri, document.source.text, document.span, tasks)
        quads = [quad for change in found.changes for quad in change_quads(self._base, iri, change)]
        part = self._work / f"corrections-{record}.nq"
        write_part(quads, part)
        self._changes.append(part)
        self.report.corrected += len(found.changes)
        self.report.lost += found.lost
        facts = tuple(fact for fact in found.facts if fact not in kept.added)
        again = keep(replace(reading, facts=facts), tuple(fact for fact in kept.added if fact in found.facts))
        return replace(reading, facts=found.facts), again

    def _keep(self, record: str, iri: str, kept: Kept) -> None:
        """Puts aside what the document is compared with others by."""
        self._entries.append(Entry(iri, record, kept.regions))
        (self._work / f"{record}{SAID}").write_bytes(kept.said)
        (self._work / f"{record}{NAMED}").write_bytes(kept.named)

    def _relate(self, readers: Readers) -> list[Path]:
        """Compares the documents, group by group; the quads of what was found."""
        groups = sorted(grouped(self._entries), key=lambda group: (-len(group.entries), group.key))
        works = [
            Work(what, group, self._work, self._work / f"{what}-{number:06}.nq", self._base, self._of_things)
            for number, group in enumerate(groups)
            for what in (THINGS, PROMISES)
        ]
        parts, lost = list(self._changes), []
        for related in readers.spread(relate, works):
            for thing in sorted(related.named):
                self._entities.describe(thing.kind, thing.cls, thing.name, thing.region)
            for iri, label in sorted(related.labels.items()):
                self._entities.relabel(iri, label)
            if related.lost is not None:
                lost.append(related.lost)
            self.report.related(related)
            parts.append(related.part)
        self.report.lost += lost_everywhere(lost)
        self.report.lost += unclaimed(self._of_facts, self._texts)
        self.result.lost = [str(one) for one in sorted(self.report.lost, key=place_of)]
        return parts

    def _write_source(self, source: Source) -> str:
        """Keeps the text that offsets point into; files of one name stand side by side. Its path inside the snapshot."""
        name = source.name if source.name.endswith(".txt") else f"{source.name}.txt"
        path = self._folder / "sources" / name
        if len(name.encode("utf-8")) > LONGEST_NAME or path.exists():
            stem = name.encode("utf-8")[: LONGEST_NAME - 20].decode("utf-8", "ignore")
            path = path.with_name(f"{stem.removesuffix('.txt')}.{source.sha256[:8]}.txt")
        path.write_text(source.text, encoding="utf-8", newline="\n")
        return path.relative_to(self._folder).as_posix()

    def finish(self, progress: Progress, readers: Readers) -> None:
        """Everything that needs all documents: the merged graph, the views, the pages, the report, the manifest."""
        if not self._parts:
            raise InputError(
                f"no document could be read: {_some(self.result.unreadable) or 'no files there'}"
            )
        progress("comparing the documents")
        related = self._relate(readers)
        progress("writing the graph")
        things = self._work / "entities.nq"
        write_part(self._entities.quads(), things)
        graph = self._folder / GRAPH
        classes, properties = merge_parts([*self._parts.values(), *related, things], graph)
        site = self._folder, self._base.iri, _texts(self.report.files), _with_rows(classes, properties)
        beside = readers.beside(_draw, *site), readers.beside(_draw_query, self._folder, self._base.iri)
        progress("writing the facts")
        store = self._open(graph)
        rows = self._write_facts(store)
        if large := is_large(self._folder):
            store.optimize()
        del store
        if large:
            keep_index(self._folder)
        progress("writing the pages")
        write_turtle(graph, self._folder / "graph.ttl", self._base.iri)
        self.report.write(self._folder, rows)
        for done in beside:
            done()
        shutil.rmtree(self._work)
        write_manifest(self._folder, self._base.iri, classes, properties, rows)
        self.result.documents, self.result.rows = self.report.documents, rows
        self.result.statements = sum(properties.values())

    def _write_facts(self, store: Store) -> dict[str, int]:
        """Every view as tables; how many rows each has."""
        tables = {name: Table(self._folder / "facts", name) for name in view_names()}
        if not is_large(self._folder):
            _write_views(tables, store, [name for name in tables if name not in ACROSS])
        else:
            self._write_views_by_document(tables, store)
        _write_views(tables, store, ACROSS)
        for table in tables.values():
            table.close()
        return {name: table.count for name, table in tables.items() if table.count}

    def _open(self, graph: Path) -> Store:
        store = fresh_store(self._folder) if is_large(self._folder) else Store()
        store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS, lenient=True)
        return store

    def _write_views_by_document(self, tables: dict[str, Table], store: Store) -> None:
        """The views of single documents, one document at a time, in the order of their IRIs: the same rows."""
        queries = {name: view_query(name) for name in tables if name not in ACROSS}
        things = [self._base.name("graph", name) for name in GRAPHS]
        for iri in sorted(self._parts):
            graphs = [NamedNode(iri), NamedNode(f"{iri}/provenance"), *things]
            for name, query in queries.items():
                tables[name].write(*run(store, query, graphs))


def _some(reasons: list[str]) -> str:
    more = len(reasons) - MOST_REASONS
    return "; ".join(reasons[:MOST_REASONS]) + (f"; and {more} more" if more > 0 else "")


def _nothing_read(document: Document) -> Note:
    message = "no fact was read from this document: it has none of the genre's words where a fact could stand"
    return Note(NoteKind.SKIPPED, document.source.name, message, document.span)


def _with_rows(classes: Counter[str], properties: Counter[str]) -> list[str]:
    """The views that have rows: the graph holds things of their class, or with their property."""
    found = [name for name, cls in CLASSES.items() if classes[PG + cls]]
    return found + [name for name, prop in PROPERTIES.items() if properties[PG + prop]]


def _texts(files: Iterable[FileLine]) -> dict[str, str]:
    """Where the snapshot keeps the text of each source."""
    return {file.sha256: file.text for file in files}


def _load_explorer() -> None:
    """So that a process that has nothing else to do is ready to draw."""
    from graph.explorer import write_site  # noqa: F401


def _draw(folder: Path, base: str, texts: Mapping[str, str], views: Sequence[str]) -> None:
    """The explorer's pages, by a process that reads the graph for itself."""
    from graph.explorer import write_site

    write_site(folder, folder, base=base, texts=texts, views=views)


def _draw_query(folder: Path, base: str) -> None:
    """The page that answers queries."""
    from graph.site import write_query

    write_query(folder, folder, base)


def _write_views(tables: dict[str, Table], store: Store, names: Iterable[str]) -> None:
    for name in names:
        tables[name].write(*run(store, view_query(name)))
