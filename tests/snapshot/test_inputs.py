"""What is read, in which order, and what a bad file does to the others: nothing."""

import json
import os
from pathlib import Path

import pytest

from graph import extraction
from graph.inputs import collect
from graph.model import Document, Reading, Source
from graph.pipeline import Result, build
from graph.rdf.document import DocumentWriter
from graph.rdf.names import Base
from graph.readers import Found, Readers, read_one

BAD = {
    "empty.txt": (b"", "empty: 0 bytes"),
    "blank.txt": (b" \n\n", "empty: no text in it"),
    "binary.txt": (bytes(range(256)) * 40, "not text in any known encoding"),
    "utf16.txt": (b"\xff\xfe\x00", "not valid utf-16-le"),
    "cut.docx": (b"PK\x03\x04abcdef", "a broken .docx"),
    "cut.pdf": (b"%PDF-1.4\n1 0 obj", "a broken PDF"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file; convert it first"),
    "new.wps": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a WPS Writer file; convert it first"),
    "doc.txt": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "by its content, an old Word file"),
    "deep.html": (b"<div>" * 200_000, "nested too deeply"),
}


@pytest.fixture
def folder(tmp_path: Path, tasks: str) -> Path:
    """A folder with one good document."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "任务.txt").write_text(tasks, encoding="utf-8")
    return made


def make(*paths: Path) -> Result:
    return build(map(str, paths), paths[0].parent / "out", base=Base())


def found_by(jobs: int, files: list[Path]) -> list[Found]:
    with Readers(files, jobs) as readers:
        return list(readers.read())


def notes(folder: Path, kind: str) -> dict[str, str]:
    report = json.loads((folder.parent / "out" / "report.json").read_text(encoding="utf-8"))
    return {note["file"]: note["message"] for note in report["notes"] if note["kind"] == kind}


# -- bad files


def test_each_bad_file_is_one_line_and_the_others_are_built(folder: Path) -> None:
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    result = make(folder)
    assert [document.file for document in result.documents] == ["任务.txt"]
    assert len(result.unreadable) == len(BAD)
    lines = {line.removeprefix(f"{folder}/").partition(": ")[0]: line for line in result.unreadable}
    listed = notes(folder, "unreadable")
    for name, (_, reason) in BAD.items():
        assert reason in lines[name] and "\n" not in lines[name], lines[name]
        assert reason in listed[name]


def test_a_file_that_is_too_large(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert "too large: 65 MiB" in make(folder).unreadable[0]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read anything")
def test_a_file_that_may_not_be_read(folder: Path, tasks: str) -> None:
    (folder / "secret.txt").write_text(tasks)
    (folder / "secret.txt").chmod(0)
    assert "cannot be opened (Permission denied)" in make(folder).unreadable[0]


def test_a_file_that_the_system_does_not_give(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read_one(folder / "任务.txt").error == "cannot be opened (Permission denied)"


def test_a_document_without_a_word_of_the_genre(folder: Path) -> None:
    (folder / "fox.txt").write_text("The quick brown fox jumps over the lazy dog.")
    result = make(folder)
    assert not result.unreadable and len(result.documents) == 2
    assert "no fact was read" in notes(folder, "skipped")["fox.txt"]


@pytest.mark.skipif(os.name != "posix", reason="names that are not text")
def test_a_name_that_is_no_text(folder: Path, tasks: str) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text(tasks, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    result = make(folder)
    assert result.unreadable == [f"{folder}/�.txt: its name is not UTF-8; rename it"]


@pytest.mark.parametrize(
    "name", ["[bold]2022[red].txt", "长" * 83 + ".txt", "a b\n.txt", "x.docx.txt", "=1.txt"]
)
def test_odd_names(folder: Path, tasks: str, name: str) -> None:
    (folder / name).write_text(tasks.replace("5家", "7家"), encoding="utf-8")
    result = make(folder)
    assert not result.unreadable
    assert name in {document.file for document in result.documents}


# -- mistakes of ours


def test_a_bug_in_reading_one_document_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.txt").write_text("某县2024年工作要点\n一、工业\n抓投产。\n", encoding="utf-8")
    whole = extraction.read_facts

    def broken(document: Document) -> Reading:
        if document.source.name == "b.txt":
            raise KeyError("region")
        return whole(document)

    monkeypatch.setattr(extraction, "read_facts", broken)
    result = make(folder)
    assert [document.file for document in result.documents] == ["任务.txt"]
    assert "internal error, please report it (KeyError: 'region', readers.py:" in result.unreadable[0]
    assert "internal error" in notes(folder, "unreadable")["b.txt"]


def test_a_bug_in_writing_one_document_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.txt").write_text("某县2024年工作要点\n一、工业\n抓投产。\n", encoding="utf-8")
    whole = DocumentWriter.quads

    def broken(writer: DocumentWriter) -> object:
        if writer.document.source.name == "b.txt":
            raise AttributeError("_nothing")
        return whole(writer)

    monkeypatch.setattr(DocumentWriter, "quads", broken)
    result = make(folder)
    assert [document.file for document in result.documents] == ["任务.txt"]
    assert len(result.unreadable) == 1 and "AttributeError: _nothing" in result.unreadable[0]


# -- which files


def names(*paths: Path) -> list[str]:
    return [path.name for path in collect(map(str, paths)).files]


def test_folders_are_searched_and_links_followed_once(folder: Path, tasks: str) -> None:
    inner = folder / "inner.txt"
    inner.mkdir()
    (inner / "a.txt").write_text(tasks)
    (inner / "back").symlink_to(folder)
    (folder / "again").symlink_to(inner)
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    found = collect([str(folder), str(inner), str(inner / "a.txt")])
    assert [path.name for path in found.files] == ["a.txt", "任务.txt"]
    assert {path.name: reason for path, reason in found.unreadable} == {
        "itself.txt": "a link that leads nowhere",
        "gone.txt": "a link that leads nowhere",
    }


def test_hidden_files_snapshots_and_other_kinds_are_left_alone(folder: Path, tasks: str) -> None:
    for name in (".hidden.txt", ".git/x.txt", "old/sources/x.txt", "README.md", "photo.png", "Makefile"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(tasks)
    for name in ("manifest.json", "graph.nq"):
        (folder / "old" / name).write_text("{}")
    found = collect([str(folder)])
    assert [path.name for path in found.files] == ["任务.txt"]
    assert sorted(path.name for path, _ in found.skipped) == ["Makefile", "README.md", "old", "photo.png"]
    assert names(folder / "README.md") == ["README.md"]  # named by the user, it is read


def test_a_snapshot_inside_the_folder_it_is_of(folder: Path) -> None:
    for _ in range(2):
        result = build([str(folder)], folder / "out", base=Base())
        assert [document.file for document in result.documents] == ["任务.txt"]


def test_the_order_does_not_hang_on_folders_or_arguments(tmp_path: Path, tasks: str) -> None:
    for place, text in (("a", "1"), ("b", "2"), ("c", "3")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "same.txt").write_text(tasks + text)
        (tmp_path / place / f"{text}.txt").write_text(tasks)
    folders = [tmp_path / place for place in "abc"]
    texts = [path.read_text() for path in collect(map(str, folders)).files]
    (tmp_path / "c").rename(tmp_path / "0")
    again = [path.read_text() for path in collect([str(tmp_path / place) for place in ("b", "0", "a")]).files]
    assert texts == again and len(texts) == 6


def test_files_of_one_name_stand_side_by_side(folder: Path, tasks: str) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "任务.txt").write_text(tasks.replace("5家", "6家"), encoding="utf-8")
    result = make(folder, other)
    assert [document.file for document in result.documents] == ["任务.txt", "任务.txt"]
    report = json.loads((folder.parent / "out" / "report.json").read_text(encoding="utf-8"))
    texts = {(folder.parent / "out" / file["text"]).read_text(encoding="utf-8") for file in report["files"]}
    assert texts == {tasks, tasks.replace("5家", "6家")}


def test_the_same_text_twice_is_one_document(folder: Path, tasks: str) -> None:
    (folder / "a.txt").write_text(tasks, encoding="utf-8")
    result = make(folder)
    assert [document.file for document in result.documents] == ["a.txt"]
    assert "the same text was read before" in notes(folder, "skipped")["任务.txt"]


def test_more_processes_read_the_same(folder: Path, tasks: str) -> None:
    for number in range(6):
        (folder / f"{number}.txt").write_text(tasks + str(number), encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"")
    files = collect([str(folder)]).files
    assert found_by(2, files) == found_by(1, files)


def test_a_source_is_what_it_was(folder: Path, tasks: str) -> None:
    found = read_one(folder / "任务.txt")
    assert isinstance(found.source, Source) and found.source.text == tasks
