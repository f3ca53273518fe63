"""What a site says of its versions: the list, the latest, the feed. Only these files are ever written anew."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.publishing.edition import Edition

if TYPE_CHECKING:
    from jinja2 import Environment

LIST = "versions.json"


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: SHA-256 of its SHA256SUMS and of its canonical graph, and how many facts differ from before."""

    version: str
    date: str
    checksums: str
    graph: str
    statements: int
    documents: int
    changes: dict[str, int]  # added, removed, changed; nothing for the first


def read_versions(site: Path) -> list[Version]:
    """The versions of a site, the oldest first; none if it has no list."""
    path = site / LIST
    if not path.is_file():
        return []
    return [Version(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))["versions"]]


def write_versions(site: Path, edition: Edition, versions: Sequence[Version], pages: Sequence[str]) -> None:
    """The site's own files; `pages` are the pages at the top of the latest version."""
    latest = versions[-1].version
    data = {"latest": latest, "versions": [asdict(version) for version in versions]}
    newest: Mapping[str, object] = {"edition": edition, "versions": [*reversed(versions)], "latest": latest}
    (site / "latest").mkdir(exist_ok=True)
    for page in pages:
        _write(site / "latest" / page, template("latest.html.j2", page=page, latest=latest))
    _write(site / "feed.atom", template("feed.atom.j2", **newest))
    _write(site / "index.html", template("versions.html.j2", **newest))
    _write(site / LIST, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def template(name: str, **values: object) -> str:
    """A page of ours; everything put into it is text."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader

    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
