"""What several folders of tests share: a snapshot of the seeds, built once, and a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.pipeline import Result, build
from graph.rdf.names import Base
from tests.browsers import CHROMIUM, FLAGS

ROOT = Path(__file__).parent.parent
TASKS = """某县2024年重点工作任务
一、工业
1.抓投产。新增企业5家。（牵头单位：县发改局；责任单位：县财政局）
2.抓项目。开展“春风”行动。（牵头单位：县工信局）
"""


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def tasks() -> str:
    """A document small enough to build in no time."""
    return TASKS


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The snapshot of seeds/, and what the build said of it."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    return out, build([str(ROOT / "seeds")], out, base=Base())


@pytest.fixture(scope="session")
def snapshot(built: tuple[Path, Result]) -> Path:
    return built[0]


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory, tasks: str) -> Path:
    """A snapshot of two documents, made and sent quickly."""
    folder = tmp_path_factory.mktemp("little")
    for number in (1, 2):
        text = tasks.replace("5家", f"{number + 5}家")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    build([str(folder)], folder / "out", base=Base())
    return folder / "out"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()
