"""Step 7d: what a snapshot holds: every file with its hash, counts, and the versions it was made with."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from graph import __version__
from graph.resources import PACKAGE, ontology_folder
from graph.snapshot.folder import INDEX, MANIFEST


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def rules_version() -> str:
    """A hash over the data files that the rules are: it changes when a word or a frame does."""
    found = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.toml"), key=lambda path: path.relative_to(PACKAGE).as_posix()):
        found.update(path.relative_to(PACKAGE).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def ontology_version() -> str:
    """owl:versionInfo of the ontology."""
    text = (ontology_folder() / "policy.ttl").read_text(encoding="utf-8")
    match = re.search(r'owl:versionInfo\s+"([^"]+)"', text)
    return match[1] if match else ""


def write_manifest(
    folder: Path, base: str, classes: Counter[str], properties: Counter[str], rows: Mapping[str, int]
) -> None:
    """Writes manifest.json. It names every other file of the folder, and is the last to be written."""
    manifest = {
        "software": {"policy-graph": __version__},
        "ontology": ontology_version(),
        "rules": rules_version(),
        "base": base,
        "statements": sum(properties.values()),
        "classes": dict(sorted(classes.items())),
        "properties": dict(sorted(properties.items())),
        "views": dict(sorted(rows.items())),
        "files": _files(folder),
    }
    _write(folder, manifest)


def list_files(folder: Path) -> None:
    """Brings the files of a snapshot's manifest up to what is there now; all else in it stays."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    _write(folder, manifest | {"files": _files(folder)})


def _files(folder: Path) -> dict[str, dict[str, str | int]]:
    return {
        name: {"sha256": file_hash(path), "bytes": path.stat().st_size}
        for name, path in files_of(folder).items()
        if name != MANIFEST
    }


def files_of(folder: Path) -> dict[str, Path]:
    """Every file of a snapshot by its path inside it, sorted; what an index of its graph holds is none."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path for name, path in sorted(named.items()) if not name.startswith(f"{INDEX}/")}


def _write(folder: Path, manifest: Mapping[str, object]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
