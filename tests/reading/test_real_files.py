"""Every real document at hand is read, with every character accounted for."""

from pathlib import Path

import pytest

from graph.reading import SUFFIXES, read_file

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "seeds", ROOT.parent / "shared" / "corpus", ROOT.parent / "shared" / "seeds"]
FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*") if path.suffix in SUFFIXES)
TEXTS = [path for path in FILES if path.suffix == ".txt"]


def test_the_seeds_are_among_them():
    assert len([path for path in TEXTS if path.parent == ROOT / "seeds"]) >= 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_file_is_read_without_complaint(path):
    source = read_file(path)
    assert source.notes == ()
    assert len(source.text) > 500
    assert all(span.of(source.text).strip() for span in source.bold)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_real_text_is_unchanged(path):
    assert read_file(path).text == path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
