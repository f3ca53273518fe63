"""Publishing: a version's folder, complete or not there, and then the site's list of versions."""

import csv
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.comparing import as_html, as_json, compare
from graph.errors import UserError
from graph.ontologydocs import write_ontology_pages
from graph.publishing.citation import citation, data_package
from graph.publishing.description import File, description
from graph.publishing.dumps import canonical_hash, opened, write_dumps
from graph.publishing.edition import Edition
from graph.publishing.redirects import write_redirects
from graph.publishing.tables import csvw, read_tables, write_parquet
from graph.publishing.versions import Version, read_versions, template, write_versions
from graph.resources import ontology_folder
from graph.snapshot.folder import GRAPH, MANIFEST, SnapshotError, check_snapshot
from graph.snapshot.manifest import file_hash, files_of

SUMS = "SHA256SUMS"
EDITION = "publication.json"
LISTED = ("dumps/", "facts/", "ontology/policy.ttl", "ontology/shapes.ttl")  # on the page of downloads


class PublishError(UserError):
    """A version cannot be published there."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, for its last words."""

    folder: Path
    files: int
    size: int
    redirects: int
    without_redirect: int
    inferred: int
    changes: dict[str, int]


def publish(snapshot: Path, site: Path, edition: Edition) -> Published:
    """Publishes a snapshot as a version of a site. Until it is complete, the site does not change.

    Raises PublishError if the version is there or the folder is no site, SnapshotError if the snapshot is none.
    """
    check_snapshot(snapshot)
    versions = read_versions(site)
    _refuse(site, edition, versions)
    manifest: dict[str, Any] = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    site.mkdir(parents=True, exist_ok=True)
    fresh = site / f".{edition.version}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        _copy(snapshot, fresh, manifest["files"], edition)
        made = _write(fresh, site, edition, manifest, versions)
        final = site / edition.version
        fresh.rename(final)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    previous = site / versions[-1].version if versions else None
    redirects, left = write_redirects(site, final / GRAPH, edition.base, manifest["files"], previous)
    pages = sorted(path.name for path in final.glob("*.html"))
    write_versions(site, edition, [*versions, made.version], pages)
    files = [path for path in final.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return Published(final, len(files), size, redirects, left, made.inferred, made.version.changes)


def _refuse(site: Path, edition: Edition, versions: Sequence[Version]) -> None:
    if (site / edition.version).exists() or any(held.version == edition.version for held in versions):
        raise PublishError(
            f"version {edition.version} is published in {site} already; what is published is never overwritten"
        )
    if site.exists() and not versions and any(not path.name.startswith(".") for path in site.iterdir()):
        raise PublishError(
            f"{site} is not empty and holds no list of versions; name another folder with --to"
        )


def _copy(snapshot: Path, fresh: Path, files: Mapping[str, Mapping[str, Any]], edition: Edition) -> None:
    """The snapshot as it was built: every file that its manifest names, and checked to be that file."""
    for name, said in files.items():
        if name.startswith("sources/") and not edition.sources:
            continue
        source, target = snapshot / name, fresh / name
        if not source.is_file() or file_hash(source) != said["sha256"]:
            raise SnapshotError(f"{source} is not what the manifest says; build the snapshot again")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(snapshot / MANIFEST, fresh / MANIFEST)


@dataclass(frozen=True, slots=True)
class _Made:
    version: Version
    inferred: int


def _write(
    fresh: Path, site: Path, edition: Edition, manifest: Mapping[str, Any], versions: Sequence[Version]
) -> _Made:
    """Everything that a version has beside its snapshot; its checksums last."""
    sources = json.loads((fresh / "report.json").read_text(encoding="utf-8"))["files"]
    ontology = ontology_folder()
    (fresh / "dumps").mkdir()
    store = opened(fresh / GRAPH)
    inferred = write_dumps(fresh / GRAPH, store, fresh / "graph.ttl", ontology, edition.base, fresh / "dumps")
    canonical = canonical_hash(fresh / GRAPH)
    tables = read_tables(fresh / "facts")
    _text(fresh / "facts" / "csv-metadata.json", csvw(tables))
    if edition.parquet:
        write_parquet(fresh / "facts", fresh / "dumps", tables)
    write_ontology_pages(fresh / "ontology", examples=store)
    _write_sources(fresh / "sources.csv", sources)
    changes = _write_changes(fresh, site, versions)
    files = [file for file in described(fresh) if file.path.startswith(LISTED)]
    previous = versions[-1].version if versions else ""
    _text(fresh / "dataset.ttl", description(edition, manifest, sources, files, canonical, previous))
    _text(fresh / "CITATION.cff", citation(edition))
    _text(fresh / "datapackage.json", data_package(edition, files, tables))
    page = template(
        "data.html.j2",
        edition=edition,
        files=files,
        canonical=canonical,
        changes=changes,
    )
    _text(fresh / "data.html", page)
    said = {
        "version": edition.version,
        "date": edition.date,
        "base": edition.base,
        "address": edition.address,
        "licence": edition.licence,
        "sources": edition.sources,
        "canonical": {"algorithm": "RDFC-1.0", "sha256": canonical},
        "inferred": inferred,
    }
    _text(fresh / EDITION, json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    sums = "".join(f"{file.sha256}  {file.path}\n" for file in described(fresh))
    _text(fresh / SUMS, sums)
    checksums = hashlib.sha256(sums.encode()).hexdigest()
    documents = int(manifest["views"].get("documents", 0))
    version = Version(
        edition.version, edition.date, checksums, canonical, manifest["statements"], documents, changes
    )
    return _Made(version, inferred)


def _write_changes(fresh: Path, site: Path, versions: Sequence[Version]) -> dict[str, int]:
    """What differs from the version before; nothing for the first."""
    if not versions:
        return {}
    found = compare(site / versions[-1].version, fresh)
    _text(fresh / "changes.json", as_json(found))
    _text(fresh / "changes.html", as_html(found, f"{versions[-1].version} → {fresh.name[1:-4]}"))
    kinds = [change.kind for change in found.changes]
    return {kind: kinds.count(kind) for kind in ("added", "removed", "changed")}


def _write_sources(path: Path, sources: Sequence[Mapping[str, object]]) -> None:
    columns = ("name", "sha256", "media_type", "encoding", "characters", "documents")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([source[name] for name in columns] for source in sources)


def described(folder: Path) -> list[File]:
    """Every file of a version but its checksums, by path."""
    return [
        File(name, path.stat().st_size, file_hash(path))
        for name, path in files_of(folder).items()
        if name != SUMS
    ]


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
