"""The explorer: a static site that opens from disk, without a network.

graph.py      the snapshot's graph → documents, things, facts
records.py    facts → compact records, with entities.py, reading.py, boards.py, topology.py, overview.py
pages.py      templates, words and assets → the site's pages
scripts.py    data as script files, loaded when a page asks for them
assets/       the pages' own scripts and styles
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph import __version__
from graph.bundles import PLOTS, bundled
from graph.explorer.boards import write_boards
from graph.explorer.entities import write_entities
from graph.explorer.graph import read_snapshot
from graph.explorer.labels import without_frame
from graph.explorer.model import Document, Snapshot
from graph.explorer.overview import overviews
from graph.explorer.pages import navigation, write_pages
from graph.explorer.pinyin import initials
from graph.explorer.reading import write_documents
from graph.explorer.records import Archive
from graph.explorer.scripts import write_data
from graph.explorer.table import load_table
from graph.explorer.topology import Topology
from graph.snapshot.folder import GRAPH

__all__ = ["FILES", "navigation", "write_site"]

FILES = ("report.html", "graph.ttl", "graph.nq", "manifest.json")  # of a snapshot, beside the pages


def write_site(
    snapshot: Path, out: Path, *, base: str, texts: Mapping[str, str], views: Sequence[str]
) -> None:
    """Writes the site of the graph in the folder `snapshot` into the folder `out`.

    `texts` maps the SHA-256 of each source to the file with its text, a path inside the snapshot; `views` are the
    fact views that have rows: their tables stand in facts/.
    """
    read = {
        f"source/{sha256[:16]}": (snapshot / path).read_text(encoding="utf-8")
        for sha256, path in texts.items()
    }
    _write(read_snapshot(snapshot / GRAPH, base, read), out, views)


def _write(snapshot: Snapshot, out: Path, views: Sequence[str]) -> None:
    archive, topology = Archive(snapshot), Topology(snapshot)
    shards: dict[str, Any] = {"entities": write_entities(archive, out)}
    shards |= topology.write(out)
    shards["boards"] = write_boards(archive, out)
    write_documents(archive, out)
    write_data(out, "overview", overviews(topology))
    labels = (name for thing in snapshot.things.values() for name in (thing.label, *thing.names))
    write_data(out, "pinyin", initials(labels))
    write_data(out, "site", _site(snapshot, topology, shards, views))
    write_pages(out)


def _site(
    snapshot: Snapshot, topology: Topology, shards: Mapping[str, Any], views: Sequence[str]
) -> dict[str, Any]:
    """What every page knows: the documents, the classes, how many files of each kind of data there are."""
    classes = {
        name: {key: value for key, value in asdict(cls).items() if key not in ("name", "types")}
        for name, cls in load_table().classes.items()
    }
    counts = dict.fromkeys(classes, 0)
    for thing in topology.things:
        counts[thing.cls] += 1
    return {
        "base": snapshot.base,
        "version": __version__,
        "documents": [_document(document, snapshot) for document in snapshot.documents],
        "classes": classes,
        "counts": counts,
        "shards": dict(shards),
        "files": list(FILES),
        "views": sorted(views),
        "plots": bool(bundled(PLOTS)),
    }


def _document(document: Document, snapshot: Snapshot) -> dict[str, Any]:
    region = snapshot.things.get(document.region)
    return {
        "key": document.key,
        "title": document.title,
        "short": without_frame(document.title),
        "year": document.year,
        "kind": document.kind,
        "region": region.label if region else "",
        "at": document.region,
        "date": document.issued,
        "sections": sum(not part.task for part in document.parts),
        "tasks": sum(part.task for part in document.parts),
        "facts": sum(fact.view != "heads" for fact in document.facts),
    }
