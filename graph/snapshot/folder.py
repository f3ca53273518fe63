"""Step 7a: a snapshot's folder, replaced as a whole: an interrupted build leaves the last good one."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import UserError

MANIFEST = "manifest.json"
GRAPH = "graph.nq"
INDEX = ".store"  # of a large graph, on disk; no part of the snapshot
LITTER = {"Thumbs.db", "desktop.ini"}  # file managers leave these, and names with a dot in front


class SnapshotError(UserError):
    """A folder is no snapshot, or may not be overwritten."""


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A fresh folder to write into; on success it takes the place of `out`, on failure `out` stays.

    Raises SnapshotError if `out` holds something that no build made, or if another build writes there.
    """
    out = out.resolve()
    _refuse_own_folder(out)
    _restore(out)
    _refuse_foreign(out)
    fresh, previous = _fresh(out), _previous(out)
    with _locked(fresh):
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
    _restore(folder.resolve())
    if not folder.is_dir():
        raise SnapshotError(
            f"{folder}: no such folder; build a snapshot first: policy-graph build seeds --out {folder}"
        )
    if not is_snapshot(folder):
        raise SnapshotError(f"{folder} holds no snapshot (no {MANIFEST} or no {GRAPH})")
    return folder


def is_snapshot(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() and (folder / GRAPH).is_file()


def _fresh(out: Path) -> Path:
    return out.with_name(f".{out.name}.new")


def _previous(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


def _restore(out: Path) -> None:
    """Tidies up after a build that was killed between its two renames, or right after them."""
    if not out.name or not _previous(out).is_dir():
        return
    if out.exists():
        shutil.rmtree(_previous(out), ignore_errors=True)
    else:
        _previous(out).rename(out)


def _refuse_own_folder(out: Path) -> None:
    if out in (here := Path.cwd(), *here.parents):
        raise SnapshotError(f"{out} is the folder you are in, or above it; name another folder with --out")


def _refuse_foreign(out: Path) -> None:
    """What a build would remove must have been made by one."""
    if not out.exists():
        return
    if not out.is_dir():
        raise SnapshotError(f"{out} is a file; name a folder with --out")
    if any(out.iterdir()) and not is_snapshot(out):
        raise SnapshotError(f"{out} is not empty and is no snapshot; name another folder with --out")
    if foreign := sorted(_files(out) - _made(out)):
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise SnapshotError(
            f"{out} holds what no build made ({foreign[0]}{more}); move it, or name another folder"
        )


def _files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if not path.is_dir())
    named = (path.relative_to(folder) for path in found)
    return {p.as_posix() for p in named if not p.parts[0].startswith(".") and not _litter(p.name)}


def _litter(name: str) -> bool:
    return name.startswith(".") or name in LITTER


def _made(folder: Path) -> set[str]:
    """The files that a snapshot's manifest names, and the manifest. None but the manifest if it is broken."""
    if not (folder / MANIFEST).is_file():
        return {MANIFEST}
    try:
        return {MANIFEST, *json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]}
    except (ValueError, KeyError, TypeError):
        return {MANIFEST}


@contextmanager
def _locked(fresh: Path) -> Iterator[None]:
    """Makes the fresh folder and holds it: two builds of one folder at a time would mix their files."""
    fresh.mkdir(parents=True, exist_ok=True)
    handle = os.open(fresh, os.O_RDONLY) if os.name == "posix" else -1
    try:
        if handle >= 0:
            _lock(handle, fresh)
        for left in fresh.iterdir():  # by a build that was killed
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _lock(handle: int, fresh: Path) -> None:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise SnapshotError(
            f"another build is writing to {fresh.name[1:-4]}; wait until it has ended"
        ) from error
