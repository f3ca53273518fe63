"""From the paths a user names to the files to be read, in an order that does not hang on the paths."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import UserError
from graph.reading import SUFFIXES
from graph.snapshot.folder import is_snapshot

STDIN = Path("-")
CORRECTIONS = "corrections.csv"
REFUSED = (".doc", ".dot", ".wps", ".rtf", ".odt", ".ofd", ".ceb")  # documents, and reading says what to do
NOT_DOCUMENTS = "not a kind of file that documents come in: " + " ".join(SUFFIXES)


class InputError(UserError):
    """Nothing can be built from the files that the user named."""


@dataclass
class Inputs:
    """What the paths name: files to read, files left alone, and what cannot be read; each with its reason."""

    files: list[Path] = field(default_factory=list)
    skipped: list[tuple[Path, str]] = field(default_factory=list)
    unreadable: list[tuple[Path, str]] = field(default_factory=list)
    corrections: list[Path] = field(default_factory=list)  # found in the folders and beside the files


def collect(paths: Iterable[str]) -> Inputs:
    """The files that the paths name, folders searched. A file is read once, by whichever path it comes.

    Hidden files and snapshots in folders are left alone. The order follows from names and contents.
    """
    inputs, seen = Inputs(), set[Path]()
    for path in map(Path, paths):
        if path == STDIN:
            inputs.files.append(path)
        else:
            _enter(path, inputs, seen)
    inputs.files = _ordered(inputs.files)
    inputs.corrections = _distinct(inputs.corrections)
    inputs.skipped.sort()
    inputs.unreadable.sort()
    return inputs


def _enter(path: Path, inputs: Inputs, seen: set[Path]) -> None:
    """A path that the user named: a file of any kind is tried."""
    try:
        if path.is_dir():
            _search(path, inputs, seen)
        elif path.is_file():
            if (beside := path.parent / CORRECTIONS).is_file():
                inputs.corrections.append(beside)
            if path.name != CORRECTIONS:
                _add(path, inputs, seen)
        else:
            inputs.unreadable.append((path, "not a file" if path.exists() else "no such file or folder"))
    except OSError as error:
        inputs.unreadable.append((path, f"cannot be opened ({error.strerror})"))


def _search(folder: Path, inputs: Inputs, seen: set[Path]) -> None:
    """A folder and those in it; links are followed, but no folder is searched twice."""
    left = [folder]
    while left:
        here = left.pop()
        if (real := here.resolve()) in seen:
            continue
        seen.add(real)
        if is_snapshot(here):
            inputs.skipped.append((here, "a snapshot, not documents"))
            continue
        try:
            inside = sorted(path for path in here.iterdir() if not path.name.startswith("."))
            left += [path for path in inside if path.is_dir()]
            for path in inside:
                if not path.is_dir():
                    _sort(path, inputs, seen)
        except OSError as error:
            inputs.unreadable.append((here, f"cannot be opened ({error.strerror})"))


def _sort(path: Path, inputs: Inputs, seen: set[Path]) -> None:
    """A file met in a folder: read, or left alone, or a link to nothing."""
    if path.name == CORRECTIONS:
        inputs.corrections.append(path)
        return
    if path.name.upper() == "README.MD" or path.suffix.lower() not in (*SUFFIXES, *REFUSED):
        inputs.skipped.append((path, NOT_DOCUMENTS))
    elif not path.is_file():
        broken = path.is_symlink() and not path.exists()
        inputs.unreadable.append((path, "a link that leads nowhere" if broken else "not a file"))
    else:
        _add(path, inputs, seen)


def _add(path: Path, inputs: Inputs, seen: set[Path]) -> None:
    real = path.resolve()
    if real in seen:
        return
    seen.add(real)
    if path.name != shown(path.name):
        inputs.unreadable.append((path, "its name is not UTF-8; rename it"))
    else:
        inputs.files.append(path)


def _ordered(files: Iterable[Path]) -> list[Path]:
    """By name; files of one name by their contents, so that neither folders nor arguments change the order."""
    distinct = dict.fromkeys(files)
    names = Counter(path.name for path in distinct)
    return sorted(distinct, key=lambda path: (path.name, _hash(path) if names[path.name] > 1 else "", path))


def _distinct(files: Iterable[Path]) -> list[Path]:
    """Each file once, by name."""
    return sorted(
        {path.resolve(): path for path in files}.values(), key=lambda path: (path.name, _hash(path))
    )


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def shown(name: str | Path) -> str:
    """A file's name or path as text can hold it."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
