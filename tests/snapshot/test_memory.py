"""Documents are read, written out and let go one by one: six times as many need no more memory."""

import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")

MEASURE = """
import resource, sys
from pathlib import Path
from graph.pipeline import build
from graph.rdf.names import Base

def tell(what):
    if what == "writing the graph":
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

build([sys.argv[1]], Path(sys.argv[2]), base=Base(), jobs=1, progress=tell)
"""
MOST_GROWTH = 1.25


def peak(root: Path, folder: Path, copies: int) -> int:
    """The most memory in use until all documents have been read, of that many copies of one document."""
    seed = (root / "seeds" / "003_71c6fe3e9e807db2.txt").read_text(encoding="utf-8")
    (folder / "in").mkdir(parents=True)
    for number in range(copies):
        (folder / "in" / f"{number}.txt").write_text(f"{seed}\n第{number}份。\n", encoding="utf-8")
    command = [sys.executable, "-c", MEASURE, str(folder / "in"), str(folder / "out")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_memory_stays_flat_while_documents_are_read(root: Path, tmp_path: Path) -> None:
    few, many = peak(root, tmp_path / "few", 2), peak(root, tmp_path / "many", 12)
    assert many < few * MOST_GROWTH
