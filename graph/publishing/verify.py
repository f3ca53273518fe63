"""Whether a site is as it was published: every hash, count, link, dump, shape and quote.

Hashes find what was changed by accident; the other checks find what was wrong when it was published, or was
changed together with its hash.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from graph.errors import UserError
from graph.inference import load_axioms
from graph.publishing.dumps import canonical_hash, opened, quads_of
from graph.publishing.site import EDITION, SUMS, described
from graph.publishing.versions import LIST, Version, read_versions
from graph.rdf.names import OA, PG, Base
from graph.snapshot.addresses import path_of
from graph.snapshot.folder import GRAPH, MANIFEST
from graph.snapshot.index import load_snapshot
from graph.snapshot.inferred import write_inferred
from graph.snapshot.quads import count
from graph.snapshot.query import stored_rows

SCHEMES = ("http", "https", "mailto", "data", "javascript", "blob")
MOST = 20  # damages of a kind told for a version; all are counted
Quote = tuple[str, int, int, str]  # of which source file, start, end, words


@dataclass(frozen=True, slots=True, order=True)
class Damage:
    """One thing that is not as published: which version and check, where, what."""

    version: str
    kind: str
    place: str
    message: str


Check = Callable[["_Folder"], Iterator[tuple[str, str]]]


@dataclass(frozen=True)
class _Folder:
    """A version's folder, and what the site's list says of it."""

    path: Path
    version: Version

    def data(self, name: str) -> Any:
        return json.loads((self.path / name).read_text(encoding="utf-8"))


def verify(site: Path, only: str = "") -> list[Damage]:
    """Everything that is damaged in a site, or in one version of it; none if all is well.

    Raises UserError if the folder is no site, or has no such version.
    """
    try:
        versions = read_versions(site)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{site / LIST} is broken ({error}): nothing can be checked against it") from error
    if not versions:
        raise UserError(f"{site} holds no list of versions ({LIST}); publish a snapshot first")
    chosen = [version for version in versions if version.version == only or not only]
    if not chosen:
        raise UserError(
            f"there is no version {only} in {site}; there are {', '.join(v.version for v in versions)}"
        )
    found = [] if only else [Damage("", "site", *told) for told in _site(site, versions)]
    for version in chosen:
        folder = _Folder(site / version.version, version)
        if not folder.path.is_dir():
            found.append(Damage(version.version, "missing", version.version, "the version's folder is gone"))
            continue
        for kind, check in CHECKS.items():
            found += _told(folder, kind, check)
    return found


def _told(folder: _Folder, kind: str, check: Check) -> Iterator[Damage]:
    """A check's findings; a file that cannot be read is one of them."""
    name, more = folder.version.version, 0
    try:
        for place, message in check(folder):
            more += 1
            if more <= MOST:
                yield Damage(name, kind, place, message)
    except (OSError, EOFError, ValueError, KeyError, TypeError, SyntaxError) as error:
        place = Path(str(getattr(error, "filename", None) or "")).name
        yield Damage(name, kind, place, f"cannot be checked: {type(error).__name__}: {str(error)[:160]}")
    if more > MOST:
        yield Damage(name, kind, "", f"and {more - MOST} more")


# -- the site


def _site(site: Path, versions: list[Version]) -> Iterator[tuple[str, str]]:
    latest = json.loads((site / LIST).read_text(encoding="utf-8"))["latest"]
    if latest != versions[-1].version:
        yield LIST, f"latest is {latest}, the last version is {versions[-1].version}"
    for name in ("index.html", "feed.atom", "latest/index.html"):
        path = site / name
        if not path.is_file():
            yield name, "is not there"
        elif versions[-1].version not in path.read_text(encoding="utf-8"):
            yield name, f"does not name the latest version, {versions[-1].version}"
    listed = {version.version for version in versions}
    for path in sorted(site.iterdir()):
        if path.is_dir() and (path / EDITION).is_file() and path.name not in listed:
            yield path.name, "is a version that the list does not name"
    yield from _redirects(site, versions[-1])


def _redirects(site: Path, latest: Version) -> Iterator[tuple[str, str]]:
    """Each entity's address leads to a page that is there."""
    said = site / latest.version / EDITION
    if not said.is_file():
        return
    root = site / path_of(json.loads(said.read_text(encoding="utf-8"))["base"]).strip("/")
    if not any(root.rglob("index.html")):
        yield root.name, "no entity has an address"
    for page in sorted(root.rglob("index.html")):
        for link in links_of(page):
            if not _leads_somewhere(page, link):
                yield page.relative_to(site).as_posix(), f"leads to {link}, which is not there"


