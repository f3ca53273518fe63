"""The places in the seeds that are hard to read: tests/hard_cases.txt, run through the whole extraction."""

import json
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.extraction import read_facts
from graph.model import Note, NoteKind, Reading, Source, Span
from graph.reading import read_bytes, read_file
from graph.structure.document import read_documents

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"


class Place(NamedTuple):
    """A place in a seed, or a text of its own, and what is expected of it."""

    seed: str  # "000"; empty for a text
    words: str
    expected: list[str]


class Case(NamedTuple):
    title: str  # begins with its number
    places: list[Place]
    limit: str  # why it is expected to fail


def read_cases() -> Iterator[Case]:
    """The cases; what stands before the first one explains their form."""
    for part in (HERE / "hard_cases.txt").read_text(encoding="utf-8").split("\n# ")[1:]:
        title, *lines = part.strip().splitlines()
        places: list[Place] = []
        limit = ""
        for line in lines:
            if line.startswith("seed "):
                seed, words = line.removeprefix("seed ").split(": ", 1)
                places.append(Place(seed, words.replace("/", "\n"), []))
            elif line.startswith("text: "):
                _add_text(places, line.removeprefix("text: "))
            elif line.startswith("=> "):
                places[-1].expected.append(line.removeprefix("=> "))
            elif line.startswith("limit: "):
                limit = line.removeprefix("limit: ")
            else:
                raise ValueError(f"{title}: {line}")
        yield Case(title, places, limit)


def _add_text(places: list[Place], line: str) -> None:
    if places and not places[-1].seed and not places[-1].expected:
        before = places.pop().words
        line = f"{before}\n{line}"
    places.append(Place("", line, []))


CASES = list(read_cases())


class Read(NamedTuple):
    """A source, everything read from it, and what was left out of its documents."""

    source: Source
    readings: list[Reading]
    notes: tuple[Note, ...]


@cache
def read_seed(name: str) -> Read:
    return _read(read_file(next(SEEDS.glob(f"{name}_*.txt"))))


def _read(source: Source) -> Read:
    documents, notes = read_documents(source)
    return Read(source, [read_facts(document) for document in documents], notes)


def read_place(place: Place) -> tuple[Read, Span]:
    """The source of a place, and where in it the place is."""
    if not place.seed:
        read = _read(read_bytes("case.txt", (place.words + "\n").encode()))
        return read, Span(0, len(read.source.text))
    read = read_seed(place.seed)
    if place.words == "*":
        return read, Span(0, len(read.source.text))
    start = read.source.text.index(place.words)
    return read, Span(start, start + len(place.words))


# -- what is there at a place, each as the line that a case would expect


def facts(read: Read, span: Span) -> Iterator[str]:
    for reading in read.readings:
        for fact in reading.facts:
            if fact.span.meets(span):
                yield f"{fact.view} {' | '.join(map(_plain, fact.values.values()))}"


def _plain(value: str | float) -> str:
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


def blocks(read: Read, span: Span) -> Iterator[str]:
    for reading in read.readings:
        for block in reading.document.blocks:
            text = block.passage.text
            if text and block.passage.span(0, len(text)).meets(span):
                yield f"block {block.kind.value}"
                yield f"section {block.section}"
                yield f"reads {text}"


def heads(read: Read, span: Span) -> Iterator[str]:
    for reading in read.readings:
        if reading.document.span.holds(span):
            yield from (f"head {name} | {given.value}" for name, given in reading.document.head.items())


def notes(read: Read, span: Span) -> Iterator[str]:
    for note in (*read.notes, *(note for reading in read.readings for note in reading.notes)):
        if note.span and note.span.meets(span):
            yield f"note {note.message}"
            if note.kind == NoteKind.BOILERPLATE:
                yield "left out"


def units(snapshot: Path) -> Iterator[str]:
    for line in (snapshot / "facts" / "units.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield f"unit {row['label']} | {row['aliases']}"


KINDS: tuple[Callable[[Read, Span], Iterator[str]], ...] = (facts, blocks, heads, notes)


def marked() -> Iterator[object]:
    for case in CASES:
        marks = pytest.mark.xfail(reason=case.limit, raises=AssertionError, strict=True) if case.limit else ()
        yield pytest.param(case, marks=marks, id=case.title)


@pytest.mark.parametrize("case", list(marked()))
def test_case(case: Case, snapshot: Path) -> None:
    for place in case.places:
        read, span = read_place(place)
        there = [line for kind in KINDS for line in kind(read, span)] + list(units(snapshot))
        for expected in place.expected:
            wanted = expected.removeprefix("not ")
            pattern = f"*{wanted.removeprefix('reads ')}*" if wanted.startswith("reads ") else wanted
            pattern = f"{pattern}*" if pattern.endswith("| *") else pattern
            found = [line for line in there if fnmatchcase(line, pattern)]
            assert bool(found) is not expected.startswith("not "), (place.words, expected, found)


def test_there_are_thirty() -> None:
    numbers = [int(case.title.split()[0]) for case in CASES]
    assert sorted(set(numbers)) == list(range(1, 31)) and numbers == sorted(numbers)
    assert all(place.expected for case in CASES for place in case.places)
