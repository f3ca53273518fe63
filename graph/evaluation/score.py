"""Counting: hits, misses and false finds of a snapshot against gold, by view."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from graph.errors import UserError
from graph.evaluation.agreement import (
    DOCUMENTS,
    HEAD,
    VIEWS,
    Place,
    Row,
    alike_in_head,
    places_of,
    relaxed,
    strict,
)
from graph.evaluation.gold import Gold, read_gold, read_rows
from graph.evaluation.matching import groups, paired_heads, pairs
from graph.snapshot.folder import check_snapshot


class Tally(NamedTuple):
    """Facts that agree, facts found, facts wanted; what is optional is in none of them."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def plus(self, other: "Tally") -> "Tally":
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """
        >>> Tally(8, 10, 16).f1 == 2 * 0.8 * 0.5 / (0.8 + 0.5)
        True
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Mistake(NamedTuple):
    """A fact wanted and not found (a miss), or found and not wanted (a false find), by relaxed agreement."""

    kind: str  # "miss" or "false"
    gold: str
    view: str
    values: tuple[str, ...]
    quote: str


@dataclass
class Evaluation:
    """The tallies of every view, and the mistakes."""

    relaxed: dict[str, Tally] = field(default_factory=dict)
    strict: dict[str, Tally] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, view: str, loose: Tally, exact: Tally, mistakes: Iterable[Mistake]) -> None:
        self.relaxed[view] = self.relaxed.get(view, Tally()).plus(loose)
        self.strict[view] = self.strict.get(view, Tally()).plus(exact)
        self.mistakes += mistakes


def micro(tallies: Mapping[str, Tally]) -> Tally:
    """All views as one."""
    total = Tally()
    for tally in tallies.values():
        total = total.plus(tally)
    return total


def macro_f1(tallies: Mapping[str, Tally]) -> float:
    """The mean F1 of the views of which anything is wanted."""
    scores = [tally.f1 for tally in tallies.values() if tally.wanted]
    return sum(scores) / len(scores) if scores else 0.0


class Snapshot:
    """The tables of a snapshot, and the texts that they are about, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = check_snapshot(folder)
        self._views: dict[str, list[Row]] = {}
        self._texts: dict[str, str] = {}
        report = json.loads((self._folder / "report.json").read_text(encoding="utf-8"))
        self._kept = {file["name"]: file["text"] for file in report["files"]}

    def rows(self, view: str, source: str) -> list[Row]:
        if view not in self._views:
            path = self._folder / "facts" / f"{view}.jsonl"
            self._views[view] = [row for _, row in read_rows(path)] if path.is_file() else []
        return [row for row in self._views[view] if row.get("source") == source]

    def text(self, source: str) -> str:
        """Raises UserError if the snapshot was built without the file."""
        if source not in self._texts:
            if source not in self._kept:
                raise UserError(f"the gold is about {source}, and no such file is in {self._folder}")
            self._texts[source] = (self._folder / self._kept[source]).read_text(encoding="utf-8")
        return self._texts[source]


def evaluate(paths: Sequence[Path], folder: Path) -> Evaluation:
    """Compares a snapshot with files of gold.

    Raises GoldError where gold has not its form, SnapshotError where the folder holds no snapshot.
    """
    snapshot, result = Snapshot(folder), Evaluation()
    for gold in [read_gold(path) for path in paths]:
        snapshot.text(gold.file)
        if gold.of(DOCUMENTS):
            _score_heads(gold, snapshot.rows(DOCUMENTS, gold.file), result)
        for view in VIEWS:
            if view in gold.views:
                _score_view(view, gold, snapshot, result)
    return result


def _score_view(view: str, gold: Gold, snapshot: Snapshot, result: Evaluation) -> None:
    wanted, text, window = gold.of(view), snapshot.text(gold.file), gold.window
    found = groups(view, [row for row in snapshot.rows(view, gold.file) if _inside(row, window)])
    places = {id(row): tuple(places_of(str(row.get("quote", "")), text, window)) for row in wanted}
    loose = pairs(len(found), wanted, lambda n, row: relaxed(view, found[n][0], row))
    exact = pairs(
        len(found), wanted, lambda n, row: any(strict(view, one, row, places[id(row)]) for one in found[n])
    )
    mistakes = _mistakes(view, gold.name, [group[0] for group in found], wanted, loose)
    result.add(view, _tally(loose, len(found), wanted), _tally(exact, len(found), wanted), mistakes)


def _inside(row: Row, window: Place) -> bool:
    return window[0] <= int(str(row["start"])) < window[1]


def _tally(matched: Mapping[int, int], found: int, wanted: Sequence[Row]) -> Tally:
    """What is paired with an optional row counts neither for nor against."""
    required = sum(not wanted[n].get("optional") for n in matched)
    free = len(matched) - required
    return Tally(required, found - free, sum(not row.get("optional") for row in wanted))


def _mistakes(
    view: str, gold: str, found: Sequence[Row], wanted: Sequence[Row], matched: Mapping[int, int]
) -> Iterator[Mistake]:
    used = set(matched.values())
    missed = [row for n, row in enumerate(wanted) if n not in matched and not row.get("optional")]
    false = [row for n, row in enumerate(found) if n not in used]
    for kind, rows in (("miss", missed), ("false", false)):
        for row in rows:
            values = tuple(str(row.get(name, "")) for name in VIEWS[view].compared)
            yield Mistake(kind, gold, view, values, str(row.get("quote", "")))


def _score_heads(gold: Gold, found: Sequence[Row], result: Evaluation) -> None:
    """Each filled attribute of a document counts as a fact."""
    wanted = gold.of(DOCUMENTS)
    chosen = paired_heads(found, wanted, strictly=False)
    loose, exact = (_head_tally(found, wanted, strictly) for strictly in (False, True))
    result.add(DOCUMENTS, loose, exact, _head_mistakes(gold.name, found, wanted, chosen))


def _head_tally(found: Sequence[Row], wanted: Sequence[Row], strictly: bool) -> Tally:
    chosen = paired_heads(found, wanted, strictly)
    hits = sum(len(alike_in_head(found[j], wanted[i], strictly)) for i, j in chosen.items())
    return Tally(
        hits, *(sum(bool(row.get(name)) for row in rows for name in HEAD) for rows in (found, wanted))
    )


def _head_mistakes(
    gold: str, found: Sequence[Row], wanted: Sequence[Row], chosen: Mapping[int, int]
) -> Iterator[Mistake]:
    for i, row in enumerate(wanted):
        other = found[chosen[i]] if i in chosen else {}
        alike = alike_in_head(other, row, False)
        for name in HEAD:
            if row.get(name) and name not in alike:
                said = f"found: {other.get(name) or 'nothing'}"
                yield Mistake("miss", gold, DOCUMENTS, (name, str(row[name]), said), "")