# -- a version


def _hashes(folder: _Folder) -> Iterator[tuple[str, str]]:
    """Every file is the one that was published: none altered, none gone, none more."""
    text = (folder.path / SUMS).read_bytes()
    if hashlib.sha256(text).hexdigest() != folder.version.checksums:
        yield SUMS, f"is not the one that {LIST} names"
    said: dict[str, str] = {}
    for line in text.decode("utf-8").splitlines():
        sha256, _, name = line.partition("  ")
        said[name] = sha256
    there = {file.path: file.sha256 for file in described(folder.path)}
    for name in sorted(said.keys() | there.keys()):
        if name not in there:
            yield name, "is gone"
        elif name not in said:
            yield name, "was not published"
        elif said[name] != there[name]:
            yield name, "was altered: its SHA-256 is another"


def _manifest(folder: _Folder) -> Iterator[tuple[str, str]]:
    """The snapshot inside is the one that was built."""
    texts = folder.data(EDITION)["sources"]
    there = {file.path: file.sha256 for file in described(folder.path)}
    for name, said in folder.data(MANIFEST)["files"].items():
        if name.startswith("sources/") and not texts:
            continue
        if there.get(name) != said["sha256"]:
            yield name, f"is not the file that {MANIFEST} names"


def _counts(folder: _Folder) -> Iterator[tuple[str, str]]:
    """The numbers said are the numbers there."""
    manifest = folder.data(MANIFEST)
    classes, properties = count(folder.path / GRAPH)
    if manifest["statements"] != sum(properties.values()):
        yield MANIFEST, f"says {manifest['statements']} statements; the graph has {sum(properties.values())}"
    if folder.version.statements != sum(properties.values()):
        yield LIST, f"says {folder.version.statements} statements; the graph has {sum(properties.values())}"
    for kind, found in (("classes", classes), ("properties", properties)):
        said = manifest[kind]
        for name in sorted(said.keys() | found.keys()):
            if said.get(name, 0) != found[name]:
                yield MANIFEST, f"says {said.get(name, 0)} of {name}; the graph has {found[name]}"
    for view, rows in manifest["views"].items():
        found_rows = sum(1 for _ in stored_rows(folder.path / "facts" / f"{view}.jsonl"))
        if found_rows != rows:
            yield f"facts/{view}.jsonl", f"has {found_rows} rows; {MANIFEST} says {rows}"


def _graph(folder: _Folder) -> Iterator[tuple[str, str]]:
    """The graph's canonical hash, wherever it is said, is the graph's."""
    found = canonical_hash(folder.path / GRAPH)
    for name, said in (
        (EDITION, folder.data(EDITION)["canonical"]["sha256"]),
        (LIST, folder.version.graph),
    ):
        if said != found:
            yield GRAPH, f"its canonical hash is not the one in {name}"
    if found not in (folder.path / "dataset.ttl").read_text(encoding="utf-8"):
        yield "dataset.ttl", "does not name the graph's canonical hash"


def _dumps(folder: _Folder) -> Iterator[tuple[str, str]]:
    """Each dump holds the graph."""
    data = folder.path / "dumps"
    for name, plain in (("graph.nq.gz", GRAPH), ("graph.ttl.gz", "graph.ttl")):
        if not _holds(data / name, folder.path / plain):
            yield f"dumps/{name}", f"does not hold {plain}"
    with gzip.open(data / "graph.jsonld.gz") as packed:
        linked = json.load(packed)["@graph"]
    stated = sum(
        len(values)
        for graph in linked
        for node in graph["@graph"]
        for key, values in node.items()
        if key != "@id"
    )
    if stated != folder.version.statements:
        yield "dumps/graph.jsonld.gz", f"holds {stated} statements, the graph {folder.version.statements}"
    with TemporaryDirectory() as made:
        follows = Path(made) / "inferred.nq"
        axioms = load_axioms(folder.path / "ontology")
        write_inferred(opened(folder.path / GRAPH), follows, Base(folder.data(EDITION)["base"]), axioms)
        if not _holds(data / "inferred.nq.gz", follows):
            yield "dumps/inferred.nq.gz", "is not what follows from the graph"


def _holds(dump: Path, plain: Path) -> bool:
    """Whether a compressed file is that file."""
    with gzip.open(dump) as packed, plain.open("rb") as file:
        return hashlib.file_digest(packed, "sha256").digest() == hashlib.file_digest(file, "sha256").digest()


