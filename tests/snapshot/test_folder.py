"""A snapshot is replaced as a whole, or not at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.inputs import InputError
from graph.pipeline import build
from graph.rdf.names import Base
from graph.snapshot.folder import SnapshotError, check_snapshot, replacing

MANIFEST = '{"files": {"graph.nq": {}, "facts/terms.csv": {}}}'


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """The last good snapshot."""
    out = tmp_path / "out"
    (out / "facts").mkdir(parents=True)
    (out / "manifest.json").write_text(MANIFEST)
    (out / "graph.nq").write_text("good")
    (out / "facts" / "terms.csv").write_text("good")
    return out


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def write(fresh: Path) -> None:
    (fresh / "graph.nq").write_text("fresh")
    (fresh / "manifest.json").write_text('{"files": {"graph.nq": {}}}')


def test_the_fresh_one_takes_its_place(good: Path) -> None:
    with replacing(good) as fresh:
        write(fresh)
        assert (good / "graph.nq").read_text() == "good"
    assert files(good.parent) == ["out/graph.nq", "out/manifest.json"]


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    with replacing(tmp_path / "a" / "b" / "out") as fresh:
        write(fresh)
    assert check_snapshot(tmp_path / "a" / "b" / "out")


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt(), SystemExit(143)]
)
def test_a_failure_leaves_the_last_good_one(good: Path, error: BaseException) -> None:
    with pytest.raises(type(error)), replacing(good) as fresh:
        write(fresh)
        raise error
    assert files(good.parent) == ["out/facts/terms.csv", "out/graph.nq", "out/manifest.json"]
    assert (good / "graph.nq").read_text() == "good"


def test_killed_while_writing(good: Path) -> None:
    left = good.with_name(".out.new")
    (left / ".parts").mkdir(parents=True)
    (left / "index.html").write_text("half")
    assert check_snapshot(good)
    with replacing(good) as fresh:
        assert not list(fresh.iterdir())
        write(fresh)
    assert files(good.parent) == ["out/graph.nq", "out/manifest.json"]


def test_killed_between_the_two_renames(good: Path) -> None:
    good.rename(good.with_name(".out.old"))
    assert check_snapshot(good)
    assert (good / "graph.nq").read_text() == "good"


def test_killed_after_the_renames(good: Path) -> None:
    old = good.with_name(".out.old")
    old.mkdir()
    (old / "graph.nq").write_text("older")
    assert (check_snapshot(good) / "graph.nq").read_text() == "good"
    assert not old.exists()


def test_two_builds_of_one_folder_at_a_time(good: Path) -> None:
    with replacing(good) as fresh:
        write(fresh)
        with pytest.raises(SnapshotError, match="another build is writing to out"), replacing(good):
            pass
        assert files(fresh) == ["graph.nq", "manifest.json"]
    assert (good / "graph.nq").read_text() == "fresh"


def test_a_link_to_a_snapshot_stays_a_link(good: Path) -> None:
    link = good.with_name("latest")
    link.symlink_to(good)
    with replacing(link) as fresh:
        write(fresh)
    assert link.is_symlink() and (good / "graph.nq").read_text() == "fresh"


# -- what is refused


def refuse(out: Path, words: str) -> None:
    before = files(out.parent)
    with pytest.raises(SnapshotError, match=words), replacing(out):
        pass
    assert files(out.parent) == before


def test_other_files_are_not_removed(good: Path) -> None:
    (good / "notes.xlsx").write_text("mine")
    refuse(good, r"holds what no build made \(notes.xlsx\)")
    (good / "notes.xlsx").unlink()
    (good / ".DS_Store").write_text("a file manager's")
    with replacing(good) as fresh:
        write(fresh)


def test_no_snapshot_and_no_folder(tmp_path: Path) -> None:
    other = tmp_path / "papers"
    other.mkdir()
    (other / "thesis.docx").write_text("mine")
    refuse(other, "is not empty and is no snapshot")
    refuse(other / "thesis.docx", "is a file")


def test_the_folder_one_is_in(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(good)
    refuse(good, "is the folder you are in")
    refuse(good.parent, "or above it")


def test_a_snapshot_with_a_broken_manifest_is_not_taken_for_ours(good: Path) -> None:
    (good / "manifest.json").write_text("{")
    refuse(good, "holds what no build made")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError), replacing(tmp_path / "out"):
        pass


# -- whole builds


@pytest.fixture
def folder(tmp_path: Path, tasks: str) -> Path:
    """A folder with one document and the snapshot of it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "任务.txt").write_text(tasks, encoding="utf-8")
    build([str(tmp_path / "in")], tmp_path / "out", base=Base())
    return tmp_path


def hashes(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files(folder)}


@pytest.mark.parametrize(
    "step", ["write_part", "write_turtle", "write_manifest", "merge_parts", "Table.write"]
)
def test_a_full_disk(folder: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "graph.nq")

    before = hashes(folder)
    monkeypatch.setattr(f"graph.pipeline.{step}", full)
    with pytest.raises(OSError, match="No space left"):
        build([str(folder / "in")], folder / "out", base=Base())
    assert hashes(folder) == before


def test_nothing_to_build_leaves_the_last_good_one(folder: Path) -> None:
    before = hashes(folder)
    with pytest.raises(InputError, match="no document could be read"):
        build([str(folder / "missing")], folder / "out", base=Base())
    assert hashes(folder) == before


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 1), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_build_that_is_stopped(folder: Path, root: Path, number: signal.Signals, code: int) -> None:
    before = hashes(folder / "out")
    command = [sys.executable, "-m", "graph", "build", str(root / "seeds"), "--out", str(folder / "out")]
    running = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    limit = time.monotonic() + 30
    while not list(folder.glob(".out.new/sources/*")) and time.monotonic() < limit:
        time.sleep(0.01)
    running.send_signal(number)
    _, shown = running.communicate(timeout=30)
    assert running.returncode == code
    assert b"Traceback" not in shown
    assert hashes(folder / "out") == before
    assert folder.joinpath(".out.new").exists() == (number is signal.SIGKILL)
    build([str(folder / "in")], folder / "out", base=Base())
    assert sorted(path.name for path in folder.iterdir()) == ["in", "out"]
    assert hashes(folder / "out") == before
