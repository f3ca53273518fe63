"""Step 7e: the site of a snapshot: the explorer's pages, and the page that answers queries over it from disk."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import UserError
from graph.explorer import FILES, navigation, write_site
from graph.querypage import write_query_page
from graph.snapshot.folder import GRAPH, MANIFEST, check_snapshot
from graph.snapshot.manifest import list_files
from graph.snapshot.questions import load_questions

PARTS = ("assets", "data")  # folders that are all the site's


def write_pages(
    snapshot: Path, site: Path, *, base: str, texts: Mapping[str, str], views: Sequence[str]
) -> None:
    """Writes all pages of the graph in `snapshot` into `site`. For the other arguments see `write_site`."""
    write_site(snapshot, site, base=base, texts=texts, views=views)
    write_query(snapshot, site, base)


def write_query(snapshot: Path, site: Path, base: str) -> None:
    """Writes the query page alone, with the graph in `snapshot` to answer from."""
    write_query_page(
        site,
        snapshot / GRAPH,
        load_questions().values(),
        base=base,
        pages=navigation(),
        links={"entity": "entity.html", "read": "read.html"},
    )


def rewrite(snapshot: Path, out: Path | None = None) -> Path:
    """Writes the site of a snapshot that is there anew, with the files that its pages link; the page to open first.

    Without `out` the site in the snapshot is replaced, and its manifest follows. Raises UserError if `out` holds
    something else, SnapshotError if there is no snapshot.
    """
    check_snapshot(snapshot)
    manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    report = json.loads((snapshot / "report.json").read_text(encoding="utf-8"))
    texts = {file["sha256"]: file["text"] for file in report["files"]}
    site, views = out or snapshot, list(manifest["views"])
    if out:
        _check(out)
    for part in PARTS:
        shutil.rmtree(site / part, ignore_errors=True)
    site.mkdir(parents=True, exist_ok=True)
    write_pages(snapshot, site, base=manifest["base"], texts=texts, views=views)
    if out:
        tables = (f"facts/{view}.{kind}" for view in views for kind in ("csv", "jsonl"))
        for name in (*FILES, *tables):
            (out / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(snapshot / name, out / name)
    else:
        list_files(snapshot)
    return site / "index.html"


def _check(out: Path) -> None:
    """What is replaced must be a site."""
    if out.exists() and not out.is_dir():
        raise UserError(f"{out} is a file; name a folder with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / "data" / "site.js").is_file():
        raise UserError(f"{out} is not empty and holds no site; name another folder with --out")
