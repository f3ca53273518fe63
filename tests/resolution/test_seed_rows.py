"""The seeds' own projects through the years: at least nine of ten rows are linked, and none wrongly."""

from pathlib import Path

import pytest

from graph.extraction import projects
from graph.identity.places import Places
from graph.reading import read_file
from graph.resolution.gather import gather, ground
from graph.resolution.lineage import LineageEntry, lineage
from graph.resolution.resolve import resolve
from graph.resources import seeds_folder
from graph.structure.document import read_documents

HERE = Path(__file__).parent
WRONG = [  # labels that no one project may hold together
    ("光伏发电", "光伏二期项目"),
    ("光伏发电", "光伏项目"),
    ("600万条", "400万条"),
    ("400万条", "800万条"),
    ("饮品", "非油炸"),
    ("中邮", "苏宁"),
    ("济微高速南段", "济微高速北段"),
    ("储能项目", "三峡储能"),
    ("储能项目", "共享储能"),
    ("特种纸搬迁", "高新特种纸"),
    ("智慧农机装备", "收获装备"),
    ("洸府河", "府河生态修复"),
]


@pytest.fixture(scope="module")
def entries() -> list[LineageEntry]:
    folder = seeds_folder()
    if folder is None:
        pytest.skip("no seeds here")
    places, found = Places(), []
    for path in sorted(folder.glob("*.txt")):
        for document in read_documents(read_file(path))[0]:
            name = f"{path.name}:{document.span.start}"
            found += gather(ground(document, name, places), projects.extract(document))
    return list(lineage(found, resolve(g.mention for g in found)))


def rows() -> list[tuple[str, list[tuple[int, str]]]]:
    found = []
    for line in (HERE / "seed_rows.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, cells = line.partition(": ")
            years = [cell.strip().split(" ", 1) for cell in cells.split(";")]
            found.append((name, [(int(year), label) for year, label in years]))
    return found


def is_linked(entries: list[LineageEntry], years: list[tuple[int, str]]) -> bool:
    holds = [{e.project.id for e in entries if e.year == year and label in e.label} for year, label in years]
    return bool(set.intersection(*holds))


def test_nine_of_ten_rows_are_linked(entries: list[LineageEntry]) -> None:
    assert len(rows()) == 28
    lost = [name for name, years in rows() if not is_linked(entries, years)]
    assert len(lost) <= 0.1 * len(rows()), lost


@pytest.mark.parametrize(("first", "second"), WRONG)
def test_no_link_is_wrong(entries: list[LineageEntry], first: str, second: str) -> None:
    labels: dict[str, set[str]] = {}
    for e in entries:
        labels.setdefault(e.project.id, set()).add(e.label)
    for held in labels.values():
        mine = {label for label in held if label.startswith(first) or first in label}
        assert not (mine and {label for label in held - mine if second in label})
