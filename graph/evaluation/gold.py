"""Gold: JSON Lines of what a person read in a window of a file.

The first line names the file and the window: {"file": "a.txt", "window": [0, 900]}, and, where not every view
was read, the "views". Each further line is a fact: its "view", the view's columns, the "quote" it rests on, and
"optional": true where careful readers may differ.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UserError
from graph.evaluation.agreement import DOCUMENTS, HEAD, VIEWS, Place, Row

FIRST = 'the first line says {"file": NAME, "window": [START, END]}'


class GoldError(UserError):
    """A file of gold, or a table to compare with it, has not the form it should have."""


@dataclass(frozen=True)
class Gold:
    """A window of a file, with every fact in it."""

    name: str
    file: str
    window: Place
    views: tuple[str, ...]
    rows: tuple[Row, ...]

    def of(self, view: str) -> list[Row]:
        return [row for row in self.rows if row["view"] == view]


def read_gold(path: Path) -> Gold:
    """A file of gold.

    Raises GoldError with the line where the form is wrong.
    """
    lines = list(read_rows(path))
    if not lines:
        raise GoldError(f"{path} is empty; {FIRST}")
    first = lines[0][1]
    file, window, views = _file(path, first), _window(path, first), _views(path, first)
    for number, row in lines[1:]:
        if wrong := _wrong(row):
            raise GoldError(f"{path}, line {number}: {wrong}")
    return Gold(path.name.removesuffix(".jsonl"), file, window, views, tuple(row for _, row in lines[1:]))


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The objects of a JSON Lines file, with the number of their line.

    Raises GoldError where a line holds none.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8 text") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _object(path, number, line)


def _object(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{path}, line {number}: no JSON ({error})") from error
    if not isinstance(row, dict):
        raise GoldError(f"{path}, line {number}: no JSON object")
    return row


def _wrong(row: Row) -> str:
    """What is wrong with the form of a fact."""
    view = row.get("view")
    if view == DOCUMENTS:
        return "" if any(row.get(name) for name in HEAD) else "a document without a single attribute"
    if view not in VIEWS:
        return f"no view named {view or '(nothing)'} is scored; there are {', '.join((*VIEWS, DOCUMENTS))}"
    missing = [name for name in VIEWS[str(view)].compared if name not in row]
    return f"{view} without {', '.join(missing)}" if missing else ""


def _file(path: Path, first: Row) -> str:
    if not isinstance(first.get("file"), str):
        raise GoldError(f"{path}, line 1: no file; {FIRST}")
    return str(first["file"])


def _window(path: Path, first: Row) -> Place:
    window = first.get("window")
    if isinstance(window, list) and len(window) == 2 and all(isinstance(place, int) for place in window):
        return window[0], window[1]
    raise GoldError(f"{path}, line 1: no window; {FIRST}")


def _views(path: Path, first: Row) -> tuple[str, ...]:
    views = first.get("views", list(VIEWS))
    if isinstance(views, list) and all(isinstance(view, str) for view in views):
        return tuple(views)
    raise GoldError(f'{path}, line 1: "views" is a list of names')
