"""A large graph is asked through an index on disk, which is right, whole, and no part of the snapshot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.pipeline import build
from graph.rdf.names import Base
from graph.snapshot import index
from graph.snapshot.folder import INDEX, SnapshotError
from graph.snapshot.manifest import files_of
from graph.snapshot.query import answer, open_snapshot, print_query

TASKS = "SELECT ?t { ?s a pg:Task ; rdfs:label ?t } ORDER BY ?t"
ADDED = '<https://e.example/s> <https://e.example/p> "o" <https://e.example/g> .\n'


@pytest.fixture
def made(tmp_path: Path, tasks: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small snapshot, without an index, in a world where it counts as large."""
    (tmp_path / "x.txt").write_text(tasks, encoding="utf-8")
    build([str(tmp_path / "x.txt")], tmp_path / "out", base=Base())
    monkeypatch.setattr(index, "LARGE", 1)
    return tmp_path / "out"


def told(folder: Path) -> list[str]:
    """What is said while a snapshot is made ready."""
    said: list[str] = []
    index.prepare(folder, said.append)
    return said


def rows(folder: Path, query: str = TASKS) -> list[str]:
    found: Any = answer(open_snapshot(folder), query)
    return [str(row) for row in found]


def test_the_index_answers_as_the_graph_does_and_is_made_once(made: Path) -> None:
    before = rows(made)
    assert before and index.index_of(made) is None
    assert len(told(made)) == 1 and index.index_of(made)
    assert rows(made) == before
    assert told(made) == []


def test_it_is_no_part_of_the_snapshot(made: Path) -> None:
    files = files_of(made)
    told(made)
    assert (made / INDEX).is_dir() and files_of(made) == files


def test_another_graph_has_another_index(made: Path) -> None:
    told(made)
    old = index.index_of(made)
    with (made / "graph.nq").open("a", encoding="utf-8") as file:
        file.write(ADDED)
    assert index.index_of(made) is None
    assert rows(made, "SELECT ?o { <https://e.example/s> ?p ?o }"), "until then the graph itself is read"
    told(made)
    assert index.index_of(made) not in (None, old) and old and not old.exists()
    assert rows(made, "SELECT ?o { <https://e.example/s> ?p ?o }")


def test_the_same_size_is_not_taken_for_the_same_graph(made: Path) -> None:
    told(made)
    graph = made / "graph.nq"
    graph.write_text(graph.read_text(encoding="utf-8").replace("Task>", "Tusk>", 1), encoding="utf-8")
    os.utime(graph, ns=(1, 1))
    assert index.index_of(made) is None


def test_a_copy_keeps_its_index(made: Path, tmp_path: Path) -> None:
    told(made)
    shutil.copytree(made, tmp_path / "copy", copy_function=shutil.copyfile)
    os.utime(tmp_path / "copy" / "graph.nq", ns=(1, 1))
    assert index.index_of(tmp_path / "copy") and told(tmp_path / "copy") == []


def test_one_of_another_version_is_made_anew(made: Path) -> None:
    told(made)
    stamp = made / INDEX / index.STAMP
    stamp.write_text(stamp.read_text(encoding="utf-8").replace('"oxigraph": "', '"oxigraph": "0'), "utf-8")
    assert index.index_of(made) is None and len(told(made)) == 1


def test_an_interrupted_one_is_none(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(index, "keep_index", interrupted)
        told(made)
    assert index.index_of(made) is None and not (made / INDEX / index.FRESH).exists()
    shutil.copytree(made / "facts", made / INDEX / index.FRESH)  # as one that was killed leaves it
    assert index.index_of(made) is None
    told(made)
    assert index.index_of(made) and not (made / INDEX / index.FRESH).exists()


def test_two_at_a_time_make_one(made: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from graph.snapshot import index;"
        "index.LARGE = 1; index.make_index(Path(sys.argv[1]))"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, str(made)]) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert rows(made) and index.index_of(made)


def test_many_may_read_it_at_a_time(made: Path) -> None:
    told(made)
    first, second = open_snapshot(made), open_snapshot(made)
    assert len(list(first)) == len(list(second)) > 0


def test_where_none_can_be_written_the_graph_is_read_unless_it_is_too_large(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made / INDEX).write_text("in the way", encoding="utf-8")
    said = told(made)
    assert (
        "cannot be written (File exists): the graph is read into memory" in said[-1] and "\n" not in said[-1]
    )
    assert rows(made)
    monkeypatch.setattr(index, "TOO_LARGE", 1)
    with pytest.raises(SnapshotError, match=r"cannot be written .*make the folder writable, or copy"):
        told(made)


def test_a_broken_index_says_what_to_remove(made: Path) -> None:
    told(made)
    found = index.index_of(made)
    assert found
    for path in found.iterdir():
        path.write_bytes(b"")
    with pytest.raises(SnapshotError, match=r"is broken .*remove .*\.store"):
        open_snapshot(made)


def test_a_large_build_leaves_the_index_it_used(
    tmp_path: Path, tasks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows and the manifest are those of a small build."""
    (tmp_path / "x.txt").write_text(tasks, encoding="utf-8")
    build([str(tmp_path / "x.txt")], tmp_path / "small", base=Base())
    monkeypatch.setattr(index, "LARGE", 1)
    for _ in range(2):  # it is no hindrance to a second build
        build([str(tmp_path / "x.txt")], tmp_path / "large", base=Base())
    assert index.index_of(tmp_path / "large") and told(tmp_path / "large") == []
    small, large = files_of(tmp_path / "small"), files_of(tmp_path / "large")
    assert list(small) == list(large)
    assert all(small[name].read_bytes() == large[name].read_bytes() for name in small)


def test_what_is_inferred_is_asked_in_memory(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Statements are added to the graph; an index is for reading only."""
    told(made)
    print_query(None, "ASK { ?s pg:answeredBy ?o }", made, "csv", sys.stdin, sys.stdout, inferred=True)
    assert capsys.readouterr().out.strip() in ("true", "false")
    assert index.index_of(made)
