"""The site of a snapshot that is already there: written anew into it, or into a folder of its own."""

import json
import shutil
from pathlib import Path

from graph.errors import UserError
from graph.explorer import FILES, write_site
from graph.snapshot.folder import MANIFEST, check_snapshot
from graph.snapshot.manifest import list_files

PARTS = ("assets", "data")  # folders that are all the site's


def publish(snapshot: Path, out: Path | None = None) -> Path:
    """Writes the site of `snapshot` into `out`, with the files that its pages link; the page to open first.

    Without `out` the site in the snapshot is replaced, and its manifest follows. Raises UserError if `out` holds
    something else, SnapshotError if there is no snapshot.
    """
    check_snapshot(snapshot)
    manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    report = json.loads((snapshot / "report.json").read_text(encoding="utf-8"))
    texts = {file["sha256"]: file["text"] for file in report["files"]}
    site = out or snapshot
    if out:
        _check(out)
    for part in PARTS:
        shutil.rmtree(site / part, ignore_errors=True)
    site.mkdir(parents=True, exist_ok=True)
    write_site(snapshot, site, base=manifest["base"], texts=texts, views=list(manifest["views"]))
    if out:
        for name in (
            *FILES,
            *(f"facts/{view}.{kind}" for view in manifest["views"] for kind in ("csv", "jsonl")),
        ):
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