def _description(folder: _Folder) -> Iterator[tuple[str, str]]:
    """What the catalogues are told is so: sizes and hashes of the files to download."""
    there = {file.path: file for file in described(folder.path)}
    text = (folder.path / "dataset.ttl").read_text(encoding="utf-8")
    for resource in folder.data("datapackage.json")["resources"]:
        file = there.get(resource["path"])
        if file is None:
            yield "datapackage.json", f"names {resource['path']}, which is not there"
        elif (file.size, f"sha256:{file.sha256}") != (resource["bytes"], resource["hash"]):
            yield "datapackage.json", f"says another size or hash of {file.path}"
        elif file.sha256 not in text:
            yield "dataset.ttl", f"says another hash of {file.path}"


def _links(folder: _Folder) -> Iterator[tuple[str, str]]:
    """Each link of each page leads to a file that is there."""
    texts = folder.data(EDITION)["sources"]
    for page in sorted(folder.path.rglob("*.html")):
        for link in sorted(set(links_of(page))):
            left_out = not texts and "sources/" in link
            if not left_out and not _leads_somewhere(page, link):
                yield page.relative_to(folder.path).as_posix(), f"links to {link}, which is not there"


def links_of(page: Path) -> Iterator[str]:
    """The relative links of a page, as it is written: what its scripts make is not seen."""
    from lxml import html

    tree = html.fromstring(page.read_bytes())
    for element in tree.iter("a", "link", "script", "img", "iframe", "source"):
        link = element.get("href") or element.get("src")
        if link and urlsplit(link).scheme not in SCHEMES and not link.startswith(("#", "//")):
            yield link


def _leads_somewhere(page: Path, link: str) -> bool:
    target = page.parent / unquote(urlsplit(link).path)
    return target.is_file() or (target / "index.html").is_file()


def _shapes(folder: _Folder) -> Iterator[tuple[str, str]]:
    """The graph is well formed by the shapes that were published with it."""
    from graph.checks import render, shape_problems

    for problem in sorted(shape_problems(load_snapshot(folder.path), folder.path / "ontology")):
        if problem.severity == "error":
            yield GRAPH, render(problem, "en")


def _quotes(folder: _Folder) -> Iterator[tuple[str, str]]:
    """Every quote stands in its text where it says."""
    if not folder.data(EDITION)["sources"]:
        return
    files = folder.data("report.json")["files"]
    texts = {file["sha256"][:16]: (folder.path / file["text"]).read_bytes().decode("utf-8") for file in files}
    for place, (source, start, end, quote) in _quoted(folder.path):
        text = texts.get(source)
        if text is None:
            yield place, f"rests on a text that is not there: {source}"
        elif text[start:end] != quote or start >= end:
            yield place, f"“{quote[:40]}” does not stand at {start}-{end} of {source}"
    by_name: dict[str, list[str]] = {}
    for file in files:
        by_name.setdefault(file["name"], []).append(texts[file["sha256"][:16]])
    for path in sorted((folder.path / "facts").glob("*.jsonl")):
        for number, row in enumerate(stored_rows(path), 1):
            if "quote" in row and not any(
                text[int(row["start"]) : int(row["end"])] == row["quote"]
                for text in by_name.get(str(row["source"]), [])
            ):
                yield f"facts/{path.name}", f"row {number}: its quote does not stand where it says"


def _quoted(folder: Path) -> Iterator[tuple[str, Quote]]:
    """Every piece of evidence in the graph."""
    source: dict[str, str] = {}
    selector: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    named = {OA + "hasSource": source, OA + "hasSelector": selector}
    for quad in quads_of(folder / GRAPH):
        predicate, subject = quad.predicate.value, getattr(quad.subject, "value", "")
        if predicate in named:
            named[predicate][subject] = getattr(quad.object, "value", "")
        elif predicate in (OA + "start", OA + "end", OA + "exact"):
            values.setdefault(subject, {})[predicate.removeprefix(OA)] = getattr(quad.object, "value", "")
        elif predicate == PG + "evidence":
            source.setdefault(getattr(quad.object, "value", ""), "")
    for evidence in sorted(source):
        held = values.get(selector.get(evidence, ""), {})
        start, end = int(held.get("start", 0)), int(held.get("end", 0))
        yield evidence, (source[evidence].rpartition("/")[2], start, end, held.get("exact", ""))


CHECKS: dict[str, Check] = {
    "hash": _hashes,
    "manifest": _manifest,
    "count": _counts,
    "canonical": _graph,
    "dump": _dumps,
    "description": _description,
    "link": _links,
    "shape": _shapes,
    "quote": _quotes,
}
