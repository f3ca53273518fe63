"""A browser, the seeds' site, and a site whose texts are hostile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from visits import HOSTILE, Visit, quiet, visit

from benchmarks.made_graph import Size, write_made
from graph.site import rewrite


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_made(folder, Size(hostile=HOSTILE))
    rewrite(folder)
    return folder


@pytest.fixture
def here(chromium: Any, snapshot: Path) -> Iterator[Visit]:
    """The seeds' site; afterwards nothing was asked of a network, stored, or complained of."""
    seen = visit(chromium, snapshot)
    yield seen
    quiet(seen)
