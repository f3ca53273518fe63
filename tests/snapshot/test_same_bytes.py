"""Same input, same bytes: whatever the folder, the order of the arguments, the hash seed, the processes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph import pipeline
from graph.rdf.names import Base
from graph.snapshot import index

SEEDS = ("003_71c6fe3e9e807db2.txt", "004_d40e387560cd7e2b.txt")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def build(cwd: Path, *args: str, seed: int = 0) -> dict[str, bytes]:
    root = Path(__file__).parent.parent.parent
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "graph", "build", *args, "--quiet"]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    out = args[args.index("--out") + 1]
    return bytes_of(cwd / out)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, root: Path, tasks: str) -> Path:
    """Two folders with some documents, two of them of one name."""
    folder = tmp_path_factory.mktemp("same")
    for name in ("a", "b"):
        (folder / name).mkdir()
    for name in SEEDS:
        shutil.copy(root / "seeds" / name, folder / "a" / name)
    (folder / "a" / "任务.txt").write_text(tasks, encoding="utf-8")
    (folder / "b" / "任务.txt").write_text(tasks.replace("5家", "6家"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(documents: Path) -> dict[str, bytes]:
    return build(documents, "a", "b", "--out", "first")


def same(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []


def test_another_hash_seed_other_order_other_folder_more_processes(
    documents: Path, first: dict[str, bytes], tmp_path: Path
) -> None:
    same(build(documents, "b", "a", "--out", "second", "--jobs", "2", seed=1), first)
    paths = [str(path) for path in sorted(documents.glob("[ab]/*.txt"), reverse=True)]
    same(build(tmp_path, *paths, "--out", "third", seed=2), first)


def test_both_files_of_one_name_are_kept(first: dict[str, bytes]) -> None:
    assert len([name for name in first if name.startswith("sources/任务.")]) == 2
    report = first["report.json"].decode()
    assert report.count('"file": "任务.txt"') >= 2


def test_the_path_of_the_build_is_in_no_file(documents: Path, first: dict[str, bytes]) -> None:
    assert [name for name, data in first.items() if str(documents).encode() in data] == []


def test_a_graph_too_large_for_memory_gives_the_same_tables(
    documents: Path, first: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LARGE", 0)
    pipeline.build([str(documents / "a"), str(documents / "b")], tmp_path / "out", base=Base())
    shutil.rmtree(tmp_path / "out" / ".store")  # the index: no part of the snapshot
    same(bytes_of(tmp_path / "out"), first)
