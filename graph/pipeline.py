"""The whole data path on one screen: files in, a snapshot out.

    paths → read → split, structure → facts → entities → quads → views, page, report, manifest

Each document is read, written out and let go before the next, so memory does not grow with the corpus;
what stays is the list of things named, and the report.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from graph.extraction import read_facts
from graph.model import Note, NoteKind, Reading, Source
from graph.rdf.document import DocumentWriter, document_iri
from graph.rdf.entities import Entities
from graph.rdf.names import Base, digest
from graph.reading import SUFFIXES, UnreadableError, read_bytes, read_file
from graph.snapshot.folder import replacing
from graph.snapshot.manifest import write_manifest
from graph.snapshot.quads import merge_parts, write_part, write_turtle
from graph.snapshot.report import Report
from graph.snapshot.views import ACROSS, Table, run, view_names, view_query
from graph.structure.document import read_documents

STDIN = "stdin.txt"
IGNORED = {".md5", ".sha256", ".DS_Store", ""}
IN_MEMORY = 200_000_000  # bytes of N-Quads; a larger graph is queried from disk
PARALLEL = 2_000_000  # bytes of documents; below that one process is quicker than starting more

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Found:
    """A file's readings, or why there are none."""

    name: str
    source: Source | None = None
    readings: tuple[Reading, ...] = ()
    notes: tuple[Note, ...] = ()
    error: str = ""


@dataclass
class Result:
    """What a build did, for its last words."""

    documents: list[dict[str, object]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    statements: int = 0


def collect(paths: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The files that the paths name, folders searched, sorted; and those in folders of no known kind.

    Raises FileNotFoundError for a path that is not there.
    """
    files: dict[Path, None] = {}
    other: list[str] = []
    for name in paths:
        path = Path(name)
        if name == "-":
            files[path] = None
        elif path.is_dir():
            for inner in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
                known = inner.suffix.lower() in SUFFIXES or inner.suffix.lower() in (".doc", ".wps", ".ofd", ".rtf")
                if known and inner.name.upper() != "README.MD":
                    files[inner] = None
                else:
                    other.append(inner.name)
        elif path.is_file():
            files[path] = None
        else:
            raise FileNotFoundError(name)
    return list(files), other


def read_one(path: Path, stdin: bytes = b"") -> Found:
    """One file, read down to its facts. Never raises for what a file holds."""
    name = STDIN if str(path) == "-" else path.name
    try:
        source = read_bytes(name, stdin) if str(path) == "-" else read_file(path)
        documents, notes = read_documents(source)
        return Found(name, source, tuple(read_facts(document) for document in documents), (*source.notes, *notes))
    except UnreadableError as error:
        return Found(name, error=str(error).removeprefix(f"{name}: "))
    except OSError as error:
        return Found(name, error=error.strerror or str(error))


def build(paths: Iterable[str], out: Path, *, base: Base, progress: Progress = lambda _: None, stdin: bytes = b"", jobs: int = 0) -> Result:
    """Builds the snapshot of the documents under `paths` in the folder `out`.

    Raises SnapshotError if `out` holds something else, ValueError if no document could be read.
    """
    files, other = collect(paths)
    result, report, entities = Result(), Report(), Entities(base)
    for name in other:
        report.skipped(name, "not a kind of file that documents come in: " + ", ".join(sorted(SUFFIXES)))
    with replacing(out) as folder:
        work = folder / ".parts"
        for made in (work, folder / "facts", folder / "sources"):
            made.mkdir()
        parts: dict[str, Path] = {}
        texts: dict[str, str] = {}
        for found in _read_all(files, stdin, jobs):
            progress(found.name)
            if found.source is None:
                report.unreadable(found.name, found.error)
                result.unreadable.append(f"{found.name}: {found.error}")
                continue
            _write_source(folder / "sources", found.source)
            report.file(found.source, len(found.readings))
            notes = list(found.notes)
            for reading in found.readings:
                iri = document_iri(base, reading.document, texts)
                if iri.value in texts:
                    notes.append(Note(NoteKind.SKIPPED, found.name, f"the same text was read before, as {iri.value}", reading.document.span))
                    continue
                texts[iri.value] = digest([reading.document.text], 8)
                region = entities.places.of_document(reading.document)
                parts[iri.value] = work / f"{len(parts):06}.nq"
                write_part(DocumentWriter(base, iri, reading, entities, region).quads(), parts[iri.value])
                report.document(iri.value, reading)
                notes += reading.notes
            report.note(found.source, tuple(notes))
        if not parts:
            raise ValueError("no document could be read: " + ("; ".join(result.unreadable) or "the paths name no files"))
        progress("facts and graph")
        write_part(entities.quads(), work / "entities.nq")
        _finish(folder, work, parts, report, result, base, progress)
    result.documents = report.documents
    return result


def _read_all(files: list[Path], stdin: bytes, jobs: int) -> Iterator[Found]:
    """Every file's readings in the order of the files, from more than one process where that pays."""
    size = sum(path.stat().st_size for path in files if str(path) != "-")
    workers = jobs or (os.cpu_count() or 1 if size > PARALLEL else 1)
    if workers < 2:
        yield from map(partial(read_one, stdin=stdin), files)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(partial(read_one, stdin=stdin), files, chunksize=1)


def _finish(folder: Path, work: Path, parts: dict[str, Path], report: Report, result: Result, base: Base, progress: Progress) -> None:
    """Everything that needs all documents: the merged graph, the views, the page, the report, the manifest."""
    from graph.page import write_index

    classes, properties = merge_parts([*parts.values(), work / "entities.nq"], folder / "graph.nq")
    write_turtle(folder / "graph.nq", folder / "graph.ttl", base.iri)
    tables = {name: Table(folder / "facts", name) for name in view_names()}
    _views_by_document(work, parts, tables)
    whole = _whole(folder, work)
    for name in ACROSS:
        tables[name].write(*run(whole, view_query(name)))
    for table in tables.values():
        table.close()
    result.rows = {name: table.count for name, table in tables.items() if table.count}
    result.statements = sum(properties.values())
    progress("page")
    write_index(whole, folder / "index.html")
    report.write(folder, result.rows)
    del whole
    _remove(work)
    write_manifest(folder, base.iri, classes, properties, result.rows)


def _views_by_document(work: Path, parts: dict[str, Path], tables: dict[str, Table]) -> None:
    """The views of single documents, one document at a time, in the order of their IRIs."""
    queries = {name: view_query(name) for name in tables if name not in ACROSS}
    store = Store()
    store.extend(parse(path=str(work / "entities.nq"), format=RdfFormat.N_QUADS))
    for iri in sorted(parts):
        quads = list(parse(path=str(parts[iri]), format=RdfFormat.N_QUADS))
        store.extend(quads)
        for name, query in queries.items():
            tables[name].write(*run(store, query))
        for graph in {quad.graph_name for quad in quads}:
            store.remove_graph(graph)


def _whole(folder: Path, work: Path) -> Store:
    store = Store() if (folder / "graph.nq").stat().st_size < IN_MEMORY else Store(str(work / "store"))
    store.bulk_load(path=str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    return store


def _write_source(folder: Path, source: Source) -> None:
    """The text that offsets point into; two files of one name stand side by side."""
    name = source.name if source.name.endswith(".txt") else f"{source.name}.txt"
    path = folder / name
    if path.exists() and path.read_text(encoding="utf-8") != source.text:
        path = folder / f"{path.stem}.{source.sha256[:8]}.txt"
    path.write_text(source.text, encoding="utf-8", newline="\n")


def _remove(work: Path) -> None:
    import shutil

    shutil.rmtree(work)
