"""Step 7a: a snapshot's folder, replaced as a whole: an interrupted build leaves the last good one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANIFEST = "manifest.json"


class SnapshotError(Exception):
    """A folder is no snapshot, or may not be overwritten. The message is one line for a person."""


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A fresh folder to write into; on success it takes the place of `out`, on failure `out` stays.

    Raises SnapshotError if `out` holds something that is not a snapshot.
    """
    out = out.absolute()
    fresh, previous = out.with_name(f".{out.name}.new"), out.with_name(f".{out.name}.old")
    if previous.exists():
        if not out.exists():
            previous.rename(out)  # a build was stopped between the two renames below
        else:
            shutil.rmtree(previous)
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MANIFEST).is_file())):
        raise SnapshotError(f"{out} is not empty and is no snapshot; name another folder with --out")
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(parents=True)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if out.exists():
        out.rename(previous)
    fresh.rename(out)
    shutil.rmtree(previous, ignore_errors=True)


def check_snapshot(folder: Path) -> Path:
    """The folder, if a snapshot is in it.

    Raises SnapshotError with what to do if not.
    """
    if not folder.is_dir():
        raise SnapshotError(f"{folder}: no such folder; build a snapshot first: policy-graph build seeds --out {folder}")
    if not (folder / MANIFEST).is_file() or not (folder / "graph.nq").is_file():
        raise SnapshotError(f"{folder} holds no snapshot (no {MANIFEST} or no graph.nq)")
    return folder
