"""The corrections of a build: which files they stand in, and what they speak of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from graph.resolution.corrections import Correction, CorrectionError, Lost, place_of, read_corrections

OF_THINGS = ("same", "different", "label")
OF_FACTS = ("wrong", "missing")


def read_files(files: Iterable[Path], base: str) -> tuple[Correction, ...]:
    """The rows of every file, each row once; names given as whole IRIs become those that corrections use.

    Raises CorrectionError with the file and line, OSError if a file cannot be opened.
    """
    found: dict[str, Correction] = {}
    for path in files:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise CorrectionError(f"{path}: not UTF-8 text") from error
        for row in read_corrections(text.splitlines(keepends=True), path.name):
            named = _named(row, base)
            found.setdefault(named.key, named)
    return tuple(found.values())


def _named(row: Correction, base: str) -> Correction:
    """The row with names as the comparison has them: facts by IRI, things without the base."""
    if row.what in OF_FACTS:
        return row if row.target.startswith(base) else replace(row, target=base + row.target)
    target, other = (unquote(name.removeprefix(base)) for name in (row.target, row.other))
    return replace(row, target=target, other=other)


def lost_everywhere(by_group: Sequence[Sequence[Lost]]) -> list[Lost]:
    """The corrections of things that no group could carry out, in the order of their places."""
    if not by_group:
        return []
    found: dict[str, list[Lost]] = {}
    for lost in by_group:
        for one in lost:
            found.setdefault(one.correction.key, []).append(one)
    return sorted((_why(many) for many in found.values() if len(many) == len(by_group)), key=place_of)


def _why(many: Sequence[Lost]) -> Lost:
    """Why one correction was lost: the reason of the group that came nearest."""
    nearest = min(many, key=lambda one: len(one.absent))
    nowhere = set.intersection(*(set(one.absent) for one in many))
    if nearest.absent and not nowhere:
        return Lost(nearest.correction, "its names belong to places that are not compared with each other")
    return Lost(nearest.correction, f"no such thing: {', '.join(sorted(nowhere))}") if nowhere else nearest
