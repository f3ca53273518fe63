"""A snapshot's facts, from the tables that its build wrote."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.snapshot.folder import MANIFEST, SnapshotError, check_snapshot
from graph.snapshot.query import stored_rows
from graph.snapshot.views import Row, Value

EVIDENCE = re.compile(r"(?:target_|outcome_|upper_|lower_)?(?:source|quote|start|end)")
DOCUMENT = re.compile(r"(?:target_|outcome_|upper_|lower_)?doc")
KNOWN_BY = ("title", "type", "region")  # a document whose address changed with its text is still the same one

Values = tuple[tuple[str, Value], ...]


@dataclass
class Fact:
    """A row without its evidence: a view's values, the documents it is from, and where it stands in them."""

    view: str
    values: Values
    documents: tuple[str, ...]
    places: set[tuple[Value, ...]] = field(default_factory=set)
    quote: str = ""


@dataclass
class Facts:
    """A snapshot as a comparison sees it."""

    folder: Path
    manifest: Mapping[str, object]
    documents: dict[str, Row]  # IRI -> its row in the view of documents
    hashes: dict[str, frozenset[str]]  # file name -> SHA-256 of the files of that name
    facts: dict[tuple[str, tuple[str, ...], Values], Fact]

    def file_of(self, document: str) -> frozenset[str]:
        """The hashes of the file that a document was read from."""
        return self.hashes.get(str(self.documents.get(document, {}).get("source", "")), frozenset())


def read(folder: Path, renamed: Mapping[str, str] | None = None) -> Facts:
    """The facts of a snapshot. Documents in `renamed` go by another IRI: that of the same document elsewhere.

    Raises SnapshotError if the folder holds none, or a broken one.
    """
    check_snapshot(folder)
    names = renamed or {}
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        hashes: dict[str, frozenset[str]] = {}
        for file in report["files"]:
            hashes[file["name"]] = hashes.get(file["name"], frozenset()) | {file["sha256"]}
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{folder} is broken ({error}); build the snapshot again") from error
    found = Facts(folder, manifest, documents_of(folder, names), hashes, {})
    for path in sorted((folder / "facts").glob("*.jsonl")):
        for row in stored_rows(path):
            _enter(found, path.stem, row, names)
    return found


def documents_of(folder: Path, names: Mapping[str, str]) -> dict[str, Row]:
    """The documents of a snapshot by their IRIs."""
    path = folder / "facts" / "documents.jsonl"
    rows = stored_rows(path) if path.is_file() else iter(())
    return {names.get(str(row["doc"]), str(row["doc"])): row for row in rows}


def renamed(old: Mapping[str, Row], new: Mapping[str, Row]) -> dict[str, str]:
    """New IRI → old IRI, for documents that have another address but title, type and region of one that is gone."""
    gone = _by_name({iri: row for iri, row in old.items() if iri not in new})
    came = _by_name({iri: row for iri, row in new.items() if iri not in old})
    return {came[name][0]: gone[name][0] for name in came if len(came[name]) == len(gone.get(name, ())) == 1}


def _by_name(rows: Mapping[str, Row]) -> dict[tuple[Value, ...], list[str]]:
    found: dict[tuple[Value, ...], list[str]] = {}
    for iri, row in rows.items():
        if row["title"]:
            found.setdefault(tuple(row[name] for name in KNOWN_BY), []).append(iri)
    return found


def _enter(found: Facts, view: str, row: Row, names: Mapping[str, str]) -> None:
    documents = tuple(
        names.get(str(value), str(value)) for key, value in row.items() if DOCUMENT.fullmatch(key) and value
    )
    places = tuple(value for key, value in row.items() if EVIDENCE.fullmatch(key))
    values = tuple(
        (key, value) for key, value in row.items() if not (EVIDENCE.fullmatch(key) or DOCUMENT.fullmatch(key))
    )
    if view == "units":  # a row for each mention: the unit is the fact
        documents = ()
    fact = found.facts.setdefault((view, documents, values), Fact(view, values, documents))
    fact.places.add(places)
    fact.quote = fact.quote or next((str(row[key]) for key in row if key.endswith("quote") and row[key]), "")
