"""Same input, same bytes, with another Python: each file of a build and of what is published from it.

OTHER_PYTHON names the other interpreter; it needs what the project depends on installed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.publishing import Edition, publish

OTHER = os.environ.get("OTHER_PYTHON", "")
BASE = "https://policy-graph.example/id/"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def other(root: Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONHASHSEED": "7"}
    done = subprocess.run([OTHER, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not OTHER, reason="OTHER_PYTHON names no second interpreter")
def test_another_python_gives_the_same_bytes(root: Path, snapshot: Path, tmp_path: Path) -> None:
    version = other(root, "-c", "import sys; print(*sys.version_info[:2])").split()
    assert [int(part) for part in version] != list(sys.version_info[:2]), "it is the same Python"
    out, site = tmp_path / "out", tmp_path / "site"
    other(root, "-m", "graph", "build", str(root / "seeds"), "--out", str(out), "--quiet")
    told = ("--version", "2024.1", "--date", "2024-03-01")
    other(root, "-m", "graph", "publish", str(out), "--to", str(site), *told)
    publish(snapshot, tmp_path / "ours", Edition("2024.1", "2024-03-01", BASE))
    for theirs, ours in ((out, snapshot), (site, tmp_path / "ours")):
        found, expected = contents(theirs), contents(ours)
        assert found.keys() == expected.keys()
        assert [name for name in sorted(found) if found[name] != expected[name]] == []
