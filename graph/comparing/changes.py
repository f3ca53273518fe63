"""What differs between two snapshots, and why."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.comparing.facts import Fact, Facts, Values, documents_of, read, renamed
from graph.snapshot.folder import check_snapshot
from graph.snapshot.views import ACROSS, Value

# What makes two rows of a view the same fact, beside its documents (or the first of them), and what may then have
# changed; a view that is not there is compared row by row. No rule of reading: it is not part of the rules' version.
FRAMES = Path(__file__).with_name("views.json")
CAUSES = ("document_added", "document_removed", "document_changed", "rules_changed", "unexplained")
VERSIONS = ("software", "rules", "ontology")  # of the manifest
ABOUT_UNITS = ("agent", "actor", "unit_label", "issuer")
ABOUT_PROJECTS = ("project",)


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that was `added`, `removed` or `changed` between two snapshots."""

    kind: str
    view: str
    cause: str  # one of CAUSES
    documents: tuple[str, ...]
    same: Values  # what it is about
    before: Values  # empty if added
    after: Values  # empty if removed
    quote: str  # the words it rests on: the newer ones, if there are

    def about(self, columns: tuple[str, ...]) -> str:
        """The unit or project that the change is about, if the view names one."""
        every = dict((*self.same, *self.before, *self.after))
        return next((str(every[name]) for name in columns if every.get(name)), "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes from an old snapshot to a new one, in order."""

    old: Facts
    new: Facts
    changes: tuple[Change, ...]
    moved: int  # facts that stayed but rest on other words or stand elsewhere
    versions: dict[str, tuple[object, object]]  # what made them, where it differs
    titles: dict[str, str]  # document -> its title

    def counts(self) -> dict[str, Counter[str]]:
        """View → kind → how many."""
        found: dict[str, Counter[str]] = {}
        for change in self.changes:
            found.setdefault(change.view, Counter())[change.kind] += 1
        return dict(sorted(found.items()))

    def causes(self) -> Counter[str]:
        found = Counter(change.cause for change in self.changes)
        return Counter({cause: found[cause] for cause in CAUSES if found[cause]})

    def documents(self) -> dict[str, str]:
        """The documents that were added, removed or changed as files."""
        old, new = self.old.documents, self.new.documents
        states = {iri: "removed" for iri in old if iri not in new} | {
            iri: "added" for iri in new if iri not in old
        }
        states |= {
            iri: "changed" for iri in old if iri in new and self.old.file_of(iri) != self.new.file_of(iri)
        }
        return dict(sorted(states.items()))


@cache
def _frames() -> dict[str, Any]:
    frames: dict[str, Any] = json.loads(FRAMES.read_text(encoding="utf-8"))
    return frames


def compare(old: Path, new: Path) -> Comparison:
    """The difference between two snapshots' facts.

    Raises SnapshotError if a folder holds none, or a broken one.
    """
    for folder in (old, new):
        check_snapshot(folder)
    names = renamed(documents_of(old, {}), documents_of(new, {}))
    one, two = read(old), read(new, names)
    versions = {
        name: (one.manifest.get(name), two.manifest.get(name))
        for name in VERSIONS
        if one.manifest.get(name) != two.manifest.get(name)
    }
    gone = [fact for key, fact in one.facts.items() if key not in two.facts]
    came = [fact for key, fact in two.facts.items() if key not in one.facts]
    moved = sum(fact.places != two.facts[key].places for key, fact in one.facts.items() if key in two.facts)
    cause = _Causes(one, two, bool(versions))
    changes = sorted(
        _paired(gone, came, cause), key=lambda change: (change.view, change.documents, _text(change))
    )
    titles = {iri: str(row["title"] or iri) for side in (one, two) for iri, row in side.documents.items()}
    return Comparison(one, two, tuple(changes), moved, versions, titles)


def _text(change: Change) -> tuple[str, str]:
    return repr((change.same, change.before, change.after)), change.kind


@dataclass
class _Causes:
    """Why a fact of some documents differs: their files do, or else the rules, or else, for what follows from the
    comparison of documents, another document came, went or changed."""

    old: Facts
    new: Facts
    other_rules: bool

    def of(self, view: str, documents: Iterable[str]) -> str:
        own = self._by_files(documents)
        if own or self.other_rules:
            return own or "rules_changed"
        every = self.old.documents.keys() | self.new.documents.keys()
        return (self._by_files(every) if view in ACROSS else "") or "unexplained"

    def _by_files(self, documents: Iterable[str]) -> str:
        old, new, those = self.old, self.new, list(documents)
        if any(iri not in old.documents for iri in those):
            return "document_added"
        if any(iri not in new.documents for iri in those):
            return "document_removed"
        return "document_changed" if any(old.file_of(iri) != new.file_of(iri) for iri in those) else ""


def _paired(gone: list[Fact], came: list[Fact], cause: _Causes) -> Iterator[Change]:
    """What went and what came, paired where it is the same fact with other values."""
    slots: dict[tuple[object, ...], tuple[list[Fact], list[Fact]]] = {}
    for side, facts in enumerate((gone, came)):
        for fact in facts:
            key = (fact.view, _home(fact), _split(fact)[0])
            slots.setdefault(key, ([], []))[side].append(fact)
    for before, after in slots.values():
        before.sort(key=lambda fact: repr(fact.values))
        after.sort(key=lambda fact: repr(fact.values))
        for n in range(max(len(before), len(after))):
            old = before[n] if n < len(before) else None
            new = after[n] if n < len(after) else None
            yield _change(old, new, cause)


def _home(fact: Fact) -> tuple[str, ...]:
    """The documents that a fact keeps when its values change: the result of a target may come from another one."""
    return fact.documents[: _frames().get(fact.view, {}).get("documents")]


def _change(old: Fact | None, new: Fact | None, cause: _Causes) -> Change:
    fact = new or old
    assert fact is not None
    same = _split(fact)[0]
    before, after = _split(old)[1] if old else (), _split(new)[1] if new else ()
    if old and new:
        held = dict(before)
        differing = {name for name, value in after if held.get(name) != value}
        before, after = (tuple(pair for pair in side if pair[0] in differing) for side in (before, after))
    kind = "changed" if old and new else "added" if new else "removed"
    documents = tuple(dict.fromkeys((*fact.documents, *(old.documents if old else ()))))
    why = cause.of(fact.view, documents)
    return Change(kind, fact.view, why, fact.documents, same, before, after, fact.quote)


def _split(fact: Fact) -> tuple[Values, Values]:
    """A fact's values: what makes it the same fact, and what may change."""
    frame = _frames().get(fact.view)
    if frame is None:
        return fact.values, ()
    change = frame["may_change"]
    same: list[tuple[str, Value]] = [pair for pair in fact.values if pair[0] not in change]
    return tuple(same), tuple(pair for pair in fact.values if pair[0] in change)
