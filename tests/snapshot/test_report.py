"""The report: what was read, found, dropped and not understood, with file and place."""

import json
import re
from pathlib import Path

import pytest

from graph.model import Document, Fact, Note, NoteKind, Reading, Source, Span
from graph.pipeline import Result
from graph.reading import read_bytes
from graph.snapshot.report import Report
from graph.structure.document import read_documents

TEXT = "第一行\n第二行\n第三行\n"
SOURCE = Source("x.txt", TEXT, "0" * 64, "text/plain")


def document(tasks: str) -> Document:
    return read_documents(read_bytes("x.txt", tasks.encode()))[0][0]


def test_the_report_of_the_seeds(snapshot: Path, built: tuple[Path, Result]) -> None:
    report = json.loads((snapshot / "report.json").read_text(encoding="utf-8"))
    assert len(report["files"]) == 5 and len(report["documents"]) == 14
    assert report["views"] == built[1].rows
    assert sum(document["facts"].get("assignments", 0) for document in report["documents"]) == 474
    assert report["dropped_characters"] > 0  # the residue of web pages in one of the files
    assert all((snapshot / file["text"]).is_file() for file in report["files"])


def test_places_in_the_report_are_right(snapshot: Path) -> None:
    report = json.loads((snapshot / "report.json").read_text(encoding="utf-8"))
    texts = {file["name"]: (snapshot / file["text"]).read_text(encoding="utf-8") for file in report["files"]}
    for note in [*report["notes"], *report["weakest_facts"]]:
        if "start" in note:
            text = texts[note["file"]]
            assert 0 <= note["start"] <= note["end"] <= len(text)
            assert note["line"] == text.count("\n", 0, note["start"]) + 1
    for fact in report["weakest_facts"]:
        assert texts[fact["file"]][fact["start"] : fact["end"]].startswith(fact["quote"])


def test_residue_that_stands_together_is_one_note() -> None:
    report = Report()
    spans = [Span(0, 3), Span(4, 7), Span(9, 11)]
    report.note(
        SOURCE, [Note(NoteKind.BOILERPLATE, "x.txt", f"left out: {n}", span) for n, span in enumerate(spans)]
    )
    assert [(note.start, note.end, note.line, note.message) for note in report.notes] == [
        (0, 7, 1, "left out: 0 1"),
        (9, 11, 3, "left out: 2"),
    ]


def test_notes_of_other_kinds_stay_apart() -> None:
    report = Report()
    report.note(
        SOURCE,
        [Note(NoteKind.SKIPPED, "x.txt", "a", Span(0, 3)), Note(NoteKind.SKIPPED, "x.txt", "b", Span(3, 4))],
    )
    report.note(SOURCE, [Note(NoteKind.AMBIGUOUS, "x.txt", "of the whole file")])
    assert [note.entry() for note in report.notes] == [
        {
            "kind": "skipped",
            "file": "x.txt",
            "message": "a",
            "start": 0,
            "end": 3,
            "line": 1,
            "quote": TEXT[:3],
        },
        {"kind": "skipped", "file": "x.txt", "message": "b", "start": 3, "end": 4, "line": 1},
        {"kind": "ambiguous", "file": "x.txt", "message": "of the whole file"},
    ]


def test_the_weakest_facts_are_kept_and_all_are_counted(tasks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.snapshot.report.MOST_WEAK", 5)
    report = Report()
    weak = [
        Fact(
            "terms",
            {"term": str(n)},
            Span(n, n + 1),
            "rule",
            "inferred" if n % 4 == 0 else "contextual",
            "why",
        )
        for n in reversed(range(20))
    ]
    report.document("https://example.org/d", Reading(document(tasks), tuple(weak)))
    assert [(fact.confidence, fact.start) for fact in report.weakest] == [
        ("inferred", n) for n in (0, 4, 8, 12, 16)
    ]
    assert report.weak == {"inferred": 5, "contextual": 15}


def test_the_page_shows_markup_as_text(tmp_path: Path) -> None:
    report = Report()
    report.unreadable("<script>alert(1)</script>.txt", "<b>bad</b>")
    report.write(tmp_path, {})
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<b>bad" not in page and "&lt;script&gt;" in page
    assert not re.search(r"(?:src|href)=\"?https?:", page)


def test_the_page_of_many_notes_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.snapshot.report.MOST_SHOWN", 10)
    report = Report()
    for number in range(30):
        report.skipped(f"{number:02}.txt", "not a document")
    report.write(tmp_path, {})
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("not a document") == 10 and "其余 20 处" in page
    assert len(json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["notes"]) == 30
